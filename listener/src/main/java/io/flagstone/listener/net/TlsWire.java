/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;

/**
 * The socket below TLS. It is read no more once it was found empty or has given enough, until its next turn, and only
 * if TLS begins.
 */
final class TlsWire implements ByteChannel {
    /** The first byte of every TLS connection: a record of the handshake. */
    private static final int HANDSHAKE = 22;
    /**
     * Bytes that are read in one turn: more than the longest record has, so that one at least is whole. Records may
     * hold nothing, or only new keys, and the library asks for more until one holds something: a client that sends
     * nothing else would have all the turns.
     */
    private static final int MOST_IN_A_TURN = 20 << 10;

    private final ReadableByteChannel input;
    private final SocketChannel socket;
    private int left;
    private boolean empty;
    private boolean begun;
    private boolean foreign;

    TlsWire(final ReadableByteChannel input, final SocketChannel socket) {
        this.input = input;
        this.socket = socket;
    }

    /** An event told that there may be more to read. */
    void turn() {
        empty = false;
        left = MOST_IN_A_TURN;
    }

    /** Whether no more is read in this turn, though there is more. */
    boolean isExhausted() {
        return left <= 0;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Whether the client began with something else than TLS. */
    boolean isForeign() {
        return foreign;
    }

    @Override
    public int read(final ByteBuffer target) throws IOException {
        if (empty || left <= 0) {
            return 0;
        }
        final int start = target.position();
        final int room = target.remaining();
        final int read = input.read(target);
        empty = read >= 0 && read < room;
        left -= read;
        if (read > 0 && !begun) {
            begun = true;
            foreign = target.get(start) != HANDSHAKE;
            if (foreign) {
                throw new SSLException("the client does not speak TLS");
            }
        }
        return read;
    }

    @Override
    public int write(final ByteBuffer source) throws IOException {
        return socket.write(source);
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
