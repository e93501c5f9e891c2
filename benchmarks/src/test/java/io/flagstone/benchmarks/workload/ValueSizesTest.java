/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueSizesTest {
    @Test
    void shouldGiveTheOneLengthWhenItIsANumber() {
        assertArrayEquals(new int[]{256, 256, 256}, ValueSizes.named("256").lengths(3, 1));
    }

    @Test
    void shouldReachBothEndsWhenItIsARange() {
        final int[] lengths = ValueSizes.named("3-5").lengths(1000, 1);
        assertEquals(3, Arrays.stream(lengths).min().getAsInt());
        assertEquals(5, Arrays.stream(lengths).max().getAsInt());
    }

    @Test
    void shouldHaveThePublishedMedianAndMeanWhenItIsEtc() {
        final int[] lengths = ValueSizes.named("etc").lengths(1_000_000, 1);
        assertEquals(329, Arrays.stream(lengths).average().getAsDouble(), 10);
        Arrays.sort(lengths);
        assertEquals(168, lengths[lengths.length / 2], 2);
    }

    @Test
    void shouldHaveTheStatedMedianAndMeanWhenItIsLognormal() {
        final int[] lengths = ValueSizes.named("lognormal").lengths(1_000_000, 1);
        assertEquals(224 * Math.exp(1.2 * 1.2 / 2), Arrays.stream(lengths).average().getAsDouble(), 5);
        Arrays.sort(lengths);
        assertEquals(224, lengths[lengths.length / 2], 2);
    }

    @Test
    void shouldDrawEachDecadeAsOftenWhenTheLogarithmIsUniform() {
        final int[] lengths = ValueSizes.named("log:1-1000000").lengths(600_000, 1);
        assertEquals(1, Arrays.stream(lengths).min().getAsInt());
        assertEquals(100_000, Arrays.stream(lengths).filter(length -> length >= 1000 && length < 10_000).count(),
            2000);
        assertEquals(100_000, Arrays.stream(lengths).filter(length -> length >= 100_000).count(), 2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-5", "9-3", "1-", "1-2-3", "log:", "log:5-", "log:0-9", "log:9-3"})
    void shouldRefuseANameThatIsNone(final String name) {
        assertThrows(IllegalArgumentException.class, () -> ValueSizes.named(name));
    }

    @Test
    void shouldDrawWhatAFileSaysByItsWeights(@TempDir final Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("sizes.csv"), "# length,weight\n10,1\n20,0\n300, 3\n\n");
        final ValueSizes sizes = ValueSizes.named("file:" + file);
        final int[] lengths = sizes.lengths(40_000, 1);
        assertEquals(300, sizes.longest());
        assertEquals(10_000, Arrays.stream(lengths).filter(length -> length == 10).count(), 500);
        assertEquals(30_000, Arrays.stream(lengths).filter(length -> length == 300).count(), 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10,x", "10,0", "-1,2", "10;2"})
    void shouldRefuseAFileThatSaysSomethingElse(final String line, @TempDir final Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("sizes.csv"), line);
        assertThrows(IllegalArgumentException.class, () -> ValueSizes.named("file:" + file));
    }
}
