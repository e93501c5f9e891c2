/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Increment and decrement. */
class ByteCacheCountingTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, value = {
        "5,1,6,6",
        "9,1,10,10",
        "99,1,100,100",
        "0,0,0,0",
        "10,18446744073709551615,9,9 ",
        "18446744073709551615,1,0,0                   ",
        "18446744073709551615,18446744073709551615,18446744073709551614,18446744073709551614",
        "9223372036854775807,1,9223372036854775808,9223372036854775808",
        "0,18446744073709551615,18446744073709551615,18446744073709551615",
        "007,1,8,8  ",
        "+7,1,8,8 ",
        "  7,1,8,8  ",
        "7   ,1,8,8   ",
        "7 9,1,8,8  ",
        "-0,1,1,1 ",
        "-18446744073709551615,1,2,2                    ",
        "99 ,1,100,100"})
    void shouldIncrement(final String old, final String delta, final String result, final String stored) {
        bed.set("key", old);

        assertEquals(result, bed.increment("key", Long.parseUnsignedLong(delta)));

        bed.assertValue("key", stored);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, value = {
        "5,1,4,4",
        "10,1,9,9 ",
        "1000,999,1,1   ",
        "5,5,0,0",
        "5,6,0,0",
        "0,1,0,0",
        "18446744073709551615,1,18446744073709551614,18446744073709551614",
        "18446744073709551615,18446744073709551615,0,0                   ",
        "9223372036854775808,1,9223372036854775807,9223372036854775807",
        "1,18446744073709551615,0,0"})
    void shouldDecrement(final String old, final String delta, final String result, final String stored) {
        bed.set("key", old);

        assertEquals(result, bed.decrement("key", Long.parseUnsignedLong(delta)));

        bed.assertValue("key", stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "+", "x", "-1", "1x", "0x10", "1.5", "++1", "+ 1", "\u00001", "5,", "-", "+-1",
        "-9223372036854775808", "-18446744073709551616",
        "18446744073709551616", "18446744073709551620", "99999999999999999999", "100000000000000000000",
        "\u00A05", "5\u00A0"})
    void shouldRefuseWhatIsNoNumber(final String value) {
        bed.set("key", value);
        final long cas = bed.gets("key").casUnique();

        assertEquals("NOT_NUMERIC", bed.increment("key", 1));
        assertEquals("NOT_NUMERIC", bed.decrement("key", 1));

        bed.assertValue("key", value);
        assertEquals(cas, bed.gets("key").casUnique());
    }

    @Test
    void shouldCountUpToAZeroByteAsMemcachedDoes() {
        bed.set("key", "100\u0000abc");

        assertEquals("101", bed.increment("key", 1));

        bed.assertValue("key", "101    ");
    }

    @Test
    void shouldRefuseNumberInChainedValue() {
        final byte[] value = new byte[100_000];
        Arrays.fill(value, (byte) ' ');
        value[0] = '1';
        cache.set(KEY, value);

        assertEquals("NOT_NUMERIC", bed.increment("key", 1));
    }

    @Test
    void shouldNotFindWhatIsNotThere() {
        assertEquals("NOT_FOUND", bed.increment("key", 1));
        assertEquals("NOT_FOUND", bed.decrement("key", 1));
        cache.set(KEY, bytes("1"), SECOND);
        bed.pass(SECOND);
        assertEquals("NOT_FOUND", bed.increment("key", 1));
        bed.set("key", "1");
        cache.flush();
        assertEquals("NOT_FOUND", bed.decrement("key", 1));
        assertNull(bed.get("key"));
    }

    @Test
    void shouldKeepFlagsAndExpiryInPlaceAndWhenGrowing() {
        cache.set(KEY, bytes("98"), 33, SECOND);
        for (final String expected : new String[] {"99", "100", "101"}) {
            final long before = bed.gets("key").casUnique();

            assertEquals(expected, bed.increment("key", 1));

            assertEquals(33, bed.gets("key").flags());
            assertNotEquals(before, bed.gets("key").casUnique());
        }
        bed.pass(SECOND);
        assertNull(bed.get("key"));
    }

    @Test
    void shouldGrowWhenItemHasRoomForExpiryButNone() {
        cache.set(KEY, bytes("9"), SECOND);
        cache.touch(KEY, FOREVER);

        assertEquals("10", bed.increment("key", 1));

        bed.pass(SECOND);
        bed.assertValue("key", "10");
    }

    @Test
    void shouldCountOneByOneThroughEveryLength() {
        bed.set("key", "0");
        for (int i = 1; i <= 10_001; i++) {
            assertEquals(Integer.toString(i), bed.increment("key", 1));
        }
        bed.assertValue("key", "10001");
        for (int i = 10_000; i >= 0; i--) {
            assertEquals(Integer.toString(i), bed.decrement("key", 1));
        }
        bed.assertValue("key", "0    ");
        assertEquals(1, cache.stats().items());
    }

    @Test
    void shouldCountHitsByClass() {
        bed.set("key", "5");
        bed.increment("key", 1);
        bed.increment("key", 10);
        bed.decrement("key", 1);
        bed.increment("absent", 1);

        assertEquals(2, bed.onlyClass().incrementHits());
        assertEquals(1, bed.onlyClass().decrementHits());
    }

    @Test
    void shouldLeaveValueInViewAlone() {
        bed.set("key", "10");
        try (ValueView view = cache.view(KEY)) {
            assertEquals("9", bed.decrement("key", 1));
            assertEquals("8", bed.decrement("key", 1));

            assertArrayEquals(bytes("10"), view.toByteArray());
        }
        assertEquals("7", bed.decrement("key", 1));
    }

    @Test
    void shouldFailWithoutMemoryToGrowAndKeepOldValue() {
        try (CacheBed small = new CacheBed(builder -> builder.memoryLimit(1 << 20).evictions(false).minimumChunk(1))) {
            final MutableLong result = new MutableLong();
            int filled = 0;
            while (small.cache.set(key(filled), bytes("9")) == StoreResult.STORED) {
                filled++;
            }

            for (int i = 0; i < filled; i++) {
                if (small.cache.increment(key(i), 1, result) == DeltaResult.OUT_OF_MEMORY) {
                    assertArrayEquals(bytes("9"), small.cache.get(key(i)));
                    assertEquals("8", small.decrement("key-" + i, 1));
                    small.assertAllComesBack();
                    return;
                }
            }
            throw new AssertionError("it never ran out of memory");
        }
    }
}
