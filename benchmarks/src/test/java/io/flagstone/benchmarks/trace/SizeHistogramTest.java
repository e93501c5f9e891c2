/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeHistogramTest {
    private static SizeHistogram read(final String text) throws IOException {
        return SizeHistogram.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), "h.csv");
    }

    @Test
    void shouldDrawByWeightAndWithinTheBucket() throws IOException {
        final SizeHistogram histogram = read("size,weight\n100,1\n200,3\n500,4\n");
        final int[] drawn = new int[3];
        for (int i = 0; i < 80_000; i++) {
            final int size = histogram.draw(Scramble.mix(i));
            assertTrue(size >= 100 && size < 300 || size >= 500 && size < 600, "size=" + size);
            drawn[size < 200 ? 0 : size < 300 ? 1 : 2]++;
        }
        assertEquals(10_000, drawn[0], 500);
        assertEquals(30_000, drawn[1], 700);
        assertEquals(40_000, drawn[2], 700);
    }

    @Test
    void shouldDrawTheSameWhenTheHashIsTheSame() throws IOException {
        final SizeHistogram histogram = SizeHistogram.builtIn();
        assertEquals(histogram.draw(123_456_789L << 32), histogram.draw(123_456_789L << 32));
    }

    @Test
    void shouldHaveTheCountedMedianAndMeanWhenItIsTheBuiltInOne() throws IOException {
        final SizeHistogram histogram = SizeHistogram.builtIn();
        final int[] sizes = new int[400_000];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = histogram.draw(Scramble.mix(i));
        }
        assertEquals(335 + 16, Arrays.stream(sizes).average().getAsDouble(), 30);
        Arrays.sort(sizes);
        assertEquals(165, sizes[sizes.length / 2], 6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|h.csv:1: the first line must name two columns",
        "'1,2'|h.csv:1: the first line must name two columns",
        "'size,weight'|h.csv:2: a histogram must have at least one bucket",
        "'size,weight\n1'|h.csv:2: a line must have a size and a weight",
        "'size,weight\n1,2,3'|h.csv:2: a line must have at most 2 fields",
        "'size,weight\n1,x'|h.csv:2: size and weight must be whole numbers",
        "'size,weight\n1,0'|h.csv:2: weight must be > 0",
        "'size,weight\n5,1\n5,1'|h.csv:3: sizes must rise",
        "'size,weight\n1073741825,1'|h.csv:2: sizes must rise, to 1073741824 at most"})
    void shouldNameFileLineAndRuleWhenALineIsBad(final String text, final String message) {
        final TraceException refusal = assertThrows(TraceException.class, () -> read(text));
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }
}
