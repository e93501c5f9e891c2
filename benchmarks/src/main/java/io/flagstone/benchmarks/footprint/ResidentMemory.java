/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process has in memory, as Linux counts it in {@code /proc/PID/status}. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";

    private ResidentMemory() {
    }

    /** Bytes that are resident now. */
    static long now() throws IOException {
        return field(Files.readAllLines(STATUS), "VmRSS");
    }

    /**
     * Tells what another process has.
     *
     * @param pid of it
     * @return bytes that are resident now
     * @throws IOException if there is no such process
     */
    public static long of(final long pid) throws IOException {
        return field(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")), "VmRSS");
    }

    /** The most bytes that were resident since the start, or since {@link #resetPeak}. */
    static long peak() throws IOException {
        return field(Files.readAllLines(STATUS), "VmHWM");
    }

    /** Forgets the peak; false where the system does not let a process do that. */
    static boolean resetPeak() {
        try {
            Files.writeString(RESET, RESET_PEAK);
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    static long field(final List<String> status, final String name) throws IOException {
        for (final String line : status) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("the system must tell " + name + " in " + STATUS);
    }
}
