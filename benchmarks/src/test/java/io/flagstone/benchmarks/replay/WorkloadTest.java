/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.trace.SizeHistogram;
import io.flagstone.benchmarks.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {
    @TempDir
    private Path folder;
    private SizeHistogram sizes;

    @BeforeEach
    void readSizes() throws IOException {
        sizes = SizeHistogram.builtIn();
    }

    private Workload workload(final String text, final int copies, final boolean ttl, final int shift)
        throws IOException {
        return new Workload(TraceReader.read(Files.writeString(folder.resolve("t.csv"), text)), sizes,
            new WorkloadOptions(20, copies, ttl, 1, 0, shift, 7));
    }

    @Test
    void shouldGiveAKeyTheSameSizeWhereverItIs() throws IOException {
        final Workload one = workload("key\na\nb\na\n", 1, false, 1);
        final Workload other = workload("key\nc\nb\na\n", 1, false, 1);
        assertEquals(one.valueLength(0), one.valueLength(2));
        assertEquals(one.valueLength(0), other.valueLength(2));
        assertEquals(one.valueLength(1), other.valueLength(1));
    }

    @Test
    void shouldAskForEachCopyInTurn() throws IOException {
        final Workload workload = workload("key\na\nb\na\n", 3, false, 1);
        assertEquals(9, workload.requests());
        assertEquals(6, workload.keys());
        final int[] expected = {0, 1, 2, 3, 4, 5, 0, 1, 2};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], workload.key(i), "request " + i);
        }
    }

    @Test
    void shouldCountTheFirstSizeOfEachKeyWhenTheTraceTellsSizes() throws IOException {
        final Workload workload = workload("key,size\na,100\nb,50\na,900\n", 1, false, 1);
        assertEquals(2 * 20 + 100 + 50, workload.uniqueBytes());
        assertEquals(900, workload.longestValue());
    }

    @Test
    void shouldMakeValuesLargerFromHalfTimeOn() throws IOException {
        final Workload workload = workload("key,size\na,100\nb,50\na,100\nb,50\n", 1, false, 4);
        assertEquals(50, workload.valueLength(1));
        assertEquals(400, workload.valueLength(2));
        assertEquals(2 * 20 + 100 + 50, workload.uniqueBytes());
    }

    @Test
    void shouldSpreadRequestsOverTheHoursWhenTheTraceTellsNoTimes() throws IOException {
        final Workload workload = workload("key\na\nb\nc\nd\n", 1, false, 1);
        assertEquals(0, workload.tick(0));
        assertEquals(9000, workload.tick(1));
        assertEquals(27_000, workload.tick(3));
    }

    @Test
    void shouldMixTimesToLiveByTheirShares() throws IOException {
        final StringBuilder text = new StringBuilder("key\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append('\n');
        }
        final Workload workload = workload(text.toString(), 1, true, 1);
        int forever = 0;
        int minute = 0;
        for (int i = 0; i < workload.requests(); i++) {
            forever += workload.timeToLive(i) == 0 ? 1 : 0;
            minute += workload.timeToLive(i) == 60 ? 1 : 0;
        }
        assertEquals(8000, forever, 300);
        assertEquals(2000, minute, 200);
    }

    @Test
    void shouldBelieveTheTraceWhenItTellsTimesToLive() throws IOException {
        assertEquals(5, workload("key,ttl\na,5\n", 1, true, 1).timeToLive(0));
    }

    @ParameterizedTest
    @CsvSource({"1%, 1000, 10", "12.5%, 1000, 125", "4096, 1000, 4096", "64m, 1, 67108864", "200%, 10, 20"})
    void shouldKnowASizeByItsShareOrItsBytes(final String text, final long uniqueBytes, final long limit) {
        assertEquals(limit, CacheSize.parse(text).limit(uniqueBytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1%", "0%", "x%", "0", "1e9", "64q", "9999999999999g"})
    void shouldRefuseASizeThatIsNone(final String text) {
        final IllegalArgumentException refusal =
            assertThrows(IllegalArgumentException.class, () -> CacheSize.parse(text));
        assertTrue(refusal.getMessage().endsWith("size=" + text), refusal.getMessage());
    }
}
