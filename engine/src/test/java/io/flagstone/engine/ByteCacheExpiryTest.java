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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCacheExpiryTest {
    private static final byte[] KEY = bytes("key");
    /** Deadlines count in tenths of a second, and the clock may be behind by one. */
    private static final Duration BUCKET = Duration.ofMillis(200);

    /** Of one stripe, so that it goes through years of empty ticks once only. */
    private final CacheBed bed = CacheBed.ofMegabytes(4);
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    @ParameterizedTest
    @CsvSource({"PT0.1S,100", "PT0.3S,300", "PT0.25S,300", "PT0.201S,300", "PT0.001S,100", "PT0.000000001S,100",
        "PT0.100000001S,200", "PT1S,1000", "PT59.95S,60000", "PT24H,86400000", "P1000D,86400000000",
        "P2400D,207360000000"})
    void shouldExpireAfterItsTimeRoundedUpToTenths(final Duration timeToLive, final long millis) {
        for (final int length : new int[] {3, 2_000, 50_000}) {
            cache.set(KEY, pattern(length, 1), timeToLive);
            bed.pass(Duration.ofMillis(millis - 1));
            assertNotNull(cache.get(KEY));
            bed.pass(Duration.ofMillis(1));
            assertNull(cache.get(KEY));
            bed.pass(Duration.ofMillis(-millis));
            cache.delete(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "P10000D", "P1000000000D"})
    void shouldLiveForEverWhenTimeIsZeroOrBeyondTheClock(final Duration timeToLive) {
        cache.set(KEY, bytes("1"), timeToLive);
        cache.set(bytes("large"), pattern(50_000, 1), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));

        bed.pass(Duration.ofDays(40));
        bed.maintain();

        bed.assertValue("key", "1");
        assertEquals(50_000, cache.get(bytes("large")).length);
    }

    @Test
    void shouldLiveForEverWhenTimeEndsAfterTheLastMomentOfTheClock() {
        final Duration longest = Duration.ofMillis(100L * (Integer.MAX_VALUE - cache.clock().now()));
        cache.set(KEY, bytes("1"), longest);
        cache.set(bytes("ever"), bytes("2"), longest.plusNanos(1));
        cache.set(bytes("later"), bytes("3"), Duration.ofDays(2_486));

        cache.forEach(item -> assertEquals(item.keyLength() == KEY.length ? longest : FOREVER, item.timeToLive()));

        bed.pass(longest.minusMillis(1));
        assertNotNull(cache.get(KEY));
        bed.pass(Duration.ofMillis(1));
        assertNull(cache.get(KEY));
        bed.assertValue("ever", "2");
        bed.assertValue("later", "3");
        bed.pass(longest.negated());
    }

    @Test
    void shouldBeMissForEveryOperationOnceExpired() {
        cache.set(KEY, bytes("1"), SECOND);
        bed.pass(SECOND);

        assertNull(cache.get(KEY));
        assertNull(cache.gets(KEY));
        assertEquals(ByteCache.NOT_FOUND, cache.get(KEY, new byte[5], 0));
        assertEquals(1, cache.getAll(List.of(KEY)).size());
        assertNull(cache.getAll(List.of(KEY)).get(0));
        assertEquals(1, cache.stats().items());
        assertEquals(5, cache.stats().expiredGets());
        assertEquals(5, cache.stats().misses());
        assertFalse(cache.contains(KEY));
        assertNull(cache.view(KEY));
        assertEquals(TouchResult.NOT_FOUND, cache.touch(KEY, SECOND));
        assertNull(cache.getAndTouch(KEY, SECOND));
        assertEquals(0, cache.stats().items());
    }

    @Test
    void shouldGiveMemoryBackWithinASecondWithoutBeingAsked() {
        for (int i = 0; i < 1_000; i++) {
            cache.set(key(i), pattern(i * 3, i), Duration.ofMillis(100 * (i % 100 + 1)));
        }
        for (int tenths = 1; tenths <= 100; tenths++) {
            bed.pass(Duration.ofMillis(100));
            bed.maintain();
            final long expired = tenths * 10;
            final long items = cache.stats().items();
            assertTrue(items >= 1_000 - expired && items <= Math.min(1_000, 1_000 - expired + 90),
                () -> "items=" + items + " expired=" + expired);
        }
        bed.pass(BUCKET);
        bed.maintain();
        bed.assertEmpty();
        assertEquals(1_000, cache.stats().reclaimed());
        assertEquals(1_000, cache.stats().expiredUnfetched());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT51S", "PT52S", "PT55M", "PT1H", "PT58H", "PT72H", "P154D", "P156D", "P200D"})
    void shouldGiveMemoryBackAfterAnyTime(final Duration timeToLive) {
        cache.set(KEY, bytes("1"), timeToLive);
        cache.set(bytes("later"), bytes("2"), timeToLive.plus(Duration.ofSeconds(2)));

        bed.pass(timeToLive.minus(Duration.ofMillis(1)));
        bed.maintain();
        assertEquals(2, cache.stats().items());
        bed.pass(BUCKET);
        bed.maintain();

        assertEquals(1, cache.stats().items());
        bed.assertValue("later", "2");
        bed.pass(Duration.ofSeconds(2));
        bed.maintain();
        bed.assertEmpty();
    }

    @Test
    void shouldNotExpireWhatWasSetAgain() {
        cache.set(KEY, bytes("1"), SECOND);
        bed.set("key", "2");
        cache.set(bytes("other"), bytes("1"), SECOND);
        cache.set(bytes("other"), bytes("2"), SECOND.multipliedBy(10));

        bed.pass(SECOND.multipliedBy(5));
        bed.maintain();

        bed.assertValue("key", "2");
        bed.assertValue("other", "2");
        bed.pass(SECOND.multipliedBy(5));
        assertNull(bed.get("other"));
    }

    @Test
    void shouldTouch() {
        assertEquals(TouchResult.NOT_FOUND, cache.touch(KEY, SECOND));
        for (final int length : new int[] {3, 1_050, 50_000}) {
            for (final Duration first : new Duration[] {FOREVER, SECOND}) {
                cache.set(KEY, pattern(length, 1), 5, first);
                final long cas = bed.gets("key").casUnique();

                assertEquals(TouchResult.TOUCHED, cache.touch(KEY, SECOND.multipliedBy(3)));

                bed.pass(Duration.ofMillis(2_999));
                bed.maintain();
                final CacheItem item = bed.gets("key");
                assertArrayEquals(pattern(length, 1), item.value());
                assertEquals(5, item.flags());
                assertEquals(cas, item.casUnique());
                bed.pass(Duration.ofMillis(1));
                assertNull(cache.get(KEY));
            }
        }
    }

    @Test
    void shouldLiveForEverWhenTouchedSo() {
        cache.set(KEY, bytes("1"), SECOND);
        cache.set(bytes("always"), bytes("2"));

        assertEquals(TouchResult.TOUCHED, cache.touch(KEY, FOREVER));
        assertEquals(TouchResult.TOUCHED, cache.touch(bytes("always"), FOREVER));
        bed.pass(Duration.ofDays(1));
        bed.maintain();

        bed.assertValue("key", "1");
        bed.assertValue("always", "2");
    }

    @Test
    void shouldLiveShorterWhenTouchedSo() {
        cache.set(KEY, bytes("1"), Duration.ofDays(100));
        cache.touch(KEY, SECOND);

        bed.pass(SECOND);
        assertNull(bed.get("key"));
        bed.pass(BUCKET);
        bed.maintain();

        bed.assertEmpty();
    }

    @Test
    void shouldGetAndTouch() {
        assertNull(cache.getAndTouch(KEY, SECOND));
        bed.set("key", "1");

        assertArrayEquals(bytes("1"), cache.getAndTouch(KEY, SECOND));
        bed.pass(Duration.ofMillis(900));
        assertArrayEquals(bytes("1"), cache.getAndTouch(KEY, SECOND));
        bed.pass(Duration.ofMillis(999));
        assertArrayEquals(bytes("1"), cache.get(KEY));
        bed.pass(Duration.ofMillis(1));
        assertNull(cache.getAndTouch(KEY, SECOND));
    }

    @Test
    void shouldCountTouchHits() {
        bed.set("key", "1");
        cache.touch(KEY, SECOND);
        cache.touch(KEY, FOREVER);
        cache.getAndTouch(KEY, SECOND);
        cache.touch(bytes("absent"), SECOND);

        assertEquals(3, cache.stats().slabClasses().stream().mapToLong(SlabClassStats::touchHits).sum());
        assertEquals(1, cache.stats().totalItems());
    }

    @Test
    void shouldTellWhenTouchFindsNoMemory() {
        try (CacheBed small = new CacheBed(builder -> builder.memoryLimit(1 << 20).evictions(false))) {
            int filled = 0;
            while (small.cache.set(key(filled), pattern(900, filled)) == StoreResult.STORED) {
                filled++;
            }

            assertEquals(TouchResult.OUT_OF_MEMORY, small.cache.touch(key(0), SECOND));
            assertArrayEquals(pattern(900, 0), small.cache.getAndTouch(key(0), SECOND));

            small.pass(SECOND.multipliedBy(100));
            assertArrayEquals(pattern(900, 0), small.cache.get(key(0)));
            small.assertAllComesBack();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellTheTimeWhileAPassOfMaintenanceGoesOn(final boolean flushes) {
        try (CacheBed late = new CacheBed(builder -> builder.memoryLimit(4 << 20).cachesClock())) {
            for (int i = 0; i < 2_000; i++) {
                late.cache.set(key(i), KEY, SECOND);
            }
            if (flushes) {
                late.cache.flush();
            }
            final List<Integer> told = new ArrayList<>();
            late.cache.addRemovalObserver((item, cause) -> {
                told.add(late.cache.core.clock.second());
                late.pass(SECOND);
            });
            late.pass(Duration.ofSeconds(2));
            late.maintain();
            assertEquals(2_000, told.size());
            for (int i = 100; i < told.size(); i++) {
                assertTrue(told.get(i) > told.get(i - 100), () -> "the time stood still: " + told);
            }
        }
    }
}
