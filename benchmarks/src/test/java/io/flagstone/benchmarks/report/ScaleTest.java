/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.benchmarks.report.Scale.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void shouldBeginAtZeroAndNameRoundNumbersWhenItIsEven() {
        final Scale scale = Scale.around(Kind.LINEAR, 120, 300);
        assertEquals(0, scale.at(0));
        assertEquals(List.of(0.0, 100.0, 200.0, 300.0), scale.ticks());
        assertEquals(List.of(-2.0, -1.0, 0.0, 1.0), Scale.around(Kind.LINEAR, -2.0, 1.2).ticks());
    }

    @Test
    void shouldNamePowersOfTenWhenItGoesByTheLogarithm() {
        final Scale scale = Scale.around(Kind.LOG, 1000, 5e7);
        assertEquals(List.of(1e3, 1e4, 1e5, 1e6, 1e7), scale.ticks());
        assertEquals(0.5, Scale.around(Kind.LOG, 1, 100).at(10), 1e-9);
        assertEquals(0.5, Scale.around(Kind.LOG, 7, 7).at(7), 1e-9);
    }

    @Test
    void shouldNameStepsBetweenPowersOfTenWhenItIsShort() {
        assertEquals(List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0), Scale.around(Kind.LOG, 1, 64).ticks());
    }

    @Test
    void shouldGoByNinesWhenItIsOfPercentiles() {
        final Scale scale = Scale.around(Kind.PERCENTILE, 90, 99.9);
        assertEquals(0.5, scale.at(99), 1e-9);
        assertEquals(List.of(90.0, 99.0, 99.9), scale.ticks());
        assertEquals(1, Scale.around(Kind.PERCENTILE, 50, 100).at(100), 1e-9);
    }
}
