/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory the system could give to a process. To commit more does not fail: it has the system end a process,
 * perhaps another one.
 */
final class AvailableMemory {
    /** Where it is not known. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private static final Path SOURCE = Path.of("/proc/meminfo");
    private static final String LINE = "MemAvailable:";
    private static final int KIBI = 10;

    private AvailableMemory() {
    }

    /** Tells the bytes, or UNKNOWN. */
    static long bytes() {
        try {
            return of(Files.readAllLines(SOURCE, StandardCharsets.US_ASCII));
        } catch (final IOException e) {
            return UNKNOWN;
        }
    }

    /** Throws if more is to be committed at once than there is. */
    static void require(final long memoryLimit, final long available) {
        if (memoryLimit > available) {
            throw new IllegalArgumentException("memoryLimit must be what the system has, to be committed at once:"
                + " memoryLimit=" + memoryLimit + " available=" + available + " prefault=true");
        }
    }

    static long of(final List<String> lines) {
        for (final String line : lines) {
            if (line.matches(LINE + " *[0-9]{1,15} kB")) {
                return Long.parseLong(line.substring(LINE.length(), line.length() - 2).strip()) << KIBI;
            }
        }
        return UNKNOWN;
    }
}
