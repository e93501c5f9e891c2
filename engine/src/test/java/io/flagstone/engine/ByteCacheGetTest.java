/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCacheGetTest {
    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void shouldFindNothingWhenEmpty() {
        assertNull(cache.get(bytes("absent")));
        assertNull(cache.gets(bytes("absent")));
        assertEquals(ByteCache.NOT_FOUND, cache.get(bytes("absent"), new byte[8], 0));
        assertEquals(-1, ByteCache.NOT_FOUND);
        assertFalse(cache.contains(bytes("absent")));
    }

    @Test
    void shouldGetWhatWasSet() {
        bed.set("key", "value");

        assertArrayEquals(bytes("value"), cache.get(bytes("key")));
        assertTrue(cache.contains(bytes("key")));
        assertNull(cache.get(bytes("ke")));
        assertNull(cache.get(bytes("keys")));
        assertNull(cache.get(bytes("Key")));
    }

    @Test
    void shouldDescribeAnItemWithoutItsValue() {
        cache.set(bytes("key"), pattern(100_000, 1), 7, FOREVER);

        final CacheItem item = cache.gets(bytes("key"));

        assertEquals("CacheItem[valueLength=100000, flags=7, casUnique=" + item.casUnique() + ']', item.toString());
    }

    @Test
    void shouldGiveEachCallerItsOwnCopy() {
        final byte[] stored = bytes("value");
        cache.set(bytes("key"), stored);
        stored[0] = 'X';
        final byte[] first = cache.get(bytes("key"));
        first[1] = 'Y';

        final byte[] second = cache.get(bytes("key"));

        assertNotSame(first, second);
        assertArrayEquals(bytes("value"), second);
    }

    @Test
    void shouldGetEveryByteOfKeyAndValue() {
        final byte[] all = new byte[250];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        cache.set(all, all);
        final byte[] other = all.clone();
        other[249]++;

        assertArrayEquals(all, cache.get(all));
        assertNull(cache.get(other));
    }

    @Test
    void shouldGetItemWithFlagsAndCasUnique() {
        cache.set(bytes("a"), bytes("1"), 0xFFFF_FFFF, FOREVER);
        cache.set(bytes("b"), bytes("2"), 0, FOREVER);

        final CacheItem a = bed.gets("a");
        final CacheItem b = bed.gets("b");

        assertArrayEquals(bytes("1"), a.value());
        assertEquals(-1, a.flags());
        assertEquals(0, b.flags());
        assertTrue(a.casUnique() > 0);
        assertNotEquals(a.casUnique(), b.casUnique());
        assertEquals(a.casUnique(), bed.gets("a").casUnique());
    }

    @Test
    void shouldGetSeveralInTheOrderOfTheirKeys() {
        for (int i = 0; i < 100; i += 2) {
            cache.set(key(i), pattern(i, i), i, FOREVER);
        }

        final List<CacheItem> items = cache.getAll(List.of(key(3), key(98), key(0), key(98), key(-1)));

        assertEquals(5, items.size());
        assertNull(items.get(0));
        assertArrayEquals(pattern(98, 98), items.get(1).value());
        assertEquals(98, items.get(1).flags());
        assertArrayEquals(new byte[0], items.get(2).value());
        assertArrayEquals(pattern(98, 98), items.get(3).value());
        assertNull(items.get(4));
        assertEquals(List.of(), cache.getAll(List.of()));
    }

    @Test
    void shouldGetMoreThanAreFetchedAtOnceFromALargeCache() {
        final int many = 50_000;
        for (int i = 0; i < many; i++) {
            cache.set(key(i), pattern(8, i), FOREVER);
        }
        assertTrue(cache.buffers().newReadAhead().pays());
        final List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < 3 * ReadAhead.CAPACITY + 5; i++) {
            keys.add(key(i * 997));
        }

        final List<CacheItem> items = cache.getAll(keys);

        assertEquals(keys.size(), items.size());
        for (int i = 0; i < items.size(); i++) {
            if (i * 997 < many) {
                assertArrayEquals(pattern(8, i * 997), items.get(i).value());
            } else {
                assertNull(items.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 65, 1000, 32_000, 40_000, 100_000})
    void shouldCopyIntoArrayAtOffset(final int length) {
        cache.set(bytes("key"), pattern(length, 5));
        final byte[] target = pattern(length + 20, 99);
        final byte[] expected = target.clone();
        System.arraycopy(pattern(length, 5), 0, expected, 10, length);

        assertEquals(length, cache.get(bytes("key"), target, 10));

        assertArrayEquals(expected, target);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 1000, 32_000, 40_000, 100_000})
    void shouldCutOffValueThatIsLongerThanTheRoom(final int length) {
        cache.set(bytes("key"), pattern(length, 5));
        for (final int room : new int[] {0, 1, length / 2, length - 1}) {
            final byte[] target = pattern(3 + room, 77);
            final byte[] expected = target.clone();
            System.arraycopy(pattern(length, 5), 0, expected, 3, room);

            assertEquals(length, cache.get(bytes("key"), target, 3));

            assertArrayEquals(expected, target);
        }
    }

    @Test
    void shouldLeaveTargetAloneOnMiss() {
        final byte[] target = pattern(50, 1);

        assertEquals(ByteCache.NOT_FOUND, cache.get(bytes("absent"), target, 10));

        assertArrayEquals(pattern(50, 1), target);
    }

    @Test
    void shouldRefuseOffsetOutsideOfTarget() {
        bed.set("key", "value");

        for (final int offset : new int[] {-1, 9, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            final IndexOutOfBoundsException e = assertThrows(IndexOutOfBoundsException.class,
                () -> cache.get(bytes("key"), new byte[8], offset));
            assertEquals("offset must lie in the target: offset=" + offset + " length=8", e.getMessage());
        }
        assertEquals(5, cache.get(bytes("key"), new byte[8], 8));
    }

    @Test
    void shouldNotCountAsGetWhenAskedWhetherItContains() {
        bed.set("key", "value");

        cache.contains(bytes("key"));
        cache.contains(bytes("absent"));

        assertEquals(0, cache.stats().hits());
        assertEquals(0, cache.stats().misses());
    }

    @Test
    void shouldCountHitsAndMissesOfEveryKindOfGet() {
        bed.set("key", "value");
        cache.set(bytes("long"), pattern(50_000, 1));
        for (final String key : new String[] {"key", "long", "absent"}) {
            cache.get(bytes(key));
            cache.gets(bytes(key));
            cache.get(bytes(key), new byte[9], 0);
            cache.getAll(List.of(bytes(key)));
        }

        assertEquals(8, cache.stats().hits());
        assertEquals(4, cache.stats().misses());
        assertEquals(8 / 12.0, cache.stats().hitRate());
    }
}
