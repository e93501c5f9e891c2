/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What commands do to the memory of a running server, and what statistics say of it. */
class RunningMemoryTest {
    private static ServerConfigBuilder config() {
        return ServerConfig.builder().address("127.0.0.1").port(0).threads(1);
    }

    private static Map<String, String> stats(final RawClient client, final String about) throws IOException {
        final Map<String, String> values = new HashMap<>();
        client.send("stats " + about + "\r\n");
        for (String line = client.line(); !"END".equals(line); line = client.line()) {
            final String[] words = line.split(" ");
            values.put(words[1], words[2]);
        }
        return values;
    }

    private static void fill(final RawClient client, final String prefix, final int items, final int length)
            throws IOException {
        final String value = " 0 0 " + length + " noreply\r\n" + "x".repeat(length) + "\r\n";
        final StringBuilder sets = new StringBuilder();
        for (int i = 0; i < items; i++) {
            sets.append("set ").append(prefix).append(i).append(value);
        }
        client.ask(sets + "mn\r\n", "");
        assertEquals("MN", client.line());
    }

    @Test
    void shouldMoveAPageFromOneClassToAnother() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(config().slabAutomove(0).build());
            RawClient client = RawClient.of(server)) {
            fill(client, "small", 20_000, 100);
            fill(client, "large", 10, 1000);
            final Map<String, String> before = stats(client, "slabs");
            final String from = classWithMostPages(before);
            final int pages = Integer.parseInt(before.get(from + ":total_pages"));
            assertTrue(pages > 1);
            client.ask("slabs reassign " + from + " 0\r\n", "OK\r\n");
            Await.until("the page has moved", () -> client.stat("slabs_moved") == 1);
            assertEquals(pages - 1, Integer.parseInt(stats(client, "slabs").get(from + ":total_pages")));
            assertEquals("0", stats(client, "settings").get("slab_automove"));
        }
    }

    private static String classWithMostPages(final Map<String, String> slabs) {
        String most = "";
        int pages = 0;
        for (final Map.Entry<String, String> stat : slabs.entrySet()) {
            if (stat.getKey().endsWith(":total_pages") && Integer.parseInt(stat.getValue()) > pages) {
                most = stat.getKey().substring(0, stat.getKey().indexOf(':'));
                pages = Integer.parseInt(stat.getValue());
            }
        }
        return most;
    }

    @Test
    void shouldShrinkAndGrowAtRunTime() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(config().build());
            RawClient client = RawClient.of(server)) {
            fill(client, "k", 20_000, 1000);
            assertEquals(64L << 20, client.stat("limit_maxbytes"));
            client.ask("cache_memlimit 8\r\n", "OK\r\n");
            assertEquals(8L << 20, client.stat("limit_maxbytes"));
            assertEquals(8L << 20, client.stat("settings", "maxbytes"));
            Await.until("the memory is given up", () -> client.stat("slabs", "total_malloced") <= 8 << 20);
            assertTrue(client.stat("curr_items") < 8 << 10);
            client.ask("cache_memlimit 128 noreply\r\nmn\r\n", "MN\r\n");
            assertEquals(128L << 20, client.stat("limit_maxbytes"));
            fill(client, "k", 20_000, 1000);
            assertTrue(client.stat("bytes") > 20_000_000);
        }
    }

    @Test
    void shouldTellOfTheListsOfAnLruOnlyWhereThereIsOne() throws Exception {
        final ServerConfig segmented = config().evictionPolicy(EvictionPolicy.SEGMENTED_LRU).build();
        try (MemcachedServer server = MemcachedServer.start(segmented); RawClient client = RawClient.of(server)) {
            fill(client, "k", 10, 100);
            assertTrue(stats(client, "items").keySet().stream().anyMatch(name -> name.endsWith(":number_cold")));
            client.ask("lru temp_ttl 30\r\nlru tune 10 30 0.5 1\r\nlru mode flat\r\n", "OK\r\nOK\r\nOK\r\n");
            final Map<String, String> settings = stats(client, "settings");
            assertEquals("yes", settings.get("lru_maintainer_thread"));
            assertEquals("no", settings.get("lru_segmented"));
            assertEquals("10 30 0.50 1.00 yes 30 lru", String.join(" ", settings.get("hot_lru_pct"),
                settings.get("warm_lru_pct"), settings.get("hot_max_factor"), settings.get("warm_max_factor"),
                settings.get("temp_lru"), settings.get("temporary_ttl"), settings.get("eviction_policy")));
        }
        try (MemcachedServer server = MemcachedServer.start(config().build());
            RawClient client = RawClient.of(server)) {
            fill(client, "k", 10, 100);
            assertFalse(stats(client, "items").keySet().stream().anyMatch(name -> name.endsWith(":number_cold")));
            final Map<String, String> settings = stats(client, "settings");
            assertEquals("no no s3-fifo", String.join(" ", settings.get("lru_maintainer_thread"),
                settings.get("lru_segmented"), settings.get("eviction_policy")));
        }
    }
}
