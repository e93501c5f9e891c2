/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.embedded.Contender;
import io.flagstone.benchmarks.embedded.EmbeddedCache;
import io.flagstone.benchmarks.latency.Latencies.Kind;
import io.flagstone.benchmarks.workload.Keys;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallerTest {
    private static final int LONGEST = 100;

    private final byte[] into = new byte[LONGEST];

    @ParameterizedTest
    @EnumSource(Contender.class)
    void shouldStoreItemsOfItsOwnWhenThereAreOtherThreads(final Contender contender) {
        try (EmbeddedCache cache = contender.open(64L << 20, false)) {
            final Caller second = new Caller(cache, 1, 2, 50, LONGEST);
            second.sizes(ValueSizes.named("7"));
            second.store(10);
            assertEquals(10, cache.items());
            assertEquals(7, cache.get(Keys.key(1), into));
            assertEquals(7, cache.get(Keys.key(19), into));
            assertEquals(EmbeddedCache.NOT_FOUND, cache.get(Keys.key(2), into));
            assertEquals(0, second.refused());
        }
    }

    @Test
    void shouldAskOnlyForWhatItHasStored() {
        try (EmbeddedCache cache = new Recorded(Contender.CONCURRENT_HASH_MAP.open(1, false))) {
            final Caller caller = new Caller(cache, 0, 1, 10, LONGEST);
            caller.sizes(ValueSizes.named("1-100"));
            int sets = 0;
            for (int i = 0; i < 10_000; i++) {
                caller.prepare();
                sets += caller.perform() == Kind.SET ? 1 : 0;
            }
            assertTrue(sets > 800 && sets < 1200, "sets=" + sets);
            assertEquals(sets, cache.items());
        }
    }

    @ParameterizedTest
    @CsvSource({"GROWING, 0, 0, 100", "FULL, 3, 0, 100", "SHIFTING, 0, 1, 100", "SHIFTING, 2, 0, 100",
        "RESIZING, 0, 0, 50", "RESIZING, 1, 0, 100"})
    void shouldShiftSizesInOnePhaseAndTheLimitInAnother(final Phase phase, final int slice, final int sizes,
        final long limit) {
        assertEquals(sizes, phase.sizes(slice, 3));
        assertEquals(limit, phase.limit(slice, 100));
        assertEquals(List.of("growing", "full", "shifting", "resizing").get(phase.ordinal()), phase.toString());
    }

    /** A cache that is never asked for what it does not hold. */
    private record Recorded(EmbeddedCache cache) implements EmbeddedCache {
        @Override
        public boolean set(final byte[] key, final byte[] value) {
            return cache.set(key, value);
        }

        @Override
        public int get(final byte[] key, final byte[] into) {
            final int length = cache.get(key, into);
            assertTrue(length > 0, "length=" + length);
            return length;
        }

        @Override
        public void resize(final long bytes) {
            cache.resize(bytes);
        }

        @Override
        public long items() {
            return cache.items();
        }

        @Override
        public String events() {
            return cache.events();
        }

        @Override
        public void close() {
            cache.close();
        }
    }
}
