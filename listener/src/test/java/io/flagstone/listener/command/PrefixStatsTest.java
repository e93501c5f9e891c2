/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixStatsTest {
    private final PrefixStats stats = new PrefixStats();
    private final KeyPrefix scratch = new KeyPrefix();

    private PrefixStats.Uses of(final String key) {
        final byte[] bytes = (".." + key).getBytes(StandardCharsets.ISO_8859_1);
        return stats.of(scratch, ByteBuffer.wrap(bytes), 2, key.length());
    }

    private String dump() {
        return new String(stats.dump(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldCountByWhatIsInFrontOfTheFirstDelimiter() {
        of("b:x").gets.increment();
        of("a:x:y").stores.increment();
        of("a:z").deletes.add(2);
        of(":").hits.increment();
        of("\u00ff:").hits.increment();
        assertEquals("""
            PREFIX  get 0 hit 1 set 0 del 0\r
            PREFIX a get 0 hit 0 set 1 del 2\r
            PREFIX b get 1 hit 0 set 0 del 0\r
            PREFIX \u00ff get 0 hit 1 set 0 del 0\r
            END\r
            """, dump());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "abc.d", ""})
    void shouldNotCountAKeyWithoutADelimiter(final String key) {
        assertNull(of(key));
        assertEquals("END\r\n", dump());
    }

    @Test
    void shouldHeedAnotherDelimiter() {
        stats.delimiter('.');
        assertNull(of("a:b"));
        assertSame(of("a.b"), of("a.c"));
        assertEquals('.', stats.delimiter());
    }

    @Test
    void shouldTakeSoManyPrefixesAndNoMoreUntilItIsCleared() {
        for (int i = 0; i < PrefixStats.MAX_PREFIXES; i++) {
            assertNotNull(of(i + ":"));
        }
        assertNull(of("one:"));
        assertNotNull(of("77:x"));
        stats.clear();
        assertEquals("END\r\n", dump());
        assertNotNull(of("one:"));
        for (int i = 1; i < PrefixStats.MAX_PREFIXES; i++) {
            assertNotNull(of(i + ":"));
        }
        assertNull(of("two:"));
    }

    @Test
    void shouldStayFastWhenPrefixesAreMadeToCollide() {
        for (int i = 0; i < 1 << 14; i++) {
            final StringBuilder key = new StringBuilder();
            for (int bit = 0; bit < 14; bit++) {
                key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            of(key.append(':').toString()).gets.increment();
        }
        assertEquals(1 << 14, dump().lines().filter(line -> line.contains(" get 1 ")).count());
    }
}
