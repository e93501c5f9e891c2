/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ZipfKeysTest {
    private static final int DRAWS = 1_000_000;

    @Test
    void shouldDrawEachRankAsOftenAsTheLawSays() {
        final int items = 1000;
        final double skew = 0.99;
        final ZipfKeys keys = new ZipfKeys(items, skew, 42);
        final int[] counts = new int[items];
        for (final int index : keys.sequence(DRAWS)) {
            counts[index]++;
        }
        double sum = 0;
        for (int rank = 1; rank <= items; rank++) {
            sum += Math.pow(rank, -skew);
        }
        for (final int rank : new int[]{1, 2, 3, 10, 100, 1000}) {
            final double expected = DRAWS * Math.pow(rank, -skew) / sum;
            assertEquals(expected, counts[keys.indexOfRank(rank)], 5 * Math.sqrt(expected), "rank=" + rank);
        }
    }

    @Test
    void shouldScatterTheRanksOverAllIndices() {
        final int items = 1000;
        final ZipfKeys keys = new ZipfKeys(items, 0.99, 42);
        final int[] indices = new int[items];
        for (int rank = 1; rank <= items; rank++) {
            indices[rank - 1] = keys.indexOfRank(rank);
        }
        final int[] sorted = indices.clone();
        Arrays.sort(sorted);
        assertFalse(Arrays.equals(sorted, indices));
        for (int i = 0; i < items; i++) {
            assertEquals(i, sorted[i]);
        }
    }

    @Test
    void shouldRepeatItselfWhenTheSeedIsTheSame() {
        assertArrayEquals(new ZipfKeys(100, 0.99, 7).sequence(1000), new ZipfKeys(100, 0.99, 7).sequence(1000));
        assertFalse(Arrays.equals(new ZipfKeys(100, 0.99, 7).sequence(1000),
            new ZipfKeys(100, 0.99, 8).sequence(1000)));
    }

    @Test
    void shouldRefuseALawThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new ZipfKeys(0, 0.99, 7));
        assertThrows(IllegalArgumentException.class, () -> new ZipfKeys(10, 0, 7));
        assertThrows(IllegalArgumentException.class, () -> new ZipfKeys(10, Double.NaN, 7));
    }
}
