/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Stores every key of a load before it starts. */
final class Preload {
    private static final int BATCH = 64;
    private static final int BUFFER = 1 << 16;
    private static final byte[] STORED = "STORED\r\n".getBytes(StandardCharsets.US_ASCII);

    private Preload() {
    }

    /**
     * Sets all keys on one connection, some at a time.
     *
     * @param server    to fill
     * @param exchanges whose sets are sent
     * @throws IOException if the connection breaks
     * @throws IllegalStateException if the server stores one of them not
     */
    static void store(final InetSocketAddress server, final TextExchanges exchanges) throws IOException {
        try (Socket socket = LoadDriver.connect(server).socket()) {
            final BufferedOutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            final DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
            final byte[] reply = new byte[STORED.length];
            for (int first = 0; first < exchanges.items(); first += BATCH) {
                final int end = Math.min(exchanges.items(), first + BATCH);
                for (int i = first; i < end; i++) {
                    out.write(exchanges.set(i));
                }
                out.flush();
                for (int i = first; i < end; i++) {
                    in.readFully(reply);
                    if (!Arrays.equals(reply, STORED)) {
                        throw new IllegalStateException("every key must be stored: index=" + i + ", reply="
                            + new String(reply, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
    }
}
