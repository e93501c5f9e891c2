/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCacheDeleteTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 2_000, 32_768, 300_000})
    void shouldDeleteAndGiveMemoryBackAtOnce(final int length) {
        cache.set(KEY, pattern(length, 1));

        assertEquals(DeleteResult.DELETED, cache.delete(KEY));

        assertNull(cache.get(KEY));
        bed.assertEmpty();
    }

    @Test
    void shouldNotFindWhatIsNotThere() {
        assertEquals(DeleteResult.NOT_FOUND, cache.delete(KEY));
        bed.set("key", "1");
        assertEquals(DeleteResult.DELETED, cache.delete(KEY));
        assertEquals(DeleteResult.NOT_FOUND, cache.delete(KEY));
        cache.set(KEY, bytes("2"), SECOND);
        bed.pass(SECOND);
        assertEquals(DeleteResult.NOT_FOUND, cache.delete(KEY));
        bed.set("key", "3");
        cache.flush();
        assertEquals(DeleteResult.NOT_FOUND, cache.delete(KEY));
        assertEquals(1, bed.onlyClass().deleteHits());
    }

    @Test
    void shouldDeleteOnlyTheOneKey() {
        for (int i = 0; i < 1_000; i++) {
            cache.set(key(i), bytes("value-" + i));
        }

        for (int i = 0; i < 1_000; i += 3) {
            assertEquals(DeleteResult.DELETED, cache.delete(key(i)));
        }

        for (int i = 0; i < 1_000; i++) {
            if (i % 3 == 0) {
                assertNull(cache.get(key(i)));
            } else {
                bed.assertValue("key-" + i, "value-" + i);
            }
        }
        assertEquals(666, cache.stats().items());
    }

    @Test
    void shouldDeleteWithCasOnlyWhenUnchanged() {
        assertEquals(DeleteResult.NOT_FOUND, cache.delete(KEY, 1));
        bed.set("key", "1");
        final long old = bed.gets("key").casUnique();
        bed.set("key", "2");

        assertEquals(DeleteResult.EXISTS, cache.delete(KEY, old));
        bed.assertValue("key", "2");
        assertEquals(DeleteResult.DELETED, cache.delete(KEY, bed.gets("key").casUnique()));
        assertNull(bed.get("key"));
        bed.set("key", "3");
        assertEquals(DeleteResult.DELETED, cache.delete(KEY, 0));
        assertNull(bed.get("key"));
    }

    @Test
    void shouldReuseMemoryOfWhatWasDeleted() {
        cache.set(KEY, pattern(100_000, 1));
        final long used = cache.stats().memoryUsed();

        for (int i = 0; i < 1_000; i++) {
            cache.delete(KEY);
            cache.set(KEY, pattern(100_000, i));
        }

        assertEquals(used, cache.stats().memoryUsed());
        assertEquals(0, cache.stats().evictions());
    }
}
