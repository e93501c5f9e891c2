/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.trace.SizeHistogram;
import io.flagstone.benchmarks.trace.Trace;
import io.flagstone.benchmarks.trace.TraceReader;
import io.flagstone.benchmarks.workload.ZipfKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayTest {
    private static final long LIMIT = 2 << 20;

    @TempDir
    private Path folder;

    private Workload workload(final String text, final boolean ttl) throws IOException {
        final Trace trace = TraceReader.read(Files.writeString(folder.resolve("t.csv"), text));
        return new Workload(trace, SizeHistogram.builtIn(), new WorkloadOptions(20, 1, ttl, 6, 0, 1, 7));
    }

    private static HitCounts run(final CacheKind kind, final Workload workload, final long limit) {
        try (ReplayedCache cache = kind.open(limit, workload, new Charge(20, false),
            new FlagstoneOptions(1, 0, 0, false))) {
            return new Replay(workload, new Progress()).run(cache);
        }
    }

    private static String zipf() {
        final ZipfKeys zipf = new ZipfKeys(30_000, 0.9, 1);
        final StringBuilder text = new StringBuilder("key\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(zipf.next()).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void shouldMissEachKeyOnceWhenThereIsRoomForAll(final CacheKind kind) throws IOException {
        final HitCounts counts = run(kind, workload("key,size\na,100\nb,300\na,100\na,100\n", false), LIMIT);
        assertEquals(4, counts.gets());
        assertEquals(2, counts.hits());
        assertEquals(0.5, counts.objectRatio());
        assertEquals(240.0 / 680, counts.byteRatio(), 1e-9);
    }

    @ParameterizedTest
    @EnumSource
    void shouldObeyTheOperationsOfTheTrace(final CacheKind kind) throws IOException {
        final String text = "key,op\na,set\na,get\na,delete\na,get\na,get\n";
        final HitCounts counts = run(kind, workload(text, false), LIMIT);
        assertEquals(3, counts.gets());
        assertEquals(2, counts.hits());
    }

    @ParameterizedTest
    @EnumSource
    void shouldMissWhatHasExpired(final CacheKind kind) throws IOException {
        final String text = "time,key,ttl\n0,a,60\n59,a,60\n61,a,60\n120,a,60\n";
        try (ReplayedCache cache = kind.open(LIMIT, workload(text, false), new Charge(20, false),
            new FlagstoneOptions(1, 0, 0, true))) {
            assertEquals(2, new Replay(workload(text, false), new Progress()).run(cache).hits());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CAFFEINE")
    void shouldComeOutTheSameTwice(final CacheKind kind) throws IOException {
        final Workload workload = workload(zipf(), false);
        final HitCounts first = run(kind, workload, LIMIT);
        assertEquals(first.hits(), run(kind, workload, LIMIT).hits());
        assertTrue(first.objectRatio() > 0.3 && first.objectRatio() < 0.8, "ratio=" + first.objectRatio());
    }

    @ParameterizedTest
    @EnumSource(names = {"CAFFEINE", "LRU"})
    void shouldHitLessWhenTheHeapIsCharged(final CacheKind kind) throws IOException {
        final Workload workload = workload(zipf(), false);
        final HitCounts bytes = run(kind, workload, LIMIT);
        try (ReplayedCache cache = kind.open(LIMIT, workload, new Charge(20, true),
            new FlagstoneOptions(1, 0, 0, false))) {
            assertTrue(new Replay(workload, new Progress()).run(cache).hits() < bytes.hits() - 1000);
        }
    }

    @Test
    void shouldFindLittleMemoryInExpiredItems() throws IOException {
        final Workload workload = workload(zipf(), true);
        try (FlagstoneCache cache = (FlagstoneCache) CacheKind.S3_FIFO.open(LIMIT, workload, new Charge(20, false),
            new FlagstoneOptions(1, 0, 0, true))) {
            new Replay(workload, new Progress()).run(cache);
            assertTrue(cache.stats().reclaimed() > 1000, "reclaimed=" + cache.stats().reclaimed());
            assertTrue(cache.expiry().highestShare() < ExpiryShadow.AT_MOST,
                "share=" + cache.expiry().highestShare());
        }
    }
}
