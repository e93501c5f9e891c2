/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    private final Plan plan = new Plan(Plan.CURVES, Plan.items("50m,1k,1m"), List.of(1, 2), List.of(16, 65_536));

    @ParameterizedTest
    @CsvSource({"64, 64", "1k, 1000", "50M, 50000000", "100000, 100000"})
    void shouldReadNumbersInStepsOfAThousand(final String text, final int number) {
        assertEquals(List.of(number), Plan.items(text));
    }

    @Test
    void shouldMeasureAllOnAsFewCachesAsCanBe() {
        assertEquals(List.of(1000, 1_000_000, 50_000_000), plan.items());
        assertEquals(8, plan.byItems().size());
        assertEquals(3, plan.byItems().stream().map(Point::shape).distinct().count());
        assertEquals(List.of(1_000_000, 4096), plan.byLength().stream().map(Point::items).toList());
    }

    @Test
    void shouldCompareWithAMillionWhatIsOfTheSameCurveAndHasMore() {
        final Point million = plan.byItems().get(2);
        final Point zipf = plan.byItems().get(3);
        final Point most = plan.byItems().get(4);
        assertTrue(million.isMillionOf(most));
        assertFalse(zipf.isMillionOf(most));
        assertFalse(most.isMillionOf(most));
        assertFalse(plan.byItems().get(0).isMillionOf(million));
    }

    @Test
    void shouldKnowWhatMemoryItTakes() {
        assertTrue(plan.memory(false) > 8L << 30 && plan.memory(false) < 12L << 30, () -> "" + plan.memory(false));
        assertTrue(plan.upTo(1_000_000).memory(true) < 4L << 30);
    }

    @Test
    void shouldComeBackFromItsWords() {
        final List<String> words = plan.upTo(1000).words();
        assertEquals("--curves items,zipf,threads,lengths --items 1000 --threads 1,2 --lengths 16,65536",
            String.join(" ", words));
    }
}
