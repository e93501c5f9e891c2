/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.MemcachedServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends what it is told, byte for byte, and shows what comes back. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SMALL_WINDOW = 4 << 10;

    private final Socket socket = new Socket();
    private final InputStream in;

    private RawClient(final int port, final boolean slow) throws IOException {
        if (slow) {
            socket.setReceiveBufferSize(SMALL_WINDOW);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        in = slow ? socket.getInputStream() : new BufferedInputStream(socket.getInputStream());
    }

    static RawClient of(final MemcachedServer server) throws IOException {
        return of(server.port());
    }

    /** Connects to a port of this machine. */
    public static RawClient of(final int port) throws IOException {
        return new RawClient(port, false);
    }

    /** A client for which the operating system keeps little of what it does not read. */
    static RawClient slowOf(final MemcachedServer server) throws IOException {
        return new RawClient(server.port(), true);
    }

    /** The bytes of a text, one for each character. */
    public static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends the bytes of a text. */
    public RawClient send(final String text) throws IOException {
        return send(bytes(text));
    }

    /** Sends bytes. */
    public RawClient send(final byte[] packet) throws IOException {
        socket.getOutputStream().write(packet);
        return this;
    }

    /** Sends as much as the server takes; it may close at any byte. */
    public void sendInVain(final byte[] packet) {
        try {
            send(packet);
        } catch (final IOException e) {
            // That the server went away is what the caller looks at next.
            return;
        }
    }

    /** Waits for so many bytes. */
    public String read(final int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** A line without its end; what there is, if the server closes. */
    public String line() throws IOException {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Sends and waits for exactly this answer. */
    public void ask(final String request, final String answer) throws IOException {
        send(request);
        assertEquals(answer, read(answer.length()), request);
    }

    /** Asks for one field of the general statistics; -1 if it is not there. */
    public long stat(final String name) throws IOException {
        return stat("", name);
    }

    /** Asks for one field of the statistics; -1 if it is not there. */
    long stat(final String about, final String name) throws IOException {
        send("stats" + (about.isEmpty() ? "" : " " + about) + "\r\n");
        long value = -1;
        for (String line = line(); !"END".equals(line); line = line()) {
            if (line.isEmpty()) {
                throw new IOException("the server closed in the middle of its statistics");
            }
            final String[] words = line.split(" ");
            if (words[1].equals(name)) {
                value = Long.parseLong(words[2]);
            }
        }
        return value;
    }

    /** Asks for what ends with END, and gives it. */
    String lines(final String request) throws IOException {
        send(request + "\r\n");
        final StringBuilder lines = new StringBuilder();
        for (String line = line(); !line.isEmpty() && !"END".equals(line); line = line()) {
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    /** Everything until the server closes. */
    public String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Waits until the server has closed, politely or not; what it says before does not matter. */
    public void awaitClose() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (final SocketException e) {
            // A reset is a close too.
            return;
        }
    }

    /** How many bytes have come that were not read. */
    public int available() throws IOException {
        return in.available();
    }

    /** Tells the server that nothing more comes. */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Goes away without a farewell. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
