/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the system says about this process and can be read without native code.
 *
 * <p>Linux tells it in {@code /proc/self}, in less than a millisecond.
 */
public final class ProcessStatus {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private ProcessStatus() {
    }

    /**
     * Whether the real or the effective user of this process is root.
     *
     * @return true for root; false where the system has no such user.
     */
    public static boolean isRoot() {
        final String ids = field(STATUS, "Uid:");
        if (ids != null) {
            return word(ids, 0).equals("0") || word(ids, 1).equals("0");
        }
        try {
            return new UnixSystem().getUid() == 0;
        } catch (final LinkageError e) {
            return false;
        }
    }

    /**
     * Whether whoever started this process had it ignore a signal, as shells do with SIGINT for commands in the
     * background.
     *
     * @param number of the signal.
     * @return true if it is ignored; false if not, or if the system does not tell.
     */
    static boolean ignoresSignal(final int number) {
        final String mask = field(STATUS, "SigIgn:");
        return mask != null && (Long.parseUnsignedLong(word(mask, 0), 16) >>> number - 1 & 1) == 1;
    }

    /**
     * How many files this process may have open.
     *
     * @return the soft limit; {@code Long.MAX_VALUE} if there is none, or if the system does not tell.
     */
    static long openFileLimit() {
        return limit("Max open files", 0);
    }

    /**
     * How large a core file of this process may be.
     *
     * @return the soft limit in bytes; {@code Long.MAX_VALUE} if there is none, or if the system does not tell.
     */
    static long coreFileLimit() {
        return limit("Max core file size", 0);
    }

    /**
     * How far this process may raise {@link #coreFileLimit()}.
     *
     * @return the hard limit in bytes; {@code Long.MAX_VALUE} if there is none, or if the system does not tell.
     */
    static long hardCoreFileLimit() {
        return limit("Max core file size", 1);
    }

    /**
     * How much memory this process may lock.
     *
     * @return the soft limit in bytes; {@code Long.MAX_VALUE} if there is none, or if the system does not tell.
     */
    static long lockedMemoryLimit() {
        return limit("Max locked memory", 0);
    }

    /** The soft limit, which comes first, or the hard one. */
    private static long limit(final String name, final int column) {
        final String limits = field(LIMITS, name);
        if (limits == null || word(limits, column).equals("unlimited")) {
            return Long.MAX_VALUE;
        }
        return Long.parseLong(word(limits, column));
    }

    /** What stands behind a name at the beginning of a line, or null. */
    private static String field(final Path file, final String name) {
        final String text;
        try {
            text = Files.readString(file);
        } catch (final IOException e) {
            return null;
        }
        int line = 0;
        while (!text.startsWith(name, line)) {
            line = text.indexOf('\n', line) + 1;
            if (line == 0) {
                return null;
            }
        }
        final int end = text.indexOf('\n', line);
        return text.substring(line + name.length(), end < 0 ? text.length() : end);
    }

    private static String word(final String text, final int index) {
        int start = 0;
        for (int skip = index; ; skip--) {
            while (start < text.length() && text.charAt(start) <= ' ') {
                start++;
            }
            int end = start;
            while (end < text.length() && text.charAt(end) > ' ') {
                end++;
            }
            if (skip == 0) {
                return text.substring(start, end);
            }
            start = end;
        }
    }
}
