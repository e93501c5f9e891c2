/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.embedded.Contender;
import io.flagstone.benchmarks.embedded.EmbeddedCache;
import io.flagstone.benchmarks.latency.Latencies.Kind;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTest {
    private static final long LIMIT = 32L << 20;
    private static final long SLICE = 5_000_000;

    @ParameterizedTest
    @EnumSource(value = Contender.class, names = {"FLAGSTONE", "OHC", "CAFFEINE"})
    void shouldTimeAsManyOfNothingAsOfOperationsInEachPhase(final Contender contender) throws Exception {
        final List<ValueSizes> sizes = List.of(ValueSizes.named("10-20"), ValueSizes.named("30"));
        final ExecutorService threads = Executors.newFixedThreadPool(2);
        try (EmbeddedCache cache = contender.open(LIMIT, false)) {
            final List<Caller> callers = List.of(new Caller(cache, 0, 2, 50, 30), new Caller(cache, 1, 2, 50, 30));
            final Round round = new Round(cache, LIMIT, sizes, callers, 100_000, SLICE, threads);
            round.store(1000);
            for (final Phase phase : Phase.values()) {
                final Latencies latencies = round.run(phase, 4, new Progress());
                assertEquals(2000, latencies.sinceDue(Kind.GET, Kind.SET).getTotalCount());
                assertEquals(2000, latencies.sinceDue(Kind.IDLE).getTotalCount());
            }
            assertTrue(cache.items() > 1000, () -> "items=" + cache.items());
        } finally {
            threads.shutdownNow();
        }
    }
}
