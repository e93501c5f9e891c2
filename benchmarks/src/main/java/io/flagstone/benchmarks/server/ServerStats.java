/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.load.Generator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a server says of itself. */
public final class ServerStats {
    private final Map<String, String> values = new HashMap<>();

    /**
     * Asks for {@code stats}.
     *
     * @param server to ask
     * @throws IOException if the server does not answer
     */
    public ServerStats(final InetSocketAddress server) throws IOException {
        try (Socket socket = Generator.connect(server).socket();
            BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write("stats\r\n".getBytes(StandardCharsets.US_ASCII));
            for (String line = in.readLine(); !"END".equals(line); line = in.readLine()) {
                final String[] words = line == null ? new String[0] : line.split(" ", 3);
                if (words.length < 3) {
                    throw new IOException("a server must answer stats: line=" + line);
                }
                values.put(words[1], words[2]);
            }
        }
    }

    /**
     * Tells a counter.
     *
     * @param name of it
     * @return its value
     * @throws IOException if the server does not tell it
     */
    public long number(final String name) throws IOException {
        final String value = values.get(name);
        if (value == null) {
            throw new IOException("stats must tell " + name);
        }
        return Long.parseLong(value);
    }
}
