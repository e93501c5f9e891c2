/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.agrona.concurrent.EpochClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelativeClockTest {
    private long millis = -5_000_000_000_000L;
    private final RelativeClock clock = new RelativeClock(() -> millis, false);

    @Test
    void shouldStartAtTwoSecondsWhateverTheOrigin() {
        for (final long origin : new long[] {0, -1, 1_700_000_000_000L, -7, Long.MIN_VALUE / 2, Long.MAX_VALUE}) {
            final RelativeClock other = new RelativeClock(() -> origin, false);
            assertEquals(20, other.now());
            assertEquals(2, other.second());
            assertEquals(20, other.refresh());
        }
    }

    @Test
    void shouldCountTenthsOfSeconds() {
        millis += 99;
        assertEquals(20, clock.now());
        millis += 1;
        assertEquals(21, clock.now());
        millis += 900;
        assertEquals(30, clock.now());
        assertEquals(3, clock.second());
        millis += 999;
        assertEquals(3, clock.second());
        millis += Duration.ofDays(2_480).toMillis();
        assertEquals(20 + 19 + 2_480 * 864_000, clock.now());
    }

    @Test
    void shouldStandStillUntilRefreshedWhenCached() {
        final RelativeClock cached = new RelativeClock(() -> millis, true);
        millis += 5_000;
        assertEquals(20, cached.now());
        assertEquals(2, cached.second());
        assertEquals(30, cached.deadline(Duration.ofSeconds(1)));

        assertEquals(70, cached.refresh());

        assertEquals(70, cached.now());
        assertEquals(7, cached.second());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "99999999,1", "100000000,1", "100000001,2", "199999999,2", "1000000000,10", "1000000001,11",
        "59999999999,600", "86400000000000,864000"})
    void shouldRoundTimesToLiveUp(final long nanos, final int tenths) {
        assertEquals(20 + tenths, clock.deadline(Duration.ofNanos(nanos)));
        millis += 777;
        assertEquals(27 + tenths, clock.deadline(Duration.ofNanos(nanos)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, Integer.MAX_VALUE, 214_748_364, 214_748_363})
    void shouldHaveNoEndWhenTimeIsZeroOrTooLong(final long seconds) {
        assertEquals(0, clock.deadline(Duration.ofSeconds(seconds)));
        assertEquals(0, clock.deadline(ChronoUnit.FOREVER.getDuration()));
    }

    @Test
    void shouldEndAtTheLastMomentThatItCanTell() {
        assertEquals(Integer.MAX_VALUE, clock.deadline(Duration.ofMillis((Integer.MAX_VALUE - 20L) * 100)));
        assertEquals(0, clock.deadline(Duration.ofMillis((Integer.MAX_VALUE - 19L) * 100)));
    }

    @Test
    void shouldGoForwardWithTheSystem() {
        final EpochClock system = RelativeClock.monotonicMillis();
        final long first = system.time();
        final long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        long last = first;
        while (last < first + 3 && System.nanoTime() < patience) {
            final long next = system.time();
            assertTrue(next >= last);
            last = next;
        }
        assertTrue(last >= first + 3);
    }

    @ParameterizedTest
    @CsvSource({"30, 20, 1", "31, 20, 2", "20, 20, 0", "19, 20, 0", "11, 20, 0", "10, 20, -1", "0, 25, -2"})
    void shouldRoundTheSecondsUntilADeadlineUp(final int deadline, final int now, final int seconds) {
        assertEquals(seconds, RelativeClock.secondsUntil(deadline, now));
    }
}
