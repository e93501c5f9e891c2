/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTraceTest {
    private static final int REQUESTS = 200_000;

    private static Trace make(final String cluster, final long seed) {
        return ClusterTrace.make(Cluster.named(cluster), REQUESTS, seed);
    }

    private static double share(final Trace trace, final byte operation) {
        int count = 0;
        for (int i = 0; i < trace.requests(); i++) {
            count += trace.operation(i) == operation ? 1 : 0;
        }
        return (double) count / trace.requests();
    }

    private static boolean isSame(final Trace one, final Trace other) {
        for (int i = 0; i < REQUESTS; i++) {
            if (one.key(i) != other.key(i) || one.size(i) != other.size(i) || one.operation(i) != other.operation(i)
                || one.timeToLive(i) != other.timeToLive(i) || one.millis(i) != other.millis(i)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void shouldBeTheSameWhenTheSeedIs() {
        assertTrue(isSame(make("52", 1), make("52", 1)));
        assertTrue(!isSame(make("52", 1), make("52", 2)));
    }

    @ParameterizedTest
    @CsvSource({"52, 0.02, 0", "29, 0.13, 0", "12, 0.80, 0", "14, 0.13, 0.22", "40, 0.50, 0"})
    void shouldStoreAndDeleteAsOftenAsTheClusterDoes(final String cluster, final double stores,
        final double deletes) {
        final Trace trace = make(cluster, 3);
        assertEquals(stores, share(trace, Trace.SET), 0.01);
        assertEquals(deletes, share(trace, Trace.DELETE), 0.01);
    }

    /** Of those that have more keys than the least in so short a trace. */
    @ParameterizedTest
    @ValueSource(strings = {"12", "19", "22", "37"})
    void shouldHaveAboutAsManyKeysAsTheClusterHasForItsRequests(final String cluster) {
        final double expected = REQUESTS / Cluster.named(cluster).meanFrequency();
        assertEquals(expected, make(cluster, 3).uniqueKeys(), 0.25 * expected);
    }

    @Test
    void shouldAskOnceForAboutAsManyKeysAsTheCluster() {
        final Trace trace = make("12", 3);
        final int[] counts = new int[trace.uniqueKeys()];
        for (int i = 0; i < REQUESTS; i++) {
            counts[trace.key(i)]++;
        }
        int once = 0;
        for (final int count : counts) {
            once += count == 1 ? 1 : 0;
        }
        assertEquals(0.814, (double) once / counts.length, 0.12);
    }

    @Test
    void shouldDrawSizesWithTheMeanOfTheClusterAndLargerOnesFromHalfTimeOn() {
        final Trace trace = make("52", 3);
        final long[] size = new long[trace.uniqueKeys()];
        final long[] later = new long[trace.uniqueKeys()];
        for (int i = 0; i < REQUESTS; i++) {
            (i < REQUESTS / 2 ? size : later)[trace.key(i)] = trace.size(i);
        }
        long keys = 0;
        long before = 0;
        long behind = 0;
        for (int key = 0; key < size.length; key++) {
            if (size[key] > 0 && later[key] > 0) {
                keys++;
                before += size[key];
                behind += later[key];
            }
        }
        assertEquals(273, (double) before / keys, 30);
        assertEquals(1.2, (double) behind / before, 0.1);
    }

    @Test
    void shouldGiveEachKeyOneTimeToLiveOfTheMix() {
        final Trace trace = make("29", 3);
        final int[] seconds = new int[trace.uniqueKeys()];
        int hour = 0;
        for (int i = 0; i < REQUESTS; i++) {
            final int key = trace.key(i);
            assertTrue(seconds[key] == 0 || seconds[key] == trace.timeToLive(i));
            hour += seconds[key] == 0 && trace.timeToLive(i) == 3600 ? 1 : 0;
            seconds[key] = trace.timeToLive(i);
        }
        assertEquals(0.67, (double) hour / seconds.length, 0.02);
    }

    @Test
    void shouldTakeItsHoursAndNeverGoBack() {
        final Trace trace = make("40", 3);
        for (int i = 1; i < REQUESTS; i++) {
            assertTrue(trace.millis(i) >= trace.millis(i - 1));
        }
        assertEquals(17, trace.millis(REQUESTS - 1) / 3_600_000.0, 1.2);
    }

    @Test
    void shouldRefuseAClusterThatIsUnknownAndATraceThatIsTooShort() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Cluster.named("1")).getMessage()
            .endsWith(": cluster=1"));
        assertEquals("requests must be >= 100000: requests=99999", assertThrows(IllegalArgumentException.class,
            () -> ClusterTrace.make(Cluster.named("52"), 99_999, 1)).getMessage());
    }
}
