/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The eviction policies as a cache has them. */
class EvictionTest {
    private static final int LENGTH = 200;

    /** A cache with so few classes that all items of a test are of one, whether they expire or not. */
    private static CacheBed bed(final EvictionPolicy policy) {
        return bed(policy, LruTuning.DEFAULT);
    }

    private static CacheBed bed(final EvictionPolicy policy, final LruTuning tuning) {
        return new CacheBed(builder -> builder.memoryLimit(1 << 20).growthFactor(4).evictionPolicy(policy)
            .lruTuning(tuning));
    }

    private static void set(final CacheBed bed, final int number) {
        set(bed, number, FOREVER);
    }

    private static void set(final CacheBed bed, final int number, final Duration timeToLive) {
        assertEquals(StoreResult.STORED, bed.cache.set(key(number), pattern(LENGTH, number), timeToLive));
    }

    private static int fill(final CacheBed bed) {
        int number = 0;
        while (bed.cache.stats().evictions() == 0) {
            set(bed, number++);
        }
        return number;
    }

    @ParameterizedTest
    @EnumSource(EvictionPolicy.class)
    void shouldKeepWhatIsAskedForWhateverThePolicy(final EvictionPolicy policy) {
        try (CacheBed bed = bed(policy)) {
            final int filled = fill(bed);
            for (int i = 0; i < filled * 10; i++) {
                final int hot = 1_000_000 + i % 100;
                if (bed.cache.get(key(hot)) == null) {
                    set(bed, hot);
                }
                set(bed, filled + i);
            }
            bed.assertBooksBalance();
            for (int i = 0; i < 100; i++) {
                assertTrue(bed.cache.contains(key(1_000_000 + i)), "i=" + i);
            }
            bed.assertAllComesBack();
        }
    }

    @ParameterizedTest
    @EnumSource(EvictionPolicy.class)
    void shouldTellItsPolicy(final EvictionPolicy policy) {
        try (CacheBed bed = bed(policy)) {
            assertSame(policy, bed.cache.eviction().policy());
            assertTrue(bed.cache.eviction().changePolicy(policy));
        }
    }

    @ParameterizedTest
    @CsvSource({"S3_FIFO,LRU,false", "S3_FIFO,SEGMENTED_LRU,false", "LRU,S3_FIFO,false", "SEGMENTED_LRU,S3_FIFO,false",
        "LRU,SEGMENTED_LRU,true", "SEGMENTED_LRU,LRU,true"})
    void shouldChangeBetweenTheTwoKindsOfLru(final EvictionPolicy from, final EvictionPolicy to,
            final boolean changed) {
        try (CacheBed bed = bed(from)) {
            assertEquals(changed, bed.cache.eviction().changePolicy(to));
            assertSame(changed ? to : from, bed.cache.eviction().policy());
        }
    }

    @Test
    void shouldTellTheListsOfASegmentedLru() {
        try (CacheBed bed = bed(EvictionPolicy.SEGMENTED_LRU)) {
            final int filled = fill(bed);
            for (int i = 0; i < filled; i++) {
                bed.cache.get(key(i));
                bed.cache.get(key(i));
            }
            for (int i = 0; i < filled; i++) {
                set(bed, filled + i);
            }

            final SlabClassStats stats = bed.onlyClass();
            final LruStats lru = stats.lru();
            assertEquals(stats.items(), lru.hotItems() + lru.warmItems() + lru.coldItems() + lru.temporaryItems());
            assertTrue(lru.hotItems() * 10 < stats.items() * 3 && lru.warmItems() > 0, lru::toString);
            assertTrue(lru.movesToWarm() > 0 && lru.movesToCold() > 0, lru::toString);
            assertEquals(0, lru.temporaryItems());
            assertEquals(0, stats.promotions() + stats.secondChances() + stats.ghostHits());
        }
    }

    @Test
    void shouldHaveNoListsUnderS3Fifo() {
        try (CacheBed bed = bed(EvictionPolicy.S3_FIFO)) {
            fill(bed);

            assertEquals(LruStats.NONE, bed.onlyClass().lru());
        }
    }

    @Test
    void shouldMoveToColdWhatIsThereWhenItBecomesFlat() {
        try (CacheBed bed = bed(EvictionPolicy.SEGMENTED_LRU)) {
            final int filled = fill(bed);
            assertTrue(bed.onlyClass().lru().hotItems() > 0);
            assertTrue(bed.cache.eviction().changePolicy(EvictionPolicy.LRU));
            for (int i = 0; i < filled; i++) {
                set(bed, filled + i);
            }

            final SlabClassStats stats = bed.onlyClass();
            assertEquals(stats.items(), stats.lru().coldItems(), stats::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,20,40", "1,60,10", "2,10,70"})
    void shouldKeepTheListsToTheirTunedShares(final int run, final int hot, final int warm) {
        try (CacheBed bed = bed(EvictionPolicy.SEGMENTED_LRU, run == 0 ? LruTuning.DEFAULT
                : new LruTuning(hot, warm, 0.2, 2.0, -1))) {
            final int filled = fill(bed);
            for (int i = 0; i < filled * 4; i++) {
                set(bed, filled + i);
                bed.cache.get(key(filled + i));
                bed.cache.get(key(filled + i));
            }

            final SlabClassStats stats = bed.onlyClass();
            final double items = stats.items();
            assertEquals(warm / 100.0, stats.lru().warmItems() / items, 0.03, stats::toString);
        }
    }

    @Test
    void shouldTuneWhileItRuns() {
        try (CacheBed bed = bed(EvictionPolicy.SEGMENTED_LRU)) {
            final LruTuning tuning = new LruTuning(10, 10, 1, 1, 60);
            bed.cache.eviction().tune(tuning);
            assertEquals(tuning, bed.cache.eviction().tuning());
            set(bed, 1, SECOND.multipliedBy(60));
            set(bed, 2, SECOND.multipliedBy(61));
            set(bed, 3, FOREVER);
            assertEquals(1, bed.onlyClass().lru().temporaryItems());

            bed.cache.eviction().tune(LruTuning.DEFAULT);
            set(bed, 4, SECOND);
            assertEquals(1, bed.onlyClass().lru().temporaryItems());
        }
    }

    @Test
    void shouldLeaveTempWhenALongerLifeIsGiven() {
        try (CacheBed bed = bed(EvictionPolicy.SEGMENTED_LRU)) {
            bed.cache.eviction().tune(new LruTuning(20, 40, 0.2, 2.0, 60));
            set(bed, 1, SECOND);
            set(bed, 2, SECOND);
            set(bed, 3, SECOND);
            assertEquals(TouchResult.TOUCHED, bed.cache.touch(key(1), SECOND.multipliedBy(61)));
            set(bed, 2, FOREVER);
            set(bed, 3, SECOND);

            assertEquals(1, bed.onlyClass().lru().temporaryItems());
            assertEquals(2, bed.onlyClass().lru().hotItems());
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldNotEvictWhatIsTemporaryWhileThereIsSomethingElse() {
        try (CacheBed bed = bed(EvictionPolicy.SEGMENTED_LRU)) {
            bed.cache.eviction().tune(new LruTuning(20, 40, 0.2, 2.0, Integer.MAX_VALUE));
            for (int i = 0; i < 1_000; i++) {
                set(bed, i, SECOND.multipliedBy(1_000));
            }
            for (int i = 1_000; i < 10_000; i++) {
                set(bed, i);
            }
            int left = 0;
            for (int i = 0; i < 1_000; i++) {
                left += bed.cache.contains(key(i)) ? 1 : 0;
            }
            assertTrue(left > 950, "only pages that something else needs may take some: left=" + left);
            for (int i = 10_000; i < 20_000; i++) {
                set(bed, i, SECOND.multipliedBy(1_000));
            }
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldTakeBackIntoTheMainQueueWhatItHasEvictedAndNothingAfterAFlush() {
        try (CacheBed bed = bed(EvictionPolicy.S3_FIFO)) {
            final int filled = fill(bed);
            for (int i = 0; i < filled; i++) {
                bed.cache.get(key(i));
            }
            for (int i = 0; i < filled * 2; i++) {
                set(bed, filled + i);
            }
            final int last = filled * 3;
            long ghosts = bed.onlyClass().ghostHits();
            int absent = 0;
            for (int i = last - filled / 2; i < last; i++) {
                if (!bed.cache.contains(key(i))) {
                    set(bed, i);
                    absent++;
                }
            }
            final long hits = bed.onlyClass().ghostHits() - ghosts;
            assertTrue(absent > 100 && hits > absent * 0.8 && hits <= absent, hits + " of " + absent);

            bed.cache.flush();
            bed.maintain();
            ghosts = bed.onlyClass().ghostHits();
            for (int i = 0; i < last; i++) {
                set(bed, i);
            }
            assertTrue(bed.onlyClass().ghostHits() - ghosts < last / 200, bed.onlyClass()::toString);
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldRememberNothingThatWasDeletedExpiredOrOverwritten() {
        try (CacheBed bed = bed(EvictionPolicy.S3_FIFO)) {
            final int filled = fill(bed);
            for (int i = 0; i < filled; i++) {
                bed.cache.get(key(i));
            }
            for (int i = 0; i < filled; i++) {
                set(bed, filled + i);
            }
            final long ghosts = bed.onlyClass().ghostHits();
            for (int i = 10 * filled; i < 10 * filled + 300; i++) {
                set(bed, i, i % 3 == 0 ? SECOND : FOREVER);
                set(bed, i, i % 3 == 0 ? SECOND : FOREVER);
                if (i % 3 == 1) {
                    bed.cache.delete(key(i));
                }
                bed.pass(SECOND);
                bed.maintain();
                set(bed, i);
                set(bed, i);
                bed.cache.delete(key(i));
            }

            assertTrue(bed.onlyClass().ghostHits() - ghosts <= 2, bed.onlyClass()::toString);
        }
    }

    @Test
    void shouldRefuseWorkWhenClosed() {
        final CacheBed bed = bed(EvictionPolicy.LRU);
        bed.close();

        assertThrows(IllegalStateException.class, () -> bed.cache.eviction().tune(LruTuning.DEFAULT));
        assertThrows(IllegalStateException.class,
            () -> bed.cache.eviction().changePolicy(EvictionPolicy.SEGMENTED_LRU));
    }

    @Test
    void shouldDescribeItself() {
        try (ByteCache cache = ByteCache.builder().build()) {
            assertEquals("Eviction[policy=s3-fifo, tuning=LruTuning[hotPercent=20, warmPercent=40, hotAgeFactor=0.2, "
                + "warmAgeFactor=2.0, temporaryTimeToLiveSeconds=-1]]", cache.eviction().toString());
        }
    }
}
