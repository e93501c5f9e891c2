/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.ServerConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryStatsTest {
    private static final int SET = 0x01;
    private static final int DELETE = 0x04;
    private static final int INCREMENT = 0x05;

    private static void assertCounted(final BinaryDesk desk, final String... expected) {
        final Map<String, String> stats = desk.stats("");
        for (final String line : expected) {
            final String name = line.substring(0, line.indexOf('='));
            assertEquals(line, name + "=" + stats.get(name));
        }
    }

    @Test
    void shouldShowWhatTheTextDialectShows() {
        try (BinaryDesk desk = new BinaryDesk()) {
            desk.ask(SET, 8, "k", "abc");
            final Map<String, String> all = desk.stats("");
            assertEquals("1.6.45", all.get("version"));
            assertEquals(List.of("pid", "uptime", "time"), List.copyOf(all.keySet()).subList(0, 3));
            assertEquals("auto-negotiate", desk.stats("settings").get("binding_protocol"));
            assertEquals("1", desk.stats("items").values().iterator().next());
            assertEquals("1", desk.stats("slabs").get("active_slabs"));
            assertEquals(Map.of("sizes_status", "disabled"), desk.stats("sizes"));
        }
    }

    @Test
    void shouldTellSizesIfTheyAreKeptTrackOf() {
        try (BinaryDesk desk = new BinaryDesk(ServerConfig.builder().trackSizes(true))) {
            desk.ask(SET, 8, "k", "abc").ask(SET, 8, "l", "abc");
            assertEquals(List.of("2"), List.copyOf(desk.stats("sizes").values()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "item", "itemsx", "sizesx", "conns", "rese", "detail", "detail x",
        "cachedump 1 1"})
    void shouldSayThatItKnowsNoOther(final String about) {
        try (BinaryDesk desk = new BinaryDesk()) {
            assertEquals("10 1 =Not found", desk.ask(0x10, 0, about, "").next());
            assertTrue(desk.isSilent());
        }
    }

    @Test
    void shouldCountByPrefix() {
        try (BinaryDesk desk = new BinaryDesk()) {
            assertEquals(Map.of(), desk.stats("detail on"));
            desk.ask(SET, 8, "a:k", "v").ask(0x00, 0, "a:k", "").ask(0x0d, 0, "a:x", "").ask(DELETE, 0, "a:k", "");
            assertEquals(Map.of(), desk.stats("detail off"));
            desk.ask(0x00, 0, "a:k", "");
            assertEquals(Map.of("detailed", "PREFIX a get 2 hit 1 set 1 del 1\r\nEND\r\n"), desk.stats("detail dump"));
        }
    }

    @Test
    void shouldResetAndSaySo() {
        try (BinaryDesk desk = new BinaryDesk()) {
            desk.ask(0x00, 0, "absent", "");
            assertCounted(desk, "get_misses=1");
            assertEquals(Map.of(), desk.stats("reset"));
            assertCounted(desk, "get_misses=0");
        }
    }

    @Test
    void shouldCountAsMemcachedDoes() {
        try (BinaryDesk desk = new BinaryDesk()) {
            desk.ask(SET, 8, "k", "1").ask(0x00, 0, "k", "").ask(0x0d, 0, "absent", "");
            desk.ask(0x1c, 4, "k", "").ask(0x1d, 4, "k", "").ask(0x24, 4, "absent", "");
            // A number that is made is neither a hit nor a miss, nor a set.
            desk.ask(INCREMENT, 20, "n", "").ask(INCREMENT, 20, "n", "").ask(0x16, 20, "n", "");
            desk.ask(DELETE, 0, "absent", "").ask(DELETE, 0, "n", "").ask(0x08, 0, "", "").ask(0x18, 0, "", "");
            assertCounted(desk, "cmd_get=2", "get_hits=1", "get_misses=1", "cmd_set=1", "cmd_touch=3", "touch_hits=2",
                "touch_misses=1", "incr_hits=1", "incr_misses=0", "decr_hits=1", "decr_misses=0", "delete_hits=1",
                "delete_misses=1", "cmd_flush=2", "cas_hits=0", "cas_misses=0", "cas_badval=0");
            assertNull(desk.stats("").get("nonsense"));
            assertNotEquals("0", desk.stats("").get("total_items"));
        }
    }
}
