/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server.soak;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that speaks lines and blocks. For one thread. */
final class SoakWire implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    SoakWire(final InetSocketAddress server) throws IOException {
        socket.connect(server, PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** Writes a line; it goes out with {@link #send}. */
    void line(final String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    void block(final byte[] bytes, final int from, final int length) throws IOException {
        out.write(bytes, from, length);
    }

    void send() throws IOException {
        out.flush();
    }

    /** Sends a line and reads the one that answers it. */
    String ask(final String line) throws IOException {
        line(line);
        send();
        return readLine();
    }

    String readLine() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection: line=" + line);
            }
            line.append((char) next);
        }
        if (line.length() == 0 || line.charAt(line.length() - 1) != '\r') {
            throw new IOException("a line must end with CR LF: line=" + line);
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }

    /** Reads a block and the line end behind it. */
    byte[] readBlock(final int length) throws IOException {
        final byte[] block = in.readNBytes(length);
        if (block.length < length || in.read() != '\r' || in.read() != '\n') {
            throw new IOException("a block must have its length, and CR LF behind it: length=" + length);
        }
        return block;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
