/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

import io.flagstone.engine.memory.Memory;

/**
 * The 64-bit hash of a key, read in place, on or off the heap.
 *
 * <p>Multiply-and-fold over 16 bytes at a time, after Wang Yi's wyhash (public domain, final version 4), with a seed
 * per cache in both factors, so that who does not know it can neither make a factor zero nor find keys that collide.
 * Not for anything that needs cryptography. Lengths up to 32 are hashed and compared without a loop: overlapping words
 * cost less than the end of one.
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
        final long end = address + length;
        if (length > 32) {
            return finish(Memory.getLong(base, end - 16), Memory.getLong(base, end - 8), length, seed,
                foldAll(base, address, end - 16, seed));
        }
        if (length > 16) {
            final long state = fold(Memory.getLong(base, address) ^ seed ^ P1,
                Memory.getLong(base, address + 8) ^ seed);
            return finish(Memory.getLong(base, end - 16), Memory.getLong(base, end - 8), length, seed, state);
        }
        if (length >= 8) {
            return finish(Memory.getLong(base, address), Memory.getLong(base, end - 8), length, seed, seed);
        }
        return hashShort(base, address, length, seed);
    }

    private static long foldAll(final Object base, final long address, final long end, final long seed) {
        long state = seed;
        for (long at = address; at < end; at += 16) {
            state = fold(Memory.getLong(base, at) ^ seed ^ P1, Memory.getLong(base, at + 8) ^ state);
        }
        return state;
    }

    private static long hashShort(final Object base, final long address, final int length, final long seed) {
        if (length >= 4) {
            return finish(Memory.getInt(base, address) & 0xFFFFFFFFL,
                Memory.getInt(base, address + length - 4) & 0xFFFFFFFFL, length, seed, seed);
        }
        final long bytes = (Memory.getByte(base, address) & 0xFFL) << 16
            | (Memory.getByte(base, address + (length >> 1)) & 0xFFL) << 8
            | Memory.getByte(base, address + length - 1) & 0xFFL;
        return finish(bytes, 0, length, seed, seed);
    }

    private static long finish(final long a, final long b, final int length, final long seed, final long state) {
        return fold(P1 ^ length, fold(a ^ seed ^ P0, b ^ Long.rotateLeft(state, 32)) ^ P0);
    }

    /** The product, its halves folded; the high half as of signed numbers, which mixes as well in one instruction. */
    private static long fold(final long a, final long b) {
        return a * b ^ Math.multiplyHigh(a, b);
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
        if (length < 8) {
            return equalShort(base, address, otherAddress, length);
        }
        final int last = length - 8;
        final long ends = Memory.getLong(base, address) ^ Memory.getLong(otherAddress)
            | Memory.getLong(base, address + last) ^ Memory.getLong(otherAddress + last);
        if (length <= 16 || ends != 0) {
            return ends == 0;
        }
        if (length <= 32) {
            return (Memory.getLong(base, address + 8) ^ Memory.getLong(otherAddress + 8)
                | Memory.getLong(base, address + last - 8) ^ Memory.getLong(otherAddress + last - 8)) == 0;
        }
        return equalLong(base, address, otherAddress, last);
    }

    private static boolean equalLong(final Object base, final long address, final long otherAddress, final int end) {
        for (int i = 8; i < end; i += 8) {
            if (Memory.getLong(base, address + i) != Memory.getLong(otherAddress + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalShort(final Object base, final long address, final long otherAddress,
            final int length) {
        for (int i = 0; i < length; i++) {
            if (Memory.getByte(base, address + i) != Memory.getByte(otherAddress + i)) {
                return false;
            }
        }
        return true;
    }
}
