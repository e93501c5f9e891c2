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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and values of every length. */
class ByteCacheSizeTest {
    private static final int MEGABYTE = 1 << 20;

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    @Test
    void shouldTakeKeysOfEveryLength() {
        for (int length = 1; length <= 250; length++) {
            assertEquals(StoreResult.STORED, cache.set(pattern(length, 3), pattern(length, 4)));
        }
        for (int length = 1; length <= 250; length++) {
            assertArrayEquals(pattern(length, 4), cache.get(pattern(length, 3)));
        }
        assertEquals(250, cache.stats().items());
    }

    static Stream<Consumer<byte[]>> refusals() {
        final CacheBed bed = CacheBed.ofMegabytes(1);
        final ByteCache cache = bed.cache;
        return Stream.<Consumer<byte[]>>of(
            cache::get, cache::gets, key -> cache.get(key, new byte[1], 0), cache::view, cache::contains,
            key -> cache.read(key, new ItemCopier()), key -> cache.set(key, key), key -> cache.add(key, key),
            key -> cache.replace(key, key), key -> cache.append(key, key), key -> cache.prepend(key, key),
            key -> cache.cas(key, key, 0, FOREVER, 0), cache::delete, key -> cache.touch(key, SECOND),
            key -> cache.getAndTouch(key, SECOND), key -> cache.increment(key, 1, new MutableLong()),
            key -> cache.decrement(key, 1, new MutableLong())).onClose(bed::close);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldRefuseKeyOfWrongLength(final Consumer<byte[]> operation) {
        for (final int length : new int[] {0, 251, 1_000}) {
            final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> operation.accept(new byte[length]));
            assertEquals("a key must have 1 to 250 bytes: keyLength=" + length, e.getMessage());
        }
    }

    /** Around every border that there is with pages of 64 KiB: words, the expiry field, chunks, links of a chain. */
    static IntStream lengths() {
        final int largest = 16_384;
        return IntStream.of(0, 16, 64, 256, 1_024 - 24 - 3, 1_024, 4_096, largest - 24 - 3, largest - 36 - 3,
                largest - 44 - 3, largest - 16, largest, 2 * largest - 16 - 47, 2 * largest, 3 * largest,
                MEGABYTE - LARGE_ITEM_OVERHEAD - 3 - 6)
            .flatMap(length -> IntStream.rangeClosed(length - 6, length + 6)).filter(length -> length >= 0).distinct();
    }

    @Test
    void shouldStoreValuesOfEveryLength() {
        final byte[] key = bytes("key");
        lengths().forEach(length -> {
            assertEquals(StoreResult.STORED, cache.set(key, pattern(length, 1)), "length=" + length);
            assertArrayEquals(pattern(length, 1), cache.get(key), "length=" + length);
            final CacheStats stats = bed.assertBooksBalance();
            assertEquals(1, stats.items());
            final long overhead = stats.itemBytes() - length - 3;
            assertTrue(overhead == 24 || overhead == 36 || overhead == 44, "length=" + length + " " + stats);
            cache.delete(key);
            bed.assertEmpty();
        });
    }

    @Test
    void shouldStoreValuesOfEveryLengthWithFlagsAndExpiry() {
        final byte[] key = bytes("key");
        lengths().filter(length -> length < MEGABYTE - 60).forEach(length -> {
            assertEquals(StoreResult.STORED, cache.set(key, pattern(length, 2), -7, SECOND), "length=" + length);
            assertArrayEquals(pattern(length, 2), cache.get(key), "length=" + length);
            assertEquals(-7, cache.gets(key).flags());
        });
        bed.pass(SECOND);
        assertNull(cache.get(key));
    }

    @Test
    void shouldStoreItemOfExactlyTheMaximumSize() {
        for (final int keyLength : new int[] {1, 100, 250}) {
            final byte[] key = pattern(keyLength, 9);
            final int largest = MEGABYTE - LARGE_ITEM_OVERHEAD - keyLength;

            assertEquals(StoreResult.STORED, cache.set(key, pattern(largest, 1)));
            assertArrayEquals(pattern(largest, 1), cache.get(key));
            assertEquals(StoreResult.TOO_LARGE, cache.set(key, pattern(largest + 1, 2)));
            assertEquals(StoreResult.TOO_LARGE, cache.set(key, pattern(largest, 2), 1, FOREVER));
            assertEquals(StoreResult.STORED, cache.set(key, pattern(largest - 4, 3), 1, SECOND));
            assertArrayEquals(pattern(largest - 4, 3), cache.get(key));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {MEGABYTE, 2 * MEGABYTE, 20_000_000})
    void shouldRefuseWhatIsTooLargeAndKeepWhatWasThere(final int length) {
        bed.set("key", "old");

        assertEquals(StoreResult.TOO_LARGE, cache.set(bytes("key"), new byte[length]));
        assertEquals(StoreResult.TOO_LARGE, cache.add(bytes("new"), new byte[length]));
        assertEquals(StoreResult.TOO_LARGE, cache.replace(bytes("key"), new byte[length]));
        assertEquals(StoreResult.TOO_LARGE, cache.cas(bytes("key"), new byte[length], 0, FOREVER, 1));

        bed.assertValue("key", "old");
        assertEquals(1, cache.stats().items());
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 20, 4 << 20, 200 << 20, 1L << 30, 40L << 30})
    void shouldStoreLargestItemOfEveryKindOfPage(final long memoryLimit) {
        final int maximum = (int) Math.min(20 << 20, memoryLimit / 2);
        try (CacheBed other = new CacheBed(b -> b.memoryLimit(memoryLimit).maximumItemSize(maximum))) {
            final byte[] value = pattern(maximum - LARGE_ITEM_OVERHEAD - 3, 1);

            assertEquals(StoreResult.STORED, other.cache.set(bytes("key"), value));
            assertArrayEquals(value, other.cache.get(bytes("key")));
            assertEquals(StoreResult.TOO_LARGE, other.cache.set(bytes("keys"), value));
            other.assertAllComesBack();
        }
    }
}
