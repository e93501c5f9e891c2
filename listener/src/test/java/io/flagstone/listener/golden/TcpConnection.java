/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** A connection to a server in the same process, over a socket. */
final class TcpConnection implements GoldenConnection {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int ROOM = 64 << 10;

    private final Socket socket;
    private final byte[] room = new byte[ROOM];

    private TcpConnection(final Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    static TcpConnection to(final int port) throws IOException {
        return new TcpConnection(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    @Override
    public void send(final byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (final IOException e) {
            // What is sent to a server that has closed is lost.
            return;
        }
    }

    @Override
    public byte[] receive() throws IOException {
        try {
            final int length = socket.getInputStream().read(room);
            return Arrays.copyOf(room, Math.max(0, length));
        } catch (final SocketTimeoutException | SocketException e) {
            return new byte[0];
        }
    }

    @Override
    public boolean closed() throws IOException {
        try {
            return socket.getInputStream().read(room) < 0;
        } catch (final SocketTimeoutException e) {
            return false;
        } catch (final SocketException e) {
            return true;
        }
    }

    @Override
    public void finish() {
        try {
            socket.shutdownOutput();
        } catch (final IOException e) {
            // The server was first.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
