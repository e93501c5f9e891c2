/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.workload.ValueSizes;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.StoreResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FillerTest {
    @Test
    void shouldStoreUnderTheNumberInHexadecimalDigits() {
        try (ByteCache cache = ByteCache.builder().memoryLimit(4 << 20).callerMaintains().build()) {
            final Filler filler = new Filler(cache, 20, ValueSizes.named("60"), 1);
            assertEquals(StoreResult.STORED, filler.store(0xabc, filler.drawLength()));
            assertEquals(StoreResult.STORED, filler.store(-1, filler.drawLength()));
            assertEquals(60, cache.get("00000000000000000abc".getBytes(StandardCharsets.US_ASCII)).length);
            assertEquals(60, cache.get("000000000000ffffffff".getBytes(StandardCharsets.US_ASCII)).length);
        }
    }

    @Test
    void shouldDrawTheSameLengthsWhenTheSeedIsTheSame() {
        try (ByteCache cache = ByteCache.builder().memoryLimit(4 << 20).callerMaintains().build()) {
            final Filler one = new Filler(cache, 20, ValueSizes.named("lognormal"), 9);
            final Filler other = new Filler(cache, 20, ValueSizes.named("lognormal"), 9);
            int different = 0;
            int last = 0;
            for (int i = 0; i < 100; i++) {
                final int length = one.drawLength();
                assertEquals(length, other.drawLength());
                different += length == last ? 0 : 1;
                last = length;
            }
            assertTrue(different > 50, "different=" + different);
        }
    }
}
