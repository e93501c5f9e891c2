/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import java.util.Arrays;

/**
 * The native regions that are open, for the assertions of {@link Memory}: a bug is an AssertionError in a test and
 * not a crashed JVM at a user's. Nothing is recorded or checked without {@code -ea}.
 */
final class OpenRegions {
    private static volatile long[] bounds = {};

    private OpenRegions() {
    }

    /** Records a region; called inside an assert, hence the result. */
    static synchronized boolean open(final long address, final long bytes) {
        final long[] copy = Arrays.copyOf(bounds, bounds.length + 2);
        copy[bounds.length] = address;
        copy[bounds.length + 1] = address + bytes;
        bounds = copy;
        return true;
    }

    /** Forgets a region; called inside an assert, hence the result. */
    static synchronized boolean close(final long address) {
        final long[] old = bounds;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] == address) {
                final long[] copy = Arrays.copyOf(old, old.length - 2);
                System.arraycopy(old, i + 2, copy, i, old.length - i - 2);
                bounds = copy;
                return true;
            }
        }
        return false;
    }

    static boolean contains(final Object base, final long address, final long bytes) {
        if (base != null) {
            return address >= Memory.ARRAY_BASE && base instanceof byte[] array
                && address + bytes <= Memory.ARRAY_BASE + array.length;
        }
        final long[] open = bounds;
        for (int i = 0; i < open.length; i += 2) {
            if (address >= open[i] && address + bytes <= open[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #contains}, but lets native memory pass that is a caller's direct buffer and none of ours. */
    static boolean containsOrForeign(final Object base, final long address, final long bytes) {
        if (base != null) {
            return contains(base, address, bytes);
        }
        final long[] open = bounds;
        for (int i = 0; i < open.length; i += 2) {
            if (address < open[i + 1] && address + bytes > open[i]) {
                return address >= open[i] && address + bytes <= open[i + 1];
            }
        }
        return bytes == 0 || address != 0;
    }
}
