/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.latency.Latencies.Kind;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    private final Latencies latencies = new Latencies();
    /** Moves on by itself a little whenever somebody looks, or else who waits for a time would wait for ever. */
    private long now;

    private long look() {
        return now += 10;
    }

    private void run(final double perSecond, final long nanos, final IntToLongFunction duration) {
        new OpenLoop(this::look, perSecond).run(nanos, new OpenLoop.Operations() {
            private int number;

            @Override
            public void prepare() {
                number++;
            }

            @Override
            public Kind perform() {
                now += duration.applyAsLong(number);
                return number % 2 == 0 ? Kind.GET : Kind.SET;
            }
        }, latencies);
    }

    @Test
    void shouldDoWhatBecomesDueWhenTheTimeIsOver() {
        run(1000, 50 * MILLI, number -> MICRO);
        assertEquals(25, latencies.sinceDue(Kind.GET).getTotalCount());
        assertEquals(25, latencies.sinceDue(Kind.SET).getTotalCount());
        assertEquals(0, latencies.sinceDue(Kind.IDLE).getTotalCount());
        assertTrue(now >= 49 * MILLI && now < 51 * MILLI, () -> "now=" + now);
    }

    @Test
    void shouldTellTheOperationsOwnTimeWhenNoneIsLate() {
        run(1000, 50 * MILLI, number -> 100 * MICRO);
        assertEquals(100 * MICRO, latencies.sinceDue(Kind.GET, Kind.SET).getMinValue(), MICRO);
        assertEquals(100 * MICRO, latencies.sinceDue(Kind.GET, Kind.SET).getMaxValue(), MICRO);
    }

    @Test
    void shouldCountTheWaitOfAllThatCameDueWhenOneIsSlow() {
        run(1000, 100 * MILLI, number -> number == 10 ? 20 * MILLI : MICRO);
        final int late = (int) latencies.sinceDue(Kind.GET, Kind.SET).getCountBetweenValues(MILLI / 2, 30 * MILLI);
        assertTrue(late >= 20 && late <= 21, () -> "late=" + late);
        assertEquals(1, latencies.sinceBegun(Kind.GET, Kind.SET).getCountBetweenValues(MILLI / 2, 30 * MILLI));
    }

    @Test
    void shouldTellMoreAndMoreWhenThePaceIsTooFast() {
        run(1_000_000, MILLI, number -> 2 * MICRO);
        assertEquals(1000, latencies.sinceDue(Kind.GET, Kind.SET).getTotalCount());
        assertTrue(latencies.sinceDue(Kind.GET, Kind.SET).getMaxValue() > 900 * MICRO);
        assertTrue(latencies.sinceBegun(Kind.GET, Kind.SET).getMaxValue() < 3 * MICRO);
    }
}
