/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

import io.flagstone.engine.memory.Memory;

/**
 * The 64-bit hash of a key, read in place, on or off the heap.
 *
 * <p>Multiply-and-fold over 16 bytes at a time, after Wang Yi's wyhash (public domain, final version 4), with a seed
 * per cache, so that keys that collide in one cache do not in another. Not for anything that needs cryptography.
 */
public final class KeyHash {
    private static final long P0 = 0xA0761D6478BD642FL;
    private static final long P1 = 0xE7037ED1A0B428DBL;

    private KeyHash() {
    }

    /**
     * Hashes a key.
     *
     * @param base    null for native memory.
     * @param address of the key's first byte.
     * @param length  in bytes, at least 1.
     * @param seed    of the cache.
     * @return the hash, all 64 bits of it good.
     */
    public static long hash(final Object base, final long address, final int length, final long seed) {
        long state = seed;
        int remaining = length;
        long at = address;
        while (remaining > 16) {
            state = fold(Memory.getLong(base, at) ^ P1, Memory.getLong(base, at + 8) ^ state);
            at += 16;
            remaining -= 16;
        }
        final long a;
        final long b;
        if (remaining >= 8) {
            a = Memory.getLong(base, at);
            b = Memory.getLong(base, at + remaining - 8);
        } else if (remaining >= 4) {
            a = Memory.getInt(base, at) & 0xFFFFFFFFL;
            b = Memory.getInt(base, at + remaining - 4) & 0xFFFFFFFFL;
        } else {
            a = (Memory.getByte(base, at) & 0xFFL) << 16 | (Memory.getByte(base, at + (remaining >> 1)) & 0xFFL) << 8
                | Memory.getByte(base, at + remaining - 1) & 0xFFL;
            b = 0;
        }
        return fold(P1 ^ length, fold(a ^ P1, b ^ state) ^ P0);
    }

    private static long fold(final long a, final long b) {
        final long high = Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
        return a * b ^ high;
    }

    /**
     * Compares a key with the bytes of another one of the same length.
     *
     * @param base         of the first, null for native memory.
     * @param address      of the first.
     * @param otherAddress of the second, native.
     * @param length       of both, in bytes.
     * @return whether all bytes are equal.
     */
    public static boolean equal(final Object base, final long address, final long otherAddress, final int length) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if (Memory.getLong(base, address + i) != Memory.getLong(otherAddress + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (Memory.getByte(base, address + i) != Memory.getByte(otherAddress + i)) {
                return false;
            }
        }
        return true;
    }
}
