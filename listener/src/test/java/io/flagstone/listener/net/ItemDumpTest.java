/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.StoreTerms;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemDumpTest {
    private static final int MANY = 50_000;

    private ByteCache cache;
    private MemcachedServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1).build());
    }

    private void start(final ServerConfig config) throws IOException {
        cache = ByteCache.builder().callerMaintains().build();
        server = MemcachedServer.start(config, cache);
        client = RawClient.of(server);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        cache.close();
    }

    private static byte[] key(final int i) {
        return RawClient.bytes("key" + i);
    }

    private void fill() {
        for (int i = 0; i < MANY; i++) {
            cache.set(key(i), key(i));
        }
    }

    private String listedBy(final String command, final String last) throws IOException {
        client.send(command + "\r\n");
        final StringBuilder lines = new StringBuilder();
        for (String line = client.line(); !last.equals(line); line = client.line()) {
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    @Test
    void shouldDumpABinaryKeyAsItIsAskedFor() throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap(new byte[] {'a', ' ', '\n', 'v'});
        cache.buffers().store(new StoreTerms().binaryKey(true), bytes, 0, 3, bytes, 3, 1, 0, 0);
        assertEquals("OK\nmg YSAK b\n", listedBy("lru_crawler mgdump all", "EN"));
        assertTrue(listedBy("lru_crawler metadump all", "END").startsWith("OK\nkey=a%20%0A exp=-1 "));
    }

    @Test
    void shouldTellWhatIsKnownOfAnItem() throws IOException {
        final long earliest = client.stat("time") + 99;
        client.ask("set a%\u00e4 7 100 3\r\nabc\r\n", "STORED\r\n");
        client.ask("get a%\u00e4\r\n", "VALUE a%\u00e4 7 3\r\nabc\r\nEND\r\n");
        final String line = listedBy("lru_crawler metadump all", "END");
        final long latest = client.stat("time") + 100;
        assertTrue(line.matches("OK\nkey=a%25%E4 exp=\\d+ la=\\d+ cas=\\d+ fetch=yes "
            + "cls=\\d+ size=\\d+ flags=7 \n"), line);
        final long exp = Long.parseLong(line.replaceAll("(?s).* exp=(\\d+) .*", "$1"));
        assertTrue(earliest <= exp && exp <= latest, earliest + " " + line + latest);
        assertEquals("OK\nmg a%\u00e4\n", listedBy("lru_crawler mgdump hash", "EN"));
        final String slabClass = line.replaceAll("(?s).* cls=(\\d+) .*", "$1");
        assertTrue(listedBy("stats cachedump " + slabClass + " 0", "END").matches("ITEM a%\u00e4 \\[3 b; \\d+ s\\]\n"));
        client.ask("set b 0 0 1\r\nx\r\n", "STORED\r\n");
        assertTrue(listedBy("stats cachedump " + slabClass + " 0", "END").contains("ITEM b [1 b; 0 s]\n"));
        assertEquals(1, listedBy("stats cachedump " + slabClass + " 1", "END").lines().count());
        assertTrue(listedBy("lru_crawler metadump 1,2,3", "END").contains("key=b exp=-1 la="));
        assertEquals("OK\n", listedBy("lru_crawler metadump 60", "END"));
    }

    @Test
    void shouldListEveryItemAndServeOthersMeanwhile() throws IOException {
        fill();
        final Set<String> keys = new HashSet<>();
        client.send("lru_crawler mgdump all\r\nversion\r\n");
        assertEquals("OK", client.line());
        try (RawClient other = RawClient.of(server)) {
            other.ask("get key7\r\n", "VALUE key7 0 4\r\nkey7\r\nEND\r\n");
        }
        for (String line = client.line(); !"EN".equals(line); line = client.line()) {
            assertTrue(line.startsWith("mg key"), line);
            keys.add(line);
        }
        assertEquals(MANY, keys.size());
        assertEquals("VERSION 1.6.45", client.line());
    }

    @Test
    void shouldKeepLittleForAClientThatDoesNotRead() throws Exception {
        fill();
        try (RawClient slow = RawClient.slowOf(server)) {
            slow.send("lru_crawler metadump all\r\n");
            Await.until("the client is waited for", () -> client.stat("read_buf_bytes") > 0);
            final long sent = client.stat("bytes_written");
            assertTrue(client.stat("read_buf_bytes") <= 128 << 10, "what is kept is one reply buffer at most");
            assertTrue(sent < MANY * 60L, "and the rest of the list is not made: " + sent);
            String line = slow.line();
            int items = 0;
            while (!"END".equals(line)) {
                items += line.startsWith("key=") ? 1 : 0;
                line = slow.line();
            }
            assertEquals(MANY, items);
            slow.ask("version\r\n", "VERSION 1.6.45\r\n");
        }
        Await.until("nothing is kept", () -> client.stat("read_buf_bytes") == 0);
    }

    @Test
    void shouldStopWithAClientThatGoesAway() throws Exception {
        fill();
        final RawClient slow = RawClient.slowOf(server);
        slow.send("lru_crawler metadump all\r\n");
        Await.until("the client is waited for", () -> client.stat("read_buf_bytes") > 0);
        slow.reset();
        Await.until("the client is gone", () -> client.stat("curr_connections") == 1);
        assertEquals(0, client.stat("read_buf_bytes"));
    }

    @Test
    void shouldCutACachedumpOffAtTwoMegabytes() throws IOException {
        final String tail = "x".repeat(200);
        for (int i = 0; i < 20_000; i++) {
            cache.set(RawClient.bytes("key" + i + tail), new byte[0]);
        }
        final int slabClass = cache.stats().slabClasses().get(0).classId();
        final int bytes = listedBy("stats cachedump " + slabClass + " 0", "END").length();
        assertTrue(bytes > (2 << 20) - 4000 - 20_000 && bytes <= 2 << 20, Integer.toString(bytes));
    }

    @Test
    void shouldListNothingWhereThatIsNotAllowed() throws IOException {
        stop();
        start(ServerConfig.builder().address("127.0.0.1").port(0).dumping(false).build());
        client.ask("lru_crawler metadump all\r\n", "ERROR metadump not allowed\r\n");
        client.ask("lru_crawler mgdump all\r\n", "ERROR key dump not allowed\r\n");
        client.ask("stats cachedump 1 0\r\n", "CLIENT_ERROR stats cachedump not allowed\r\n");
        client.ask("stats detail on\r\n", "CLIENT_ERROR stats detail not allowed\r\n");
        client.ask("lru_crawler disable\r\nlru_crawler metadump all\r\n",
            "OK\r\nCLIENT_ERROR lru crawler disabled\r\n");
    }
}
