/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of a process with all its threads, as Linux counts it in {@code /proc/PID/stat}.
 *
 * @param userMicros   in user mode, in microseconds
 * @param systemMicros in the kernel, in microseconds
 */
public record CpuTime(long userMicros, long systemMicros) {
    /** Index of utime among the fields behind the command's closing parenthesis; stime follows. See proc(5). */
    private static final int USER_FIELD = 11;
    /** A tick of that file is a hundredth of a second on every machine that Java runs on. */
    private static final long MICROS_PER_TICK = 10_000;

    /**
     * Reads the clock of a process.
     *
     * @param pid of the process
     * @return what it has taken so far
     * @throws IOException if there is no such process, or no such file system
     */
    public static CpuTime of(final long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    static CpuTime parse(final String stat) {
        final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new CpuTime(Long.parseLong(fields[USER_FIELD]) * MICROS_PER_TICK,
            Long.parseLong(fields[USER_FIELD + 1]) * MICROS_PER_TICK);
    }

    /**
     * Adds up.
     *
     * @return user and system time, in microseconds
     */
    public long micros() {
        return userMicros + systemMicros;
    }
}
