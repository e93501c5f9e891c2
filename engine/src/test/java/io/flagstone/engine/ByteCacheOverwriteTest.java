/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCacheOverwriteTest {
    private static final byte[] KEY = {'k'};

    private final CacheBed bed = new CacheBed(builder -> builder.memoryLimit(4 << 20));
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertBooksBalance();
        bed.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0", "100, 101", "101, 100", "100, 400", "400, 100", "1000, 1024", "1024, 1025",
        "1025, 1024", "900, 3000", "3000, 900", "100, 60000", "60000, 100"})
    void shouldHoldTheNewValueWhateverTheLengths(final int first, final int second) {
        assertEquals(StoreResult.STORED, cache.set(KEY, CacheBed.pattern(first, 1)));
        final long casUnique = cache.gets(KEY).casUnique();
        assertEquals(StoreResult.STORED, cache.set(KEY, CacheBed.pattern(second, 2)));
        assertArrayEquals(CacheBed.pattern(second, 2), cache.get(KEY));
        assertNotEquals(casUnique, cache.gets(KEY).casUnique());
        assertEquals(1, cache.stats().items());
        assertEquals(2, cache.stats().totalItems());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 7", "7, 0", "7, 8"})
    void shouldHoldTheNewFlags(final int first, final int second) {
        cache.set(KEY, CacheBed.pattern(50, 1), first, Duration.ZERO);
        cache.set(KEY, CacheBed.pattern(50, 2), second, Duration.ZERO);
        assertEquals(second, cache.gets(KEY).flags());
        assertArrayEquals(CacheBed.pattern(50, 2), cache.get(KEY));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "0, 3, false", "3, 0, true", "3, 9, true", "9, 3, false"})
    void shouldLiveAsLongAsTheNewValueIsToLive(final int first, final int second, final boolean lives) {
        cache.set(KEY, CacheBed.pattern(50, 1), Duration.ofSeconds(first));
        cache.set(KEY, CacheBed.pattern(50, 2), Duration.ofSeconds(second));
        bed.pass(Duration.ofSeconds(5));
        bed.maintain();
        assertEquals(lives ? 50 : ByteCache.NOT_FOUND, cache.get(KEY, new byte[50], 0));
        assertEquals(lives ? 1 : 0, cache.stats().items());
    }

    @Test
    void shouldLeaveAloneWhatViewHolds() {
        cache.set(KEY, CacheBed.pattern(50, 1));
        try (ValueView view = cache.view(KEY)) {
            cache.set(KEY, CacheBed.pattern(50, 2));
            assertArrayEquals(CacheBed.pattern(50, 1), view.toByteArray());
            assertArrayEquals(CacheBed.pattern(50, 2), cache.get(KEY));
        }
        cache.set(KEY, CacheBed.pattern(50, 3));
        assertArrayEquals(CacheBed.pattern(50, 3), cache.get(KEY));
    }

    @Test
    void shouldBeFreshAfterFlush() {
        cache.set(KEY, CacheBed.pattern(50, 1));
        cache.flush();
        assertEquals(StoreResult.NOT_STORED, cache.replace(KEY, CacheBed.pattern(50, 2)));
        cache.set(KEY, CacheBed.pattern(50, 3));
        assertArrayEquals(CacheBed.pattern(50, 3), cache.get(KEY));
    }

    @Test
    void shouldRefuseAsEveryModeDoes() {
        cache.set(KEY, CacheBed.pattern(50, 1));
        final long casUnique = cache.gets(KEY).casUnique();
        assertEquals(StoreResult.NOT_STORED, cache.add(KEY, CacheBed.pattern(50, 2)));
        assertEquals(StoreResult.EXISTS, cache.cas(KEY, CacheBed.pattern(50, 2), 0, Duration.ZERO, casUnique + 1));
        assertArrayEquals(CacheBed.pattern(50, 1), cache.get(KEY));
        assertEquals(StoreResult.STORED, cache.cas(KEY, CacheBed.pattern(50, 3), 0, Duration.ZERO, casUnique));
        assertEquals(StoreResult.STORED, cache.replace(KEY, CacheBed.pattern(50, 4)));
        assertArrayEquals(CacheBed.pattern(50, 4), cache.get(KEY));
        assertEquals(1, cache.stats().slabClasses().stream().mapToLong(SlabClassStats::casHits).sum());
        assertEquals(1, cache.stats().slabClasses().stream().mapToLong(SlabClassStats::casBadval).sum());
    }
}
