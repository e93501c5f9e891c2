/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.SlabClassStats;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of clients when a server is told to stop. */
class OrderlyStopTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int LARGE = 1_000_000;

    private ByteCache cache;
    private MemcachedServer server;
    private SocketAddress address;

    @BeforeEach
    void start() throws IOException {
        cache = ByteCache.builder().callerMaintains().build();
        server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1).build(), cache);
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    @AfterEach
    void stop() {
        server.close();
        cache.close();
    }

    private Socket client() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void send(final Socket client, final String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(final Socket client, final int length) throws IOException {
        return new String(client.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static String rest(final Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** Has the server stop, and returns when nobody can connect any more. */
    private Thread stopping(final Duration grace) throws IOException {
        final Thread stopping = new Thread(() -> server.stop(grace));
        stopping.start();
        while (true) {
            try (SocketChannel late = SocketChannel.open(address)) {
                assertTrue(late.isOpen());
            } catch (final SocketException e) {
                return stopping;
            }
        }
    }

    private static void awaitEnd(final Thread stopping) throws InterruptedException {
        stopping.join(TimeUnit.SECONDS.toMillis(60));
        assertFalse(stopping.isAlive(), "the server has to stop before its time is up");
    }

    @Test
    void shouldStopAtOnceWhenNothingIsUnderWay() throws Exception {
        try (Socket idle = client(); Socket watching = client()) {
            send(idle, "mn\r\n");
            assertEquals("MN\r\n", read(idle, 4));
            send(watching, "watch\r\n");
            assertEquals("OK\r\n", read(watching, 4));
            awaitEnd(stopping(LONG));
            assertEquals("", rest(idle));
            assertEquals("", rest(watching));
        }
    }

    @Test
    void shouldWaitForTheRestOfARequestThatHasBegun() throws Exception {
        try (Socket client = client(); Socket slow = client(); Socket words = client()) {
            send(client, "mn\r\nset k 0 0 10\r\n01234");
            send(slow, "mn\r\nset late 0 0 4\r\n");
            send(words, "mn\r\nget ");
            assertEquals("MN\r\n", read(client, 4));
            assertEquals("MN\r\n", read(slow, 4));
            assertEquals("MN\r\n", read(words, 4));
            final Thread stopping = stopping(LONG);
            send(client, "56789\r\nget k\r\n");
            assertEquals("STORED\r\nVALUE k 0 10\r\n0123456789\r\nEND\r\n", rest(client));
            send(words, "k\r\n");
            assertEquals("VALUE k 0 10\r\n0123456789\r\nEND\r\n", rest(words));
            assertTrue(stopping.isAlive(), "one is still under way");
            send(slow, "late\r\n");
            assertEquals("STORED\r\n", rest(slow));
            awaitEnd(stopping);
        }
        assertEquals(4, cache.get("late".getBytes(StandardCharsets.US_ASCII)).length);
    }

    @Test
    void shouldSendToTheEndWhatWasAskedFor() throws Exception {
        cache.set(new byte[] {'k'}, new byte[LARGE]);
        try (Socket client = client()) {
            final int times = 20;
            send(client, "mn\r\n" + "get k\r\n".repeat(times));
            assertEquals("MN\r\n", read(client, 4));
            final Thread stopping = stopping(LONG);
            assertEquals(times * ("VALUE k 0 " + LARGE + "\r\n\r\nEND\r\n").length() + times * LARGE,
                client.getInputStream().readAllBytes().length);
            awaitEnd(stopping);
        }
    }

    @Test
    void shouldNotWaitForEverForAClientThatStandsStill() throws Exception {
        cache.set(new byte[] {'k'}, new byte[LARGE]);
        try (Socket half = client(); Socket deaf = client()) {
            send(half, "mn\r\nset half 0 0 100000\r\nx");
            assertEquals("MN\r\n", read(half, 4));
            send(deaf, "mn\r\n" + "get k\r\n".repeat(100));
            assertEquals("MN\r\n", read(deaf, 4));
            awaitEnd(stopping(Duration.ofMillis(50)));
            assertEquals("", rest(half));
        }
        assertNull(cache.get("half".getBytes(StandardCharsets.US_ASCII)));
        cache.delete(new byte[] {'k'});
        cache.maintenance().doWork();
        assertEquals(0, cache.stats().slabClasses().stream().mapToLong(SlabClassStats::usedChunks).sum());
    }

    /** By a unix socket, which has it all when it is sent; TCP leaves with the client what does not fit as yet. */
    @Test
    void shouldAnswerWhatABlockedClientSentBeforeThoughItFillsSeveralReads(@TempDir final Path directory)
            throws Exception {
        server.close();
        final UnixDomainSocketAddress path = UnixDomainSocketAddress.of(directory.resolve("s"));
        address = path;
        server = MemcachedServer.start(ServerConfig.builder().unixSocket(path.getPath()).threads(1).build(), cache);
        cache.set(new byte[] {'k'}, new byte[LARGE]);
        try (SocketChannel client = SocketChannel.open(path)) {
            final int large = 20;
            final int small = 12_000;
            final InputStream in = Channels.newInputStream(client);
            send(client, "get k\r\n".repeat(large));
            assertEquals("VALUE", new String(in.readNBytes(5), StandardCharsets.US_ASCII));
            // Nothing of this is read before the client takes the large values.
            send(client, "get ab\r\n".repeat(small));
            final Thread stopping = stopping(LONG);
            final int whole = ("VALUE k 0 " + LARGE + "\r\n\r\nEND\r\n").length() + LARGE;
            assertEquals(large * whole + small * "END\r\n".length() - 5, in.readAllBytes().length);
            awaitEnd(stopping);
        }
    }

    private static void send(final SocketChannel client, final String text) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }
}
