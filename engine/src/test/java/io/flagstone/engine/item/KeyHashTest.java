/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    private static final long SEED = 0x0123_4567_89AB_CDEFL;

    private static long hash(final byte[] key) {
        return KeyHash.hash(key, Memory.ARRAY_BASE, key.length, SEED);
    }

    private static byte[] randomKey(final Random random, final int length) {
        final byte[] key = new byte[length];
        random.nextBytes(key);
        return key;
    }

    @Test
    void shouldHashTheSameOnAndOffTheHeapAtAnyAlignment() {
        final Random random = new Random(1);
        final ByteBuffer direct = ByteBuffer.allocateDirect(300);
        final byte[] heap = new byte[300];
        for (int length = 1; length <= 250; length++) {
            final byte[] key = randomKey(random, length);
            for (int shift = 0; shift < 9; shift++) {
                direct.put(shift, key);
                System.arraycopy(key, 0, heap, shift, length);
                assertEquals(hash(key), KeyHash.hash(null, Memory.address(direct) + shift, length, SEED));
                assertEquals(hash(key), KeyHash.hash(heap, Memory.ARRAY_BASE + shift, length, SEED));
            }
        }
    }

    @Test
    void shouldTellApartKeysThatDifferInOneBit() {
        final Random random = new Random(2);
        for (int length = 1; length <= 250; length++) {
            final byte[] key = randomKey(random, length);
            final long hash = hash(key);
            for (int bit = 0; bit < length * 8; bit++) {
                key[bit / 8] ^= (byte) (1 << bit % 8);
                assertNotEquals(hash, hash(key), "length=" + length + " bit=" + bit);
                key[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    @Test
    void shouldTellApartKeysOfZerosByTheirLength() {
        final Set<Long> hashes = new HashSet<>();
        for (int length = 1; length <= 250; length++) {
            assertTrue(hashes.add(hash(new byte[length])), "length=" + length);
        }
    }

    @Test
    void shouldHashOtherwiseWithAnotherSeed() {
        final Random random = new Random(3);
        for (int length = 1; length <= 250; length++) {
            final byte[] key = randomKey(random, length);
            assertNotEquals(hash(key), KeyHash.hash(key, Memory.ARRAY_BASE, length, SEED + 1));
        }
    }

    @Test
    void shouldFlipHalfOfTheBitsWhenOneBitOfTheKeyFlips() {
        final Random random = new Random(4);
        for (final int length : new int[] {3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100, 250}) {
            final int[] flips = new int[64];
            int trials = 0;
            for (int round = 0; round < 40_000 / length; round++) {
                final byte[] key = randomKey(random, length);
                final long hash = hash(key);
                final int bit = random.nextInt(length * 8);
                key[bit / 8] ^= (byte) (1 << bit % 8);
                final long difference = hash ^ hash(key);
                for (int i = 0; i < 64; i++) {
                    flips[i] += (int) (difference >>> i & 1);
                }
                trials++;
            }
            final double tolerance = 6 * Math.sqrt(trials * 0.25);
            for (int i = 0; i < 64; i++) {
                final String where = "length=" + length + " bit=" + i + " flips=" + flips[i] + " of " + trials;
                assertEquals(trials * 0.5, flips[i], tolerance, where);
            }
        }
    }

    /** The three fields of the hash that choose stripe, bucket and tag. */
    @Test
    void shouldSpreadKeysThatCountUp() {
        assertSpread(64, hash -> (int) (hash >>> 56) & 63);
        assertSpread(256, hash -> (int) (hash >>> 48) & 0xFF);
        assertSpread(4_096, hash -> (int) hash & 4_095);
        assertSpread(4_096, hash -> (int) (hash >>> 32) & 4_095);
    }

    private static void assertSpread(final int cells, final LongToIntFunction cell) {
        final int keys = 200_000;
        final int[] counts = new int[cells];
        for (int i = 0; i < keys; i++) {
            counts[cell.applyAsInt(hash(("user:" + i).getBytes(StandardCharsets.US_ASCII)))]++;
        }
        final double mean = (double) keys / cells;
        double chiSquare = 0;
        for (final int count : counts) {
            chiSquare += (count - mean) * (count - mean) / mean;
        }
        assertEquals(cells - 1, chiSquare, 6 * Math.sqrt(2.0 * cells));
    }

    @Test
    void shouldNotCollideOnManyKeys() {
        final Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            assertTrue(hashes.add(hash(("k" + i).getBytes(StandardCharsets.US_ASCII))), "i=" + i);
        }
    }

    @Test
    void shouldCompareEveryByte() {
        final Random random = new Random(5);
        try (Arena arena = new Arena(1 << 20, 1 << 16)) {
            final long address = arena.address(arena.pageReference(arena.takePage()));
            for (int length = 0; length <= 250; length++) {
                final byte[] key = randomKey(random, length);
                Memory.copy(key, Memory.ARRAY_BASE, null, address + 3, length);
                assertTrue(KeyHash.equal(key, Memory.ARRAY_BASE, address + 3, length));
                for (int i = 0; i < length; i++) {
                    key[i]++;
                    assertFalse(KeyHash.equal(key, Memory.ARRAY_BASE, address + 3, length), "byte " + i);
                    key[i]--;
                }
            }
        }
    }
}
