/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.item.HandmadeItems;
import io.flagstone.engine.item.KeyHash;
import io.flagstone.engine.memory.Arena;
import io.flagstone.engine.memory.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketIndexTest {
    private static final long SEED = 77;

    private final HandmadeItems items = new HandmadeItems(64 << 20);
    private final IndexBlocks blocks = new IndexBlocks(items.arena());
    private final BucketIndex index = new BucketIndex(items.arena(), blocks, SEED);

    @AfterEach
    void close() {
        items.close();
    }

    private static byte[] key(final int number) {
        return ("key-" + number).getBytes(StandardCharsets.US_ASCII);
    }

    private static long hash(final byte[] key) {
        return KeyHash.hash(key, Memory.ARRAY_BASE, key.length, SEED);
    }

    private static boolean insert(final BucketIndex into, final byte[] key, final int reference) {
        into.beginChange(hash(key));
        final boolean inserted = into.insert(hash(key), reference);
        into.endChange(hash(key));
        return inserted;
    }

    private int insert(final byte[] key) {
        final int reference = items.make(key, 0);
        assertTrue(insert(index, key, reference));
        return reference;
    }

    private void replace(final byte[] key, final int from, final int to) {
        index.beginChange(hash(key));
        index.replace(hash(key), from, to);
        index.endChange(hash(key));
    }

    private int find(final byte[] key) {
        final Found found = read(key);
        assertEquals(0, found.version & 1);
        assertTrue(index.isUnchanged(found.bucket, found.version));
        assertEquals(found.reference, index.findLocked(hash(key), key, Memory.ARRAY_BASE, key.length));
        return found.reference;
    }

    private Found read(final byte[] key) {
        final int count = index.buckets();
        final long bucket = index.bucket(hash(key), count);
        final int version = index.version(bucket, count);
        return new Found(bucket, version,
            index.search(bucket, version, hash(key), key, Memory.ARRAY_BASE, key.length));
    }

    private record Found(long bucket, int version, int reference) {
    }

    @Test
    void shouldFindNothingWhenEmpty() {
        assertEquals(0, find(key(1)));
        assertEquals(0, index.items());
        assertEquals(1, index.buckets());
    }

    @Test
    void shouldFindEveryKeyWhileItGrowsTo100000() {
        final int[] references = new int[100_000];
        for (int i = 0; i < references.length; i++) {
            references[i] = insert(key(i));
            index.growIfFull();
            assertEquals(references[i / 2], find(key(i / 2)));
        }
        assertEquals(references.length, index.items());
        assertTrue(index.buckets() >= references.length / 11, "buckets=" + index.buckets());
        assertTrue(index.buckets() <= references.length / 11 + 1, "buckets=" + index.buckets());
        final Set<Integer> listed = new HashSet<>();
        int[] of = new int[1];
        for (int bucket = 0; bucket < index.buckets(); bucket++) {
            of = index.references(bucket, of);
            for (int i = 1; i <= of[0]; i++) {
                assertTrue(listed.add(of[i]));
            }
        }
        for (int i = 0; i < references.length; i++) {
            assertEquals(references[i], find(key(i)));
            assertTrue(listed.contains(references[i]));
            assertTrue(index.contains(hash(key(i)), references[i]));
            assertEquals(0, find(key(-1 - i)));
        }
        assertEquals(references.length, listed.size());
    }

    @Test
    void shouldChainBucketsThatOverflow() {
        final int[] references = new int[500];
        for (int i = 0; i < references.length; i++) {
            references[i] = insert(key(i));
        }
        assertEquals(1, index.buckets());
        for (int i = 0; i < references.length; i++) {
            assertEquals(references[i], find(key(i)));
        }
        for (int i = 0; i < references.length; i += 2) {
            replace(key(i), references[i], 0);
        }
        for (int i = 0; i < 100; i++) {
            index.growIfFull();
        }
        assertTrue(index.buckets() > 20, "buckets=" + index.buckets());
        for (int i = 0; i < references.length; i++) {
            assertEquals(i % 2 == 0 ? 0 : references[i], find(key(i)));
        }
        assertEquals(250, index.items());
    }

    @Test
    void shouldTakeNoMoreMemoryForKeysThatComeAndGo() {
        final int live = 30_000;
        final int rounds = 400_000;
        final int[] references = new int[rounds];
        long filled = 0;
        for (int i = 0; i < rounds; i++) {
            references[i] = insert(key(i));
            index.growIfFull();
            if (i >= live) {
                replace(key(i - live), references[i - live], 0);
            } else {
                filled = blocks.bytes();
            }
        }
        assertEquals(live, index.items());
        assertTrue(blocks.bytes() <= filled * 1.1, "bytes=" + blocks.bytes() + " filled=" + filled);
        for (int i = 0; i < rounds; i += 7) {
            assertEquals(i < rounds - live ? 0 : references[i], find(key(i)));
        }
    }

    @Test
    void shouldFreeTheBucketsOfAChainThatBecomesShorter() {
        final int[] references = new int[500];
        for (int i = 0; i < references.length; i++) {
            references[i] = insert(key(i));
        }
        final long longest = blocks.bytes();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < references.length; i++) {
                final int removed = (i * 7 + round) % references.length;
                replace(key(removed), references[removed], 0);
                assertEquals(0, find(key(removed)));
            }
            assertEquals(0, index.items());
            for (int i = 0; i < references.length; i++) {
                assertTrue(insert(index, key(i), references[i]));
            }
        }
        assertEquals(longest, blocks.bytes());
    }

    @Test
    void shouldReplaceAndRemove() {
        final int first = insert(key(1));
        final int other = insert(key(2));
        final int second = items.make(key(1), 0);

        replace(key(1), first, second);
        assertEquals(second, find(key(1)));
        assertEquals(other, find(key(2)));
        assertEquals(2, index.items());
        assertFalse(index.contains(hash(key(1)), first));
        replace(key(1), second, 0);
        assertEquals(0, find(key(1)));
        assertEquals(other, find(key(2)));
        assertEquals(1, index.items());
        assertThrows(AssertionError.class, () -> replace(key(1), second, 0));
    }

    @Test
    void shouldVoidWhatWasFoundWhenItsBucketChanges() {
        final byte[] key = key(1);
        final int reference = insert(key);
        final Found found = read(key);
        final Found missed = read(key(2));
        assertTrue(index.isUnchanged(found.bucket, found.version));

        index.beginChange(hash(key));
        assertFalse(index.isUnchanged(found.bucket, found.version));
        assertEquals(1, read(key).version & 1);
        index.endChange(hash(key));

        assertFalse(index.isUnchanged(found.bucket, found.version));
        assertFalse(index.isUnchanged(missed.bucket, missed.version));
        assertEquals(reference, find(key));
    }

    @Test
    void shouldVoidWhatWasFoundWhenItsBucketSplits() {
        for (int i = 0; i < 1_000; i++) {
            insert(key(i));
            final byte[] old = key(i / 2);
            final Found found = read(old);
            final int before = index.buckets();
            final int number = numberOf(find(old));
            index.growIfFull();
            final boolean split = index.buckets() > before
                && number == before - Integer.highestOneBit(before);
            assertEquals(!split, index.isUnchanged(found.bucket, found.version));
            assertEquals(index.buckets() == before ? 0 : 1, index.version(found.bucket, before) & 1);
        }
        assertTrue(index.buckets() > 80);
    }

    private int numberOf(final int reference) {
        int[] of = new int[1];
        for (int bucket = 0; bucket < index.buckets(); bucket++) {
            of = index.references(bucket, of);
            final int[] found = of;
            if (Arrays.stream(found, 1, found[0] + 1).anyMatch(r -> r == reference)) {
                return bucket;
            }
        }
        throw new AssertionError("no bucket refers to it");
    }

    @Test
    void shouldDoWhatAMapDoes() {
        final Random random = new Random(5);
        final Map<Integer, Integer> model = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            final int number = random.nextInt(3_000);
            final Integer old = model.get(number);
            assertEquals(old == null ? 0 : old, find(key(number)));
            if (old == null) {
                model.put(number, insert(key(number)));
                index.growIfFull();
            } else if (random.nextInt(20) == 0) {
                final int next = items.make(key(number), 0);
                replace(key(number), old, next);
                model.put(number, next);
            } else {
                replace(key(number), old, 0);
                model.remove(number);
            }
            assertEquals(model.size(), index.items());
        }
    }

    @Test
    void shouldRefuseToInsertWithoutMemoryAndKeepWhatItHas() {
        try (Arena small = new Arena(2 * 4_096, 4_096)) {
            final BucketIndex full = new BucketIndex(small, new IndexBlocks(small), SEED);
            int inserted = 0;
            while (insert(full, key(inserted), 1_000 + inserted)) {
                inserted++;
            }
            assertEquals(11 + 127 * 5 + 6, inserted);
            assertEquals(inserted, full.items());
            for (int i = 0; i < inserted; i++) {
                assertTrue(full.contains(hash(key(i)), 1_000 + i));
            }
            assertFalse(full.contains(hash(key(inserted)), 1_000 + inserted));
            full.beginChange(0);
            full.replace(hash(key(3)), 1_003, 0);
            full.endChange(0);
            assertTrue(insert(full, key(inserted), 1_000 + inserted));
            assertEquals("memoryLimit must hold the index of every stripe", assertThrows(IllegalStateException.class,
                () -> new BucketIndex(small, new IndexBlocks(small), SEED)).getMessage());
        }
    }
}
