/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many connections that have something to read at once. */
class IntakeTest {
    private static final int CLIENTS = 100;
    private static final int ROUNDS = 20;
    private static final int LENGTH = 2000;

    private static String value(final int client, final int round) {
        return (client + "-" + round + ".").repeat(LENGTH).substring(0, LENGTH);
    }

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void expect(final Socket socket, final String wanted) throws IOException {
        assertEquals(wanted,
            new String(socket.getInputStream().readNBytes(wanted.length()), StandardCharsets.US_ASCII));
    }

    /** Pieces of requests in between, so that a connection is now read with others and now by itself. */
    @Test
    void shouldAnswerEachWithItsOwnWhenAllAskAtOnce() throws IOException {
        final List<Socket> clients = new ArrayList<>();
        try (MemcachedServer server = MemcachedServer.start(
                ServerConfig.builder().address("127.0.0.1").port(0).threads(1).build())) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < CLIENTS; i++) {
                    final String set = "set key" + i + " 0 0 " + LENGTH + "\r\n" + value(i, round) + "\r\nget ke";
                    clients.get(i).getOutputStream().write(ascii(set));
                }
                for (int i = 0; i < CLIENTS; i++) {
                    expect(clients.get(i), "STORED\r\n");
                    clients.get(i).getOutputStream().write(ascii("y" + i + "\r\nget key" + i + " none\r\n"));
                }
                for (int i = 0; i < CLIENTS; i++) {
                    final String found = "VALUE key" + i + " 0 " + LENGTH + "\r\n" + value(i, round) + "\r\nEND\r\n";
                    expect(clients.get(i), found + found);
                }
            }
        } finally {
            for (final Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void shouldServeTheOthersWhenSomeLeaveBetween() throws IOException {
        final List<Socket> clients = new ArrayList<>();
        try (MemcachedServer server = MemcachedServer.start(
                ServerConfig.builder().address("127.0.0.1").port(0).threads(1).build())) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            for (int i = 0; i < CLIENTS; i++) {
                clients.get(i).getOutputStream().write(ascii(i % 3 == 0 ? "quit\r\n" : "mn\r\n"));
                if (i % 3 == 1) {
                    clients.get(i).close();
                }
            }
            for (int i = 2; i < CLIENTS; i += 3) {
                expect(clients.get(i), "MN\r\n");
            }
        } finally {
            for (final Socket client : clients) {
                client.close();
            }
        }
    }
}
