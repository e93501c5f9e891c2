/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.util.Arrays;

/** A process that stores so many megabytes, reads them back, and says so. */
final class MemoryModesProgram {
    private static final int VALUE = 1_000_000;

    private MemoryModesProgram() {
    }

    public static void main(final String[] arguments) {
        final long limit = Long.parseLong(arguments[0]);
        final int megabytes = Integer.parseInt(arguments[1]);
        try (ByteCache cache = ByteCache.builder().memoryLimit(limit).evictions(false).build()) {
            final byte[] value = new byte[VALUE];
            for (int i = 0; i < megabytes; i++) {
                Arrays.fill(value, (byte) i);
                check(cache.set(CacheBed.key(i), value) == StoreResult.STORED, "store", i);
            }
            for (int i = 0; i < megabytes; i++) {
                check(cache.get(CacheBed.key(i), value, 0) == VALUE, "get", i);
                check(value[0] == (byte) i && value[VALUE - 1] == (byte) i, "compare", i);
            }
            check(cache.stats().items() == megabytes, "count", megabytes);
        }
        System.out.println("held " + megabytes + " of heap " + (Runtime.getRuntime().maxMemory() >> 20));
    }

    private static void check(final boolean holds, final String what, final int number) {
        if (!holds) {
            throw new IllegalStateException("cannot " + what + " number " + number);
        }
    }
}
