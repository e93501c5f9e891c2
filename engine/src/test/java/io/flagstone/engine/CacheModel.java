/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a cache should hold, and the check that it does; from one that is too small, items may be missing. */
final class CacheModel {
    /** One version of an item. */
    static final class Entry {
        final byte[] value;
        final int flags;
        int deadline;
        long casUnique;
        boolean stale;
        boolean tokenSent;
        boolean binaryKey;

        Entry(final byte[] value, final int flags, final int deadline) {
            this.value = value;
            this.flags = flags;
            this.deadline = deadline;
        }
    }

    private final ByteCache cache;
    private final boolean lossy;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Set<Long> casUniques = new HashSet<>();
    long hits;
    long misses;

    CacheModel(final ByteCache cache, final boolean lossy) {
        this.cache = cache;
        this.lossy = lossy;
    }

    /** The live entry of a key, or null. */
    Entry find(final String key) {
        final Entry entry = entries.get(key);
        if (entry != null && entry.deadline != 0 && entry.deadline <= cache.clock().now()) {
            entries.remove(key);
            return null;
        }
        return entry;
    }

    /**
     * Tells whether a key should have an item, after an operation on it.
     *
     * @param found whether the operation found one; if it did not, and the item may have given way, it did.
     */
    boolean survives(final String key, final boolean found) {
        if (lossy && !found) {
            entries.remove(key);
        }
        return find(key) != null;
    }

    int live() {
        entries.values().removeIf(entry -> entry.deadline != 0 && entry.deadline <= cache.clock().now());
        return entries.size();
    }

    /** A new version was stored: it has to have a CAS unique that nothing ever had. */
    Entry stored(final String key, final byte[] value, final int flags, final int deadline) {
        final Entry entry = new Entry(value, flags, deadline);
        entries.put(key, entry);
        final CacheItem item = gets(key);
        if (find(key) != null) {
            entry.casUnique = item.casUnique();
            assertTrue(casUniques.add(entry.casUnique), () -> "a CAS unique came back: " + entry.casUnique);
        }
        return entry;
    }

    /** A new version was stored with a CAS unique that the operation told; one that was not assigned is new. */
    Entry stored(final String key, final Entry entry, final long casUnique, final boolean assigned) {
        entries.put(key, entry);
        entry.casUnique = casUnique;
        assertTrue(assigned || casUniques.add(casUnique), () -> "a CAS unique came back: " + casUnique);
        return entry;
    }

    void removed(final String key) {
        entries.remove(key);
    }

    void flushed() {
        entries.clear();
    }

    CacheItem gets(final String key) {
        final CacheItem item = cache.gets(CacheBed.bytes(key));
        count(item != null);
        return item;
    }

    void count(final boolean hit) {
        hits += hit ? 1 : 0;
        misses += hit ? 0 : 1;
    }

    /** Checks all that there is to know of one key. */
    void check(final String key) {
        final CacheItem item = gets(key);
        final Entry entry = survives(key, item != null) ? find(key) : null;
        if (entry == null) {
            assertNull(item, () -> key + " should be gone");
            return;
        }
        assertNotNull(item, () -> key + " should be there");
        assertArrayEquals(entry.value, item.value());
        assertEquals(entry.flags, item.flags());
        assertEquals(entry.casUnique, item.casUnique());
    }

    void checkAll(final Iterable<String> keys) {
        for (final String key : keys) {
            check(key);
        }
        final CacheStats stats = cache.stats();
        assertTrue(stats.items() >= live(), () -> "live=" + live() + " " + stats);
        assertEquals(hits, stats.hits());
        assertEquals(misses, stats.misses());
    }
}
