/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The processor time of this process, in memcached's form {@code seconds.microseconds}; from {@code /proc}, to a
 * hundredth of a second. Where that is missing, all of it counts as user time.
 */
record CpuTime(String user, String system) {
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final int USER_FIELD = 11;
    private static final int TICKS_PER_SECOND = 100;
    private static final int MICROS_PER_TICK = 1_000_000 / TICKS_PER_SECOND;

    static CpuTime ofThisProcess() {
        try {
            final String stat = Files.readString(STAT, StandardCharsets.ISO_8859_1);
            final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new CpuTime(format(Long.parseLong(fields[USER_FIELD])),
                format(Long.parseLong(fields[USER_FIELD + 1])));
        } catch (final IOException | NumberFormatException | IndexOutOfBoundsException e) {
            final long millis = ProcessHandle.current().info().totalCpuDuration()
                .map(java.time.Duration::toMillis).orElse(0L);
            return new CpuTime(format(millis / (1000 / TICKS_PER_SECOND)), format(0));
        }
    }

    private static String format(final long ticks) {
        return String.format(Locale.ROOT, "%d.%06d",
            ticks / TICKS_PER_SECOND, ticks % TICKS_PER_SECOND * MICROS_PER_TICK);
    }
}
