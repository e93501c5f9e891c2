/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every field of {@code stats} tells what happened. */
class StatsTruthTest {
    /** What cannot change while a server runs, or stands for something that this server has not. */
    private static final Set<String> STILL = Set.of("pid", "version", "libevent", "pointer_size", "max_connections",
        "reserved_fds", "limit_maxbytes", "threads", "unexpected_napi_ids", "round_robin_fallback", "evicted_active",
        "crawler_reclaimed", "lrutail_reflocked", "lru_bumps_dropped", "lru_maintainer_juggles", "log_worker_dropped",
        "slab_reassign_busy_deletes", "response_obj_oom");
    /** What is tested where it is made: limits, authentication, transports. And what needs time or luck to be seen. */
    private static final Set<String> ELSEWHERE = Set.of("rejected_connections", "accepting_conns",
        "listen_disabled_num", "time_in_listen_disabled_us", "response_obj_count", "response_obj_bytes", "read_buf_oom",
        "idle_kicks", "auth_cmds", "auth_errors", "store_no_memory", "malloc_fails", "log_watcher_skipped",
        "hash_power_level", "hash_is_expanding", "slab_reassign_inline_reclaim", "slab_global_page_pool",
        "slab_reassign_running", "slab_reassign_busy_nomem", "lru_crawler_running", "rusage_user", "rusage_system");

    private MemcachedServer server;
    private RawClient client;
    private Map<String, String> last = Map.of();
    private final Set<String> moved = new TreeSet<>();

    @BeforeEach
    void start() throws IOException {
        System.setProperty("flagstone.debug", "true");
        try {
            server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1)
                .memoryLimit(8 << 20).evictionPolicy(EvictionPolicy.SEGMENTED_LRU).slabAutomove(0)
                .requestsPerEvent(20).build());
        } finally {
            System.clearProperty("flagstone.debug");
        }
        client = RawClient.of(server);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private Map<String, String> stats(final String about) throws IOException {
        client.send("stats" + about + "\r\n");
        final Map<String, String> fields = new LinkedHashMap<>();
        for (String line = client.line(); !"END".equals(line); line = client.line()) {
            final String[] words = line.split(" ", 3);
            fields.put(words[1], words[2]);
        }
        return fields;
    }

    /** Notes which fields have another value than at the last look. */
    private void look() throws IOException {
        final Map<String, String> now = stats("");
        now.forEach((name, value) -> {
            if (last.containsKey(name) && !value.equals(last.get(name))) {
                moved.add(name);
            }
        });
        last = now;
    }

    private static String set(final String key, final String terms, final int length) {
        return "set " + key + " " + terms + " " + length + " noreply\r\n" + "x".repeat(length) + "\r\n";
    }

    private void fill(final String prefix, final int items, final int length) throws IOException {
        for (int i = 0; i < items; i++) {
            client.send(set(prefix + i, "0 0", length));
        }
        client.ask("mn\r\n", "MN\r\n");
    }

    @Test
    void shouldMoveEveryFieldThatCanMove() throws Exception {
        look();
        final Set<String> all = new TreeSet<>(last.keySet());
        doCommands();
        letTimePass();
        churn(0);
        movePages();
        watchAndDump();
        connect();
        // What the background does with the items, it does when it comes to it.
        for (int turn = 1; turn < 20 && !missing(all).equals(STILL); turn++) {
            churn(turn);
        }
        assertEquals(new TreeSet<>(STILL), new TreeSet<>(missing(all)));
    }

    /** The fields of which it is not known yet that they change. */
    private Set<String> missing(final Set<String> all) {
        final Set<String> missing = new HashSet<>(all);
        missing.removeAll(moved);
        missing.removeAll(ELSEWHERE);
        return missing;
    }

    /** Stores more than there is room for, and asks for some of it. */
    private void churn(final int turn) throws IOException {
        for (int round = 0; round < 8; round++) {
            fill("a", 200, 1_000);
            for (int i = 0; i < 200; i++) {
                client.send(("mg a" + i + " q\r\n").repeat(3));
            }
            client.ask("mn\r\n", "HD\r\n".repeat(600) + "MN\r\n");
            fill("b" + turn + '-' + round + '-', 2_000, 1_000);
            look();
        }
    }

    private void doCommands() throws IOException {
        client.ask("set k 0 0 1\r\n5\r\nget k none\r\nincr k 1\r\nincr none 1\r\ndecr k 1\r\ndecr none 1\r\n"
            + "touch k 0\r\ntouch none 0\r\ncas none 0 0 1 1\r\nx\r\ncas k 0 0 1 1\r\nx\r\nme k\r\n",
            "STORED\r\nVALUE k 0 1\r\n5\r\nEND\r\n6\r\nNOT_FOUND\r\n5\r\nNOT_FOUND\r\nTOUCHED\r\nNOT_FOUND\r\n"
            + "NOT_FOUND\r\nEXISTS\r\n");
        assertTrue(client.line().startsWith("ME k "));
        client.send("gets k\r\n");
        final String unique = client.line().split(" ")[4];
        client.ask("", "5\r\nEND\r\n");
        client.ask("cas k 0 0 1 " + unique + "\r\n7\r\ndelete k\r\ndelete k\r\n", "STORED\r\nDELETED\r\nNOT_FOUND\r\n");
        client.ask("set large 0 0 2000000\r\n" + "x".repeat(2_000_000) + "\r\n",
            "SERVER_ERROR object too large for cache\r\n");
        client.ask(set("f", "0 0", 1) + "flush_all\r\nget f\r\n", "OK\r\nEND\r\n");
        look();
    }

    private void letTimePass() throws Exception {
        // The background may come across it first, now and then.
        for (int i = 0; i < 20 && !moved.contains("get_expired"); i++) {
            client.ask("debugtime p\r\n" + set("t", "0 1", 1) + "debugtime +2\r\nget t\r\n",
                "OK\r\nOK\r\nEND\r\n");
            look();
        }
        client.ask(set("u", "0 5", 1) + set("v", "0 5", 1) + "debugtime +7\r\n", "OK\r\n");
        final long before = Long.parseLong(last.get("reclaimed"));
        Await.until("what has expired is gone", () -> client.stat("reclaimed") >= before + 2);
        client.ask("debugtime r\r\n", "OK\r\n");
        look();
    }

    private void movePages() throws Exception {
        fill("c", 30, 400_000);
        look();
        final Object[] classes = stats(" slabs").keySet().stream().filter(name -> name.endsWith(":total_pages"))
            .map(name -> name.substring(0, name.indexOf(':'))).toArray();
        final Object largest = classes[classes.length - 1];
        client.ask("debugitem lock c29\r\n", "OK\r\n");
        reassign(largest + " 0", "slab_reassign_busy_items");
        client.ask("debugitem unlock c29\r\n", "OK\r\n");
        reassign(largest + " " + classes[0], "slab_reassign_chunk_rescues");
        fill("d", 2_000, 1_000);
        for (int i = classes.length - 2; i >= 0 && !moved.contains("slab_reassign_rescues"); i--) {
            reassign(classes[i] + " " + classes[0], "");
        }
    }

    /** Has pages of a class move until a field has; at most a few. */
    private void reassign(final String fromAndTo, final String field) throws Exception {
        for (int i = 0; i < 20 && !moved.contains(field); i++) {
            client.send("slabs reassign " + fromAndTo + "\r\n");
            client.line();
            Await.until("the page has moved", () -> client.stat("slab_reassign_running") == 0);
            look();
        }
    }

    private void watchAndDump() throws Exception {
        try (RawClient watcher = RawClient.of(server)) {
            watcher.ask("watch fetchers\r\n", "OK\r\n");
            client.ask("get none\r\n", "END\r\n");
            assertTrue(watcher.line().contains("type=item_get key=none"));
            look();
        }
        client.send("lru_crawler metadump all\r\n");
        for (String line = client.line(); !"END".equals(line); line = client.line()) {
            assertTrue(line.equals("OK") || line.startsWith("key="), line);
        }
        look();
    }

    private void connect() throws Exception {
        try (RawClient other = RawClient.of(server); RawClient third = RawClient.of(server)) {
            third.ask("mn\r\n", "MN\r\n");
            other.ask("mn\r\n".repeat(100) + "set unfinished 0 0 9\r\nabc", "MN\r\n".repeat(100));
            other.send("get " + "k".repeat(100));
            Await.until("there is something to keep", () -> {
                look();
                return moved.contains("read_buf_count") && moved.contains("conn_yields");
            });
        }
        Await.until("they are gone", () -> {
            look();
            return client.stat("curr_connections") == 1 && moved.contains("read_buf_bytes_free");
        });
    }

    @Test
    void shouldCountHitsByTheListThatTheItemIsIn() throws IOException {
        fill("k", 1, 10);
        client.ask("get k0\r\nmg k0\r\ngat 0 k0\r\n", "VALUE k0 0 10\r\nxxxxxxxxxx\r\nEND\r\nHD\r\n"
            + "VALUE k0 0 10\r\nxxxxxxxxxx\r\nEND\r\n");
        final Map<String, String> items = stats(" items");
        final String prefix = items.keySet().iterator().next().replaceFirst("number$", "");
        assertEquals("2", items.get(prefix + "hits_to_hot"));
        assertEquals("0", items.get(prefix + "hits_to_warm"));
        assertEquals("0", items.get(prefix + "hits_to_cold"));
        assertEquals("0", items.get(prefix + "hits_to_temp"));
        assertEquals("2", stats(" slabs").get(prefix.split(":")[1] + ":get_hits"));
        client.ask("stats reset\r\n", "RESET\r\n");
        assertEquals("0", stats(" items").get(prefix + "hits_to_hot"));
        assertEquals("0", stats(" slabs").get(prefix.split(":")[1] + ":get_hits"));
    }

    @Test
    void shouldCountHitsInEveryListOverTime() throws IOException {
        fill("k", 2_000, 1_000);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 2_000; i += 10) {
                client.ask("mg k" + i + " q\r\nmn\r\n", "HD\r\nMN\r\n");
            }
        }
        fill("l", 9_000, 1_000);
        for (int i = 0; i < 2_000; i += 10) {
            client.send("mg k" + i + "\r\n");
            client.line();
        }
        final Map<String, Long> sums = new LinkedHashMap<>();
        stats(" items").forEach((name, value) -> {
            if (name.contains(":hits_to_")) {
                sums.merge(name.substring(name.lastIndexOf('_') + 1), Long.parseLong(value), Long::sum);
            }
        });
        assertEquals(client.stat("get_hits"), sums.values().stream().mapToLong(Long::longValue).sum());
        assertTrue(sums.get("hot") > 0 && sums.get("warm") > 0 && sums.get("temp") == 0, sums.toString());
    }

    @Test
    void shouldCountWhatTheCrawlerLookedAt() throws IOException {
        fill("k", 25, 10);
        client.ask("lru_crawler crawl all\r\n", "OK\r\n");
        assertEquals(1, client.stat("lru_crawler_starts"));
        assertEquals(0, client.stat("crawler_items_checked"));
        client.send("lru_crawler mgdump all\r\n");
        for (String line = client.line(); !"EN".equals(line); line = client.line()) {
            assertTrue(line.equals("OK") || line.startsWith("mg k"), line);
        }
        assertEquals(2, client.stat("lru_crawler_starts"));
        assertEquals(25, client.stat("crawler_items_checked"));
        assertEquals(0, client.stat("lru_crawler_running"));
        client.ask("stats reset\r\n", "RESET\r\n");
        assertEquals(0, client.stat("lru_crawler_starts"));
        assertEquals(0, client.stat("crawler_items_checked"));
    }

    @Test
    void shouldCountBytesToTheByte() throws IOException {
        final String request = "set k 0 0 3\r\nabc\r\nget k\r\n";
        final String answer = "STORED\r\nVALUE k 0 3\r\nabc\r\nEND\r\n";
        client.ask(request, answer);
        assertEquals(request.length() + "stats\r\n".length(), client.stat("bytes_read"));
        client.ask("stats reset\r\n", "RESET\r\n");
        client.ask(request, answer);
        assertEquals("RESET\r\n".length() + answer.length(), client.stat("bytes_written"));
    }
}
