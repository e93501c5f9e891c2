/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.embedded;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.footprint.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM that one contender is measured in: it holds nothing of the others. */
public final class ContenderJvm {
    /** Says that the command runs where it is measured. */
    public static final String HERE = ForkedJvm.HERE;

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";
    private static final long SPARE = 1L << 30;

    private ContenderJvm() {
    }

    /**
     * Refuses to begin what the machine has no memory for.
     *
     * @param bytes that will be taken
     * @throws IOException if the system does not tell
     * @throws IllegalArgumentException if there is less, and a GiB to spare
     */
    public static void requireMemory(final long bytes) throws IOException {
        for (final String line : Files.exists(MEMORY) ? Files.readAllLines(MEMORY) : List.<String>of()) {
            if (line.startsWith(AVAILABLE)) {
                final long available = Long.parseLong(line.replaceAll("\\D", "")) << 10;
                Rule.require(available >= bytes + SPARE, "the machine must have " + ByteCount.format(bytes + SPARE)
                    + " to spare: available=" + ByteCount.format(available));
            }
        }
    }

    /**
     * Runs a command of this jar and waits for its end.
     *
     * @param contender  that it measures
     * @param bytes      that the cache takes
     * @param hugePages  whether the heap is to be of them
     * @param command    its words
     * @throws IOException if it cannot be run, or ends with a failure
     */
    public static void run(final Contender contender, final long bytes, final boolean hugePages,
        final List<String> command) throws IOException {
        final long heap = (contender.isOnHeap() ? bytes * 5 / 4 + SPARE : SPARE) >> 20;
        final List<String> flags = new ArrayList<>(List.of("-Xms" + heap + "m", "-Xmx" + heap + "m"));
        if (hugePages) {
            flags.add("-XX:+UseTransparentHugePages");
        }
        final List<String> words = new ArrayList<>(command);
        words.add(HERE);
        final int status = ForkedJvm.run(flags, ForkedJvm.MAIN, words);
        if (status != 0) {
            throw new IOException("the JVM of " + contender + " has failed: status=" + status);
        }
    }
}
