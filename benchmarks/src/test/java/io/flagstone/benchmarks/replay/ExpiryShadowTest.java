/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.benchmarks.trace.SizeHistogram;
import io.flagstone.benchmarks.trace.TraceReader;
import io.flagstone.engine.ByteCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryShadowTest {
    private static final long LIMIT = 1 << 20;

    @TempDir
    private Path folder;
    private Workload workload;
    private ExpiryShadow shadow;

    @BeforeEach
    void watch() throws IOException {
        workload = new Workload(TraceReader.read(Files.writeString(folder.resolve("t.csv"), "key\na\nb\nc\n")),
            SizeHistogram.builtIn(), new WorkloadOptions(20, 1, false, 1, 0, 1, 1));
        shadow = new ExpiryShadow(workload, LIMIT);
    }

    private FlagstoneCache cacheWith(final int... keys) {
        final FlagstoneCache cache = (FlagstoneCache) CacheKind.S3_FIFO.open(LIMIT, workload, new Charge(20, false),
            new FlagstoneOptions(1, 0, 0, false));
        for (final int key : keys) {
            cache.set(key, 100, 0);
        }
        return cache;
    }

    @Test
    void shouldCountWhatIsStillThereWhenItsTimeEnds() {
        try (FlagstoneCache cache = cacheWith(0, 1)) {
            shadow.stored(0, 100, 50);
            shadow.stored(1, 100, 51);
            shadow.stored(2, 100, 50);
            shadow.beforeTick(50, cache);
            shadow.measure(cache.stats(), false);
        }
        assertEquals(1, shadow.held());
        assertEquals((20.0 + 100 + ExpiryShadow.ITEM_OVERHEAD) / LIMIT, shadow.highestShare());
    }

    @Test
    void shouldNotCountWhatWasStoredAgainOrDeleted() {
        try (FlagstoneCache cache = cacheWith(0, 1, 2)) {
            shadow.stored(0, 100, 50);
            shadow.stored(0, 100, 60);
            shadow.stored(1, 100, 50);
            shadow.deleted(1);
            shadow.stored(2, 100, 50);
            shadow.stored(2, 100, 0);
            shadow.beforeTick(50, cache);
            shadow.measure(cache.stats(), false);
        }
        assertEquals(0, shadow.held());
        assertEquals(0, shadow.highestShare());
    }

    @Test
    void shouldForgetWhatTheCacheHasFreed() {
        try (FlagstoneCache cache = cacheWith(0);
            ByteCache freed = ByteCache.builder().memoryLimit(LIMIT).callerMaintains().build()) {
            shadow.stored(0, 100, 50);
            shadow.beforeTick(50, cache);
            shadow.measure(freed.stats(), true);
            assertEquals(1, shadow.held());
            freed.set(new byte[20], new byte[100]);
            freed.flush();
            freed.get(new byte[20]);
            freed.set(new byte[20], new byte[100]);
            shadow.measure(freed.stats(), false);
        }
        assertEquals(0, shadow.held());
        assertEquals(0, shadow.highestShare());
        assertEquals((20.0 + 100 + ExpiryShadow.ITEM_OVERHEAD) / LIMIT, shadow.highestShareBefore());
    }
}
