/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

/** A socket whose first bytes are a header of the PROXY protocol, which it takes for itself. */
final class ProxiedInput implements ReadableByteChannel {
    private static final int FIRST_READ = 256;

    private final SocketChannel socket;
    private final ProxyHeader header = new ProxyHeader();
    /** What comes before the socket's next bytes; null when that is over. */
    private ByteBuffer first = ByteBuffer.allocate(FIRST_READ);

    ProxiedInput(final SocketChannel socket) {
        this.socket = socket;
    }

    boolean isComplete() {
        return header.isComplete();
    }

    /** The client, null if the header does not name it. */
    SocketName client() {
        return header.client();
    }

    @Override
    public int read(final ByteBuffer target) throws IOException {
        if (first == null) {
            return socket.read(target);
        }
        if (!header.isComplete()) {
            final int read = socket.read(first.clear());
            if (read <= 0) {
                return read;
            }
            header.accept(first.flip());
            if (!header.isComplete()) {
                return 0;
            }
        }
        final int given = Math.min(first.remaining(), target.remaining());
        target.put(target.position(), first, first.position(), given).position(target.position() + given);
        first.position(first.position() + given);
        if (!first.hasRemaining()) {
            first = null;
        }
        return given;
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
