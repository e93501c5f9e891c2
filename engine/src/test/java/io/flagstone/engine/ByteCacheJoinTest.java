/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.LARGE_ITEM_OVERHEAD;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Append and prepend. */
class ByteCacheJoinTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    @Test
    void shouldAppendAndPrepend() {
        bed.set("key", "b");

        assertEquals(StoreResult.STORED, cache.append(KEY, bytes("cd")));
        assertEquals(StoreResult.STORED, cache.prepend(KEY, bytes("a")));

        bed.assertValue("key", "abcd");
    }

    @Test
    void shouldNotStoreWhenAbsent() {
        assertEquals(StoreResult.NOT_STORED, cache.append(KEY, bytes("1")));
        assertEquals(StoreResult.NOT_STORED, cache.prepend(KEY, bytes("1")));
        cache.set(KEY, bytes("1"), SECOND);
        bed.pass(SECOND);
        assertEquals(StoreResult.NOT_STORED, cache.append(KEY, bytes("1")));
        bed.set("key", "1");
        cache.flush();
        assertEquals(StoreResult.NOT_STORED, cache.prepend(KEY, bytes("1")));
        assertNull(bed.get("key"));
    }

    @Test
    void shouldKeepFlagsAndExpiryAndChangeCasUnique() {
        cache.set(KEY, bytes("b"), 77, SECOND);
        final long before = bed.gets("key").casUnique();

        cache.append(KEY, bytes("c"));
        final long between = bed.gets("key").casUnique();
        cache.prepend(KEY, bytes("a"));

        final CacheItem item = bed.gets("key");
        assertArrayEquals(bytes("abc"), item.value());
        assertEquals(77, item.flags());
        assertNotEquals(before, between);
        assertNotEquals(between, item.casUnique());
        bed.pass(SECOND);
        assertNull(bed.get("key"));
    }

    @Test
    void shouldKeepLivingForEverWhenItemDid() {
        cache.set(KEY, pattern(1_200, 1), 0, FOREVER);
        cache.append(KEY, pattern(2_000, 2));

        bed.pass(SECOND.multipliedBy(10_000));
        bed.maintain();

        assertEquals(3_200, cache.get(KEY).length);
    }

    /** Lengths around every border: flags, expiry field, chunk, chain. */
    static Stream<Arguments> lengths() {
        final int[] lengths = {0, 1, 990, 1_000, 32_700, 32_730, 32_768, 65_536, 200_000};
        return IntStream.of(lengths).boxed()
            .flatMap(old -> IntStream.of(lengths).mapToObj(added -> Arguments.of(old, added)));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void shouldJoinValuesOfAnyLength(final int old, final int added) {
        final byte[] joined = new byte[old + added];
        System.arraycopy(pattern(old, 1), 0, joined, 0, old);
        System.arraycopy(pattern(added, 2), 0, joined, old, added);

        cache.set(KEY, pattern(old, 1), 5, FOREVER);
        assertEquals(StoreResult.STORED, cache.append(KEY, pattern(added, 2)));
        assertArrayEquals(joined, cache.get(KEY));

        cache.set(KEY, pattern(added, 2), 0, SECOND);
        assertEquals(StoreResult.STORED, cache.prepend(KEY, pattern(old, 1)));
        assertArrayEquals(joined, cache.get(KEY));
        assertEquals(1, bed.assertBooksBalance().items());
    }

    @Test
    void shouldKeepOldValueWhenResultIsTooLarge() {
        final int largest = (1 << 20) - KEY.length - LARGE_ITEM_OVERHEAD;
        cache.set(KEY, pattern(largest - 10, 1));

        assertEquals(StoreResult.NOT_STORED, cache.append(KEY, pattern(11, 2)));
        assertEquals(StoreResult.NOT_STORED, cache.prepend(KEY, pattern(11, 2)));
        assertArrayEquals(pattern(largest - 10, 1), cache.get(KEY));
        assertEquals(StoreResult.STORED, cache.append(KEY, pattern(10, 2)));
        assertEquals(StoreResult.NOT_STORED, cache.append(KEY, pattern(1, 3)));
        assertEquals(StoreResult.STORED, cache.append(KEY, new byte[0]));
        assertEquals(largest, cache.get(KEY).length);
    }

    @Test
    void shouldBeTooLargeWhenTheAdditionIsByItself() {
        bed.set("key", "1");

        assertEquals(StoreResult.TOO_LARGE, cache.append(KEY, new byte[1 << 20]));
        assertEquals(StoreResult.TOO_LARGE, cache.prepend(KEY, new byte[1 << 20]));
        bed.assertValue("key", "1");
    }

    @Test
    void shouldBuildLongValueFromManyPieces() {
        final byte[] whole = pattern(100_000, 6);
        cache.set(KEY, new byte[0]);

        for (int i = 0; i < whole.length; i += 250) {
            assertEquals(StoreResult.STORED, cache.append(KEY, Arrays.copyOfRange(whole, i, i + 250)));
        }

        assertArrayEquals(whole, cache.get(KEY));
        assertEquals(1, cache.stats().items());
    }

    @Test
    void shouldFailWithoutMemoryAndKeepOldValue() {
        try (CacheBed small = new CacheBed(builder -> builder.memoryLimit(1 << 20).evictions(false))) {
            small.set("key", "old");
            int filled = 0;
            while (small.cache.set(CacheBed.key(filled), pattern(20_000, filled)) == StoreResult.STORED) {
                filled++;
            }

            assertEquals(StoreResult.OUT_OF_MEMORY, small.cache.append(KEY, pattern(20_000, 1)));
            assertEquals(StoreResult.OUT_OF_MEMORY, small.cache.prepend(KEY, pattern(20_000, 1)));

            small.assertValue("key", "old");
            assertEquals(filled + 1, small.cache.stats().items());
            small.assertAllComesBack();
        }
    }
}
