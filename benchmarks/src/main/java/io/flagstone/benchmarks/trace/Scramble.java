/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

/** Hashes that stay the same from run to run and from machine to machine. */
public final class Scramble {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1p-53;

    private Scramble() {
    }

    static long hash(final byte[] bytes, final int start, final int length) {
        long hash = length * GOLDEN;
        for (int i = start; i < start + length; i++) {
            hash = (hash ^ bytes[i]) * 0x100000001B3L;
        }
        return mix(hash);
    }

    /**
     * Mixes the bits of a number: the finalizer of SplitMix64, a bijection.
     *
     * @param number any
     * @return one that looks random
     */
    public static long mix(final long number) {
        long bits = number + GOLDEN;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    /**
     * Draws a number by a hash.
     *
     * @param hash whose bits are well mixed
     * @return 0.0 to 1.0, without 1.0
     */
    public static double unit(final long hash) {
        return (hash >>> 11) * TO_UNIT;
    }
}
