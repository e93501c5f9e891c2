/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand clients that ask and never read. Over unix sockets, where the system keeps 200 KiB for each of them: over
 * TCP it is 2.5 MiB, and the test would be one of the system's memory.
 */
class ThousandDeafClientsTest {
    private static final int CLIENTS = 1000;
    private static final int LENGTH = 15_000;
    private static final long OUTPUT_LIMIT = 16 << 20;
    private static final int WORKERS = 2;

    private BufferedReader answers;
    private SocketChannel other;

    private static void send(final SocketChannel client, final String text) throws IOException {
        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void ask(final String request, final String... lines) throws IOException {
        send(other, request);
        for (final String line : lines) {
            assertEquals(line, answers.readLine());
        }
    }

    private long stat(final String name) throws IOException {
        send(other, "stats\r\n");
        long value = -1;
        for (String line = answers.readLine(); !"END".equals(line); line = answers.readLine()) {
            if (line.startsWith("STAT " + name + " ")) {
                value = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return value;
    }

    @Test
    void shouldBeServedAroundAndForgotten(@TempDir final Path directory) throws Exception {
        final UnixDomainSocketAddress path = UnixDomainSocketAddress.of(directory.resolve("s"));
        final ServerConfig config = ServerConfig.builder().unixSocket(path.getPath()).threads(WORKERS)
            .maxConnections(CLIENTS + 1).outputLimit(OUTPUT_LIMIT).build();
        final List<SocketChannel> clients = new ArrayList<>();
        try (MemcachedServer server = MemcachedServer.start(config)) {
            assertEquals(0, server.port());
            other = SocketChannel.open(path);
            answers = new BufferedReader(Channels.newReader(other, StandardCharsets.ISO_8859_1));
            final String value = "x".repeat(LENGTH);
            ask("set k 0 0 " + LENGTH + "\r\n" + value + "\r\n", "STORED");
            long most = 0;
            for (int i = 0; i < CLIENTS; i++) {
                final SocketChannel client = SocketChannel.open(path);
                clients.add(client);
                send(client, "get k\r\n".repeat(20));
                if (i % 20 == 0) {
                    ask("get k\r\n", "VALUE k 0 " + LENGTH, value, "END");
                    most = Math.max(most, stat("read_buf_bytes"));
                    assertTrue(most <= OUTPUT_LIMIT + (long) CLIENTS * BufferPool.SIZE);
                }
            }
            Await.until("some are refused", () -> stat("response_obj_oom") > 0);
            assertTrue(most > 0);
            for (final SocketChannel client : clients) {
                client.close();
            }
            Await.until("all are gone", () -> stat("curr_connections") == 1 && stat("read_buf_count") == 0
                && stat("read_buf_bytes") == 0);
            Await.until("the buffers are let go", () -> stat("read_buf_bytes_free")
                <= (long) WORKERS * BufferPool.RESTING * BufferPool.SIZE);
        } finally {
            for (final SocketChannel client : clients) {
                client.close();
            }
            if (other != null) {
                other.close();
            }
        }
    }
}
