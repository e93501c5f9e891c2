/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    private Durations durations() {
        final Durations durations = new Durations();
        durations.add(histogram);
        return durations;
    }

    @Test
    void shouldHaveSixBoundsInEachDecade() {
        assertEquals(50, Durations.buckets());
        assertEquals(100, Durations.bound(0));
        assertEquals(150, Durations.bound(1));
        assertEquals(700, Durations.bound(5));
        assertEquals(1000, Durations.bound(6));
        assertEquals(10_000_000_000L, Durations.bound(48));
        assertEquals(Long.MAX_VALUE, Durations.bound(49));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "100, 0", "101, 1", "150, 1", "151, 2", "7000, 11", "7001, 12", "10000000000, 48",
        "10000000001, 49"})
    void shouldCountADurationInTheFirstBucketWhoseBoundIsNotBelowIt(final long nanos, final int bucket) {
        histogram.record(nanos);
        final Durations durations = durations();
        assertEquals(1, durations.upTo(bucket));
        assertEquals(0, bucket == 0 ? 0 : durations.upTo(bucket - 1));
        assertEquals(nanos, durations.sum());
    }

    @Test
    void shouldEstimateQuantilesWithinABucket() {
        for (int i = 0; i < 90; i++) {
            histogram.record(1_400);
        }
        for (int i = 0; i < 10; i++) {
            histogram.record(60_000);
        }
        assertEquals(1_277, durations().quantile(0.5));
        assertEquals(1_500, durations().quantile(0.9));
        assertEquals(68_000, durations().quantile(0.99));
        assertEquals(70_000, durations().quantile(1));
    }

    @Test
    void shouldEstimateNothingWithoutDurations() {
        assertEquals(0, durations().quantile(0.99));
    }

    @Test
    void shouldGiveTheLastBoundForWhatIsLonger() {
        histogram.record(60_000_000_000L);
        assertEquals(10_000_000_000L, durations().quantile(0.5));
    }

    @Test
    void shouldTellWhatCameInBetween() {
        histogram.record(500);
        final Durations before = durations();
        histogram.record(5_000);
        histogram.record(5_000);
        final Durations between = durations().minus(before);
        assertEquals(2, between.count());
        assertEquals(10_000, between.sum());
        assertEquals(0, between.upTo(10 - 1));
        assertEquals(3, between.plus(before).count());
    }
}
