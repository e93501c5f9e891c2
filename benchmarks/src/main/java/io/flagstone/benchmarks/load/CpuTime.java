/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU time of a process with all its threads.
 *
 * <p>Linux counts it in {@code /proc/PID/stat}, in ticks of ten milliseconds, with those of threads that have ended.
 * It counts each thread that lives in {@code /proc/PID/task/TID/schedstat} too, in nanoseconds. (The file of that name
 * beside {@code stat} is about the first thread alone.) Between two looks, what the threads of the later one have taken
 * since is the finer clock, but it lacks what a thread took that has ended meanwhile; therefore it counts only as long
 * as it says what the ticks say, within their precision, and else the ticks do.
 *
 * @param userMicros   in user mode, in microseconds
 * @param systemMicros in the kernel, in microseconds
 * @param threadNanos  of each thread that lives, by its number, both modes; empty if the system does not tell
 */
public record CpuTime(long userMicros, long systemMicros, Map<String, Long> threadNanos) {
    /** Index of utime among the fields behind the command's closing parenthesis; stime follows. See proc(5). */
    private static final int USER_FIELD = 11;
    /** A tick of that file is a hundredth of a second on every machine that Java runs on. */
    private static final long MICROS_PER_TICK = 10_000;
    /** User and system time are cut to ticks, at both looks. */
    private static final long PRECISION_MICROS = 2 * MICROS_PER_TICK;

    /**
     * Reads the clocks of a process.
     *
     * @param pid of the process
     * @return what it has taken so far
     * @throws IOException if there is no such process, or no such file system
     */
    public static CpuTime of(final long pid) throws IOException {
        final Path process = Path.of("/proc", Long.toString(pid));
        return parse(Files.readString(process.resolve("stat")), threadNanos(process.resolve("task")));
    }

    static CpuTime parse(final String stat, final Map<String, Long> threadNanos) {
        final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new CpuTime(Long.parseLong(fields[USER_FIELD]) * MICROS_PER_TICK,
            Long.parseLong(fields[USER_FIELD + 1]) * MICROS_PER_TICK, threadNanos);
    }

    private static Map<String, Long> threadNanos(final Path tasks) throws IOException {
        final Map<String, Long> nanos = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
            for (final Path task : all) {
                try {
                    final String text = Files.readString(task.resolve("schedstat"));
                    nanos.put(task.getFileName().toString(), Long.parseLong(text.substring(0, text.indexOf(' '))));
                } catch (final IOException e) {
                    // It has ended meanwhile, or a kernel without this file.
                    continue;
                }
            }
        } catch (final DirectoryIteratorException e) {
            throw e.getCause();
        }
        return nanos;
    }

    /**
     * Tells what was taken since another look.
     *
     * @param before the earlier look at the same process
     * @return user and system time, in microseconds
     */
    public double microsSince(final CpuTime before) {
        final long ticks = userMicros + systemMicros - before.userMicros - before.systemMicros;
        if (threadNanos.isEmpty() || before.threadNanos.isEmpty()) {
            return ticks;
        }
        long nanos = 0;
        for (final Map.Entry<String, Long> thread : threadNanos.entrySet()) {
            nanos += thread.getValue() - before.threadNanos.getOrDefault(thread.getKey(), 0L);
        }
        final double threads = nanos / 1e3;
        return Math.abs(threads - ticks) <= PRECISION_MICROS ? threads : ticks;
    }
}
