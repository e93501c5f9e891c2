/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.ServerState;
import io.flagstone.protocol.text.TextReplies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Accepts connections, turns away those above the limit, and hands the others to the workers in turn. */
public final class Acceptor implements Runnable {
    private static final long PAUSE_NANOS = 10_000_000;

    private final Selector selector = Selector.open();
    private final Listeners listeners;
    private final Worker[] workers;
    private final AtomicInteger openConnections;
    private final int maxConnections;
    private final Counters counters;
    private final ServerState state;
    private int next;
    private volatile boolean stopping;

    /**
     * Makes an acceptor that does not run yet.
     *
     * @param listeners       that are accepted from.
     * @param workers         that serve.
     * @param openConnections counted up by the acceptor and down by the workers.
     * @param maxConnections  that may be open at a time.
     * @param state           of the server.
     * @throws IOException if the system gives no selector.
     */
    public Acceptor(final Listeners listeners, final Worker[] workers,
            final AtomicInteger openConnections, final int maxConnections, final ServerState state)
            throws IOException {
        this.listeners = listeners;
        this.workers = workers.clone();
        this.openConnections = openConnections;
        this.maxConnections = maxConnections;
        this.state = state;
        counters = state.newCounters();
    }

    /** Makes the acceptor end; may be called by anybody. */
    public void stop() {
        stopping = true;
        selector.wakeup();
    }

    /** Accepts until {@link #stop}. */
    @Override
    public void run() {
        try (selector) {
            for (final Listener listener : listeners.all()) {
                listener.channel().configureBlocking(false);
                listener.channel().register(selector, SelectionKey.OP_ACCEPT, listener);
            }
            while (!stopping) {
                acceptAll();
            }
        } catch (final IOException e) {
            if (!stopping) {
                System.err.println("the acceptor cannot begin: " + e);
            }
        }
    }

    private void acceptAll() {
        try {
            selector.select(this::accept);
        } catch (final IOException | RuntimeException | OutOfMemoryError e) {
            report(e);
        }
    }

    private void accept(final SelectionKey key) {
        final SocketChannel channel;
        try {
            channel = ((ServerSocketChannel) key.channel()).accept();
        } catch (final IOException e) {
            // Most likely out of file descriptors: let clients queue until some are free again.
            report(e);
            return;
        }
        if (channel != null) {
            try {
                admit(channel, (Listener) key.attachment());
            } catch (final IOException e) {
                close(channel, e);
            }
        }
    }

    /** Lets go of a client that went away before it was served. */
    private void close(final SocketChannel channel, final IOException reason) {
        try {
            channel.close();
        } catch (final IOException e) {
            reason.addSuppressed(e);
        }
        if (state.verbosity() > 1) {
            System.err.println("a client was gone before it was served: " + reason);
        }
    }

    private void report(final Throwable problem) {
        if (stopping) {
            return;
        }
        if (state.verbosity() > 0) {
            System.err.println("cannot accept: " + problem);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private void admit(final SocketChannel channel, final Listener listener) throws IOException {
        if (!listener.admits(channel.getRemoteAddress())) {
            channel.close();
            return;
        }
        if (openConnections.get() >= maxConnections) {
            counters.increment(Counter.REJECTED_CONNECTIONS);
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(TextReplies.TOO_MANY_CONNECTIONS));
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        if (channel.getLocalAddress() instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
        openConnections.incrementAndGet();
        counters.increment(Counter.TOTAL_CONNECTIONS);
        workers[next].take(new Accepted(channel, listener));
        next = (next + 1) % workers.length;
    }
}
