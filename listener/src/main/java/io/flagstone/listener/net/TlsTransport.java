/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.ListenerTls;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.net.tls.ServerTls;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import tlschannel.NeedsReadException;
import tlschannel.NeedsWriteException;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/** TLS over a socket. */
final class TlsTransport implements Transport, GatheringByteChannel {
    private static final byte[] TLS_ONLY =
        "CLIENT_ERROR this port speaks TLS\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Counters counters;
    private final TlsWire wire;
    private final SSLEngine engine;
    private final TlsChannel tls;
    private final long begun = System.currentTimeMillis();
    private int readsOn = SelectionKey.OP_READ;
    private boolean ready;
    private boolean holdsInput;
    private boolean holdsOutput;

    /** @param input the socket, or what has to be read before it. */
    TlsTransport(final ReadableByteChannel input, final SocketChannel socket, final ServerTls server,
            final ListenerTls mode, final TlsBuffers buffers, final Counters counters) {
        this.counters = counters;
        wire = new TlsWire(input, socket);
        engine = server.newEngine(mode);
        tls = ServerTlsChannel.newBuilder(wire, server.context())
            .withEngineFactory(context -> engine)
            .withSessionInitCallback(this::begin)
            .withPlainBufferAllocator(buffers)
            .withEncryptedBufferAllocator(buffers)
            .build();
    }

    private void begin(final SSLSession session) {
        ready = true;
        // One that was taken up again is as old as when it was begun.
        if (session.getCreationTime() >= begun) {
            counters.increment(Counter.SSL_NEW_SESSIONS);
        }
    }

    @Override
    public int read(final ByteBuffer target) throws IOException {
        wire.turn();
        readsOn = SelectionKey.OP_READ;
        holdsInput = false;
        final boolean wasReady = ready;
        int total = 0;
        try {
            while (target.hasRemaining()) {
                final int read = tls.read(target);
                if (read < 0) {
                    throw new ClosedChannelException();
                }
                total += read;
            }
            // Some records may be in the library's buffer, of which no event will tell.
            holdsInput = true;
        } catch (final NeedsReadException e) {
            readsOn = SelectionKey.OP_READ;
            if (wasReady && total == 0 && wire.isExhausted()) {
                throw failed(new SSLException("the client sends records that hold nothing"));
            }
        } catch (final NeedsWriteException e) {
            readsOn = SelectionKey.OP_WRITE;
        } catch (final ClosedChannelException e) {
            // The end comes when it is asked for again, behind what came before it.
            holdsInput = total > 0;
            return total > 0 ? total : end();
        } catch (final IOException e) {
            fail(e);
            throw e;
        } catch (final AssertionError e) {
            throw ended(e);
        }
        return total;
    }

    /** The client has gone: as it may, or in the middle of the handshake. */
    private int end() throws EOFException {
        if (!ready && wire.hasBegun()) {
            counters.increment(Counter.SSL_HANDSHAKE_ERRORS);
            throw new EOFException("the client went away within the handshake");
        }
        return -1;
    }

    /** The library checks itself by errors, which must end one connection and not the worker. */
    private IOException ended(final AssertionError surprise) {
        return failed(new SSLException("the TLS library met a state that it does not expect", surprise));
    }

    private IOException failed(final IOException end) {
        fail(end);
        return end;
    }

    /** Counts what ends the connection, and tells the client as far as it can still be told. */
    private void fail(final IOException reason) {
        if (!ready && wire.hasBegun()) {
            counters.increment(Counter.SSL_HANDSHAKE_ERRORS);
        }
        if (!(reason instanceof SSLException)) {
            return;
        }
        if (ready) {
            counters.increment(Counter.SSL_PROTOCOL_ERRORS);
        }
        try {
            if (wire.isForeign()) {
                wire.write(ByteBuffer.wrap(TLS_ONLY));
            } else if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                final ByteBuffer alert = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
                engine.wrap(NOTHING, alert);
                wire.write(alert.flip());
            }
        } catch (final IOException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public GatheringByteChannel output() {
        return this;
    }

    @Override
    public int write(final ByteBuffer source) throws IOException {
        final int before = source.remaining();
        try {
            tls.write(source);
            holdsOutput = false;
            requireTaken(source.hasRemaining());
        } catch (final NeedsWriteException e) {
            holdsOutput = true;
        } catch (final AssertionError e) {
            throw ended(e);
        }
        return before - source.remaining();
    }

    @Override
    public long write(final ByteBuffer[] sources, final int offset, final int length) throws IOException {
        final long before = remaining(sources, offset, length);
        try {
            tls.write(sources, offset, length);
            holdsOutput = false;
            requireTaken(remaining(sources, offset, length) > 0);
        } catch (final NeedsWriteException e) {
            holdsOutput = true;
        } catch (final AssertionError e) {
            throw ended(e);
        }
        return before - remaining(sources, offset, length);
    }

    /** What is neither taken nor waits for the socket never will be: before TLS 1.3 a farewell is one of both sides. */
    private static void requireTaken(final boolean isLeft) throws ClosedChannelException {
        if (isLeft) {
            throw new ClosedChannelException();
        }
    }

    private static long remaining(final ByteBuffer[] sources, final int offset, final int length) {
        long sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += sources[i].remaining();
        }
        return sum;
    }

    @Override
    public long write(final ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    @Override
    public int readsOn() {
        return readsOn;
    }

    @Override
    public boolean holdsInput() {
        return holdsInput;
    }

    @Override
    public boolean holdsOutput() {
        return holdsOutput;
    }

    @Override
    public void flush() throws IOException {
        write(NOTHING);
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public boolean isOpen() {
        return wire.isOpen();
    }

    /** Says farewell if the client takes it, and does not wait for the answer. */
    @Override
    public void close() throws IOException {
        tls.close();
    }
}
