/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Set, add, replace and cas. */
class ByteCacheStoreTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    @Test
    void shouldSetWhateverWasThere() {
        assertEquals(StoreResult.STORED, cache.set(KEY, bytes("1")));
        assertEquals(StoreResult.STORED, cache.set(KEY, bytes("22")));
        bed.assertValue("key", "22");
        assertEquals(StoreResult.STORED, cache.set(KEY, bytes("")));
        bed.assertValue("key", "");
        assertEquals(1, cache.stats().items());
        assertEquals(3, cache.stats().totalItems());
    }

    @Test
    void shouldAddOnlyWhenAbsent() {
        assertEquals(StoreResult.STORED, cache.add(KEY, bytes("1")));
        assertEquals(StoreResult.NOT_STORED, cache.add(KEY, bytes("2")));
        assertEquals(StoreResult.NOT_STORED, cache.add(KEY, bytes("3"), SECOND));
        bed.assertValue("key", "1");

        cache.delete(KEY);
        assertEquals(StoreResult.STORED, cache.add(KEY, bytes("4"), SECOND));
        assertEquals(StoreResult.NOT_STORED, cache.add(KEY, bytes("5")));
        bed.pass(SECOND);
        assertEquals(StoreResult.STORED, cache.add(KEY, bytes("6")));
        cache.flush();
        assertEquals(StoreResult.STORED, cache.add(KEY, bytes("7")));
        bed.assertValue("key", "7");
    }

    @Test
    void shouldReplaceOnlyWhenPresent() {
        assertEquals(StoreResult.NOT_STORED, cache.replace(KEY, bytes("1")));
        assertEquals(StoreResult.NOT_STORED, cache.replace(KEY, bytes("1"), SECOND));
        assertNull(bed.get("key"));

        bed.set("key", "2");
        assertEquals(StoreResult.STORED, cache.replace(KEY, bytes("3"), SECOND));
        bed.assertValue("key", "3");
        bed.pass(SECOND);
        assertEquals(StoreResult.NOT_STORED, cache.replace(KEY, bytes("4")));
        bed.set("key", "5");
        cache.flush();
        assertEquals(StoreResult.NOT_STORED, cache.replace(KEY, bytes("6")));
        assertNull(bed.get("key"));
    }

    @Test
    void shouldCasOnlyWhenUnchanged() {
        assertEquals(StoreResult.NOT_FOUND, cache.cas(KEY, bytes("0"), 0, FOREVER, 1));
        bed.set("key", "1");
        final long first = bed.gets("key").casUnique();
        assertEquals(StoreResult.EXISTS, cache.cas(KEY, bytes("2"), 0, FOREVER, first + 1));
        assertEquals(StoreResult.EXISTS, cache.cas(KEY, bytes("2"), 0, FOREVER, 0));
        bed.assertValue("key", "1");

        assertEquals(StoreResult.STORED, cache.cas(KEY, bytes("2"), 9, FOREVER, first));

        bed.assertValue("key", "2");
        assertEquals(9, bed.gets("key").flags());
        assertNotEquals(first, bed.gets("key").casUnique());
        assertEquals(StoreResult.EXISTS, cache.cas(KEY, bytes("3"), 0, FOREVER, first));
    }

    @Test
    void shouldNotFindForCasWhatIsGone() {
        bed.set("key", "1");
        final long deleted = bed.gets("key").casUnique();
        cache.delete(KEY);
        assertEquals(StoreResult.NOT_FOUND, cache.cas(KEY, bytes("2"), 0, FOREVER, deleted));

        cache.set(KEY, bytes("1"), SECOND);
        final long expired = bed.gets("key").casUnique();
        bed.pass(SECOND);
        assertEquals(StoreResult.NOT_FOUND, cache.cas(KEY, bytes("2"), 0, FOREVER, expired));

        bed.set("key", "1");
        final long flushed = bed.gets("key").casUnique();
        cache.flush();
        assertEquals(StoreResult.NOT_FOUND, cache.cas(KEY, bytes("2"), 0, FOREVER, flushed));
        assertNull(bed.get("key"));
    }

    @Test
    void shouldCountCasHitsAndMismatches() {
        bed.set("key", "1");
        cache.cas(KEY, bytes("2"), 0, FOREVER, bed.gets("key").casUnique());
        cache.cas(KEY, bytes("2"), 0, FOREVER, 1);
        cache.cas(KEY, bytes("2"), 0, FOREVER, 1);
        cache.cas(bytes("absent"), bytes("2"), 0, FOREVER, 1);

        assertEquals(1, bed.onlyClass().casHits());
        assertEquals(2, bed.onlyClass().casBadval());
    }

    @Test
    void shouldGiveEveryChangeItsOwnCasUnique() {
        final Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            cache.set(key(i), bytes("1"));
            assertTrue(seen.add(cache.gets(key(i)).casUnique()));
            cache.append(key(i), bytes("0"));
            assertTrue(seen.add(cache.gets(key(i)).casUnique()));
            bed.increment("key-" + i, 1);
            assertTrue(seen.add(cache.gets(key(i)).casUnique()));
            cache.replace(key(i), bytes("x"));
            assertTrue(seen.add(cache.gets(key(i)).casUnique()));
        }
        assertTrue(seen.stream().allMatch(cas -> cas > 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 42, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldKeepFlags(final int flags) {
        for (final int length : new int[] {0, 10, 2_000, 33_000}) {
            cache.set(KEY, pattern(length, 8), flags, FOREVER);
            assertEquals(flags, bed.gets("key").flags());
            assertArrayEquals(pattern(length, 8), cache.get(KEY));
            cache.set(KEY, pattern(length, 9), flags, SECOND);
            assertEquals(flags, bed.gets("key").flags());
            assertArrayEquals(pattern(length, 9), cache.get(KEY));
        }
    }

    @Test
    void shouldForgetFlagsWhenSetAgainWithoutThem() {
        cache.set(KEY, bytes("1"), 7, FOREVER);

        bed.set("key", "2");

        assertEquals(0, bed.gets("key").flags());
    }

    @Test
    void shouldFindEveryItemWhileTheIndexGrows() {
        final int items = 50_000;
        for (int i = 0; i < items; i++) {
            assertEquals(StoreResult.STORED, cache.set(key(i), bytes("value-" + i)));
            assertArrayEquals(bytes("value-" + i / 2), cache.get(key(i / 2)));
        }
        for (int i = 0; i < items; i++) {
            assertArrayEquals(bytes("value-" + i), cache.get(key(i)));
        }
        assertNull(cache.get(key(items)));
        assertEquals(items, cache.stats().items());
        assertEquals(0, cache.stats().evictions());
        assertTrue(cache.stats().indexBuckets() * 11 >= items, () -> cache.stats().toString());
        for (int i = 0; i < items; i += 2) {
            assertEquals(DeleteResult.DELETED, cache.delete(key(i)));
        }
        for (int i = 0; i < items; i++) {
            assertEquals(i % 2 == 1, cache.contains(key(i)));
        }
    }
}
