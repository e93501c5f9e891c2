/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.item.HandmadeItems;
import io.flagstone.engine.item.KeyHash;
import io.flagstone.engine.memory.Memory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Readers without a lock beside one writer. */
class BucketIndexStressTest {
    private static final long SEED = 78;
    private static final int KEYS = 60_000;
    /** At each of these, the writer waits for the readers. */
    private static final int STEP = 6_000;

    private final byte[][] keys = new byte[KEYS][];
    private final long[] hashes = new long[KEYS];
    private final int[] references = new int[KEYS];
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final AtomicInteger answers = new AtomicInteger();

    @Test
    void shouldNeverMissAKeyThatIsThereWhileBucketsSplit() throws InterruptedException {
        try (HandmadeItems items = new HandmadeItems(64 << 20)) {
            final BucketIndex index = new BucketIndex(items.arena(), new IndexBlocks(items.arena()), SEED);
            for (int i = 0; i < KEYS; i++) {
                keys[i] = ("key-" + i).getBytes(StandardCharsets.US_ASCII);
                hashes[i] = KeyHash.hash(keys[i], Memory.ARRAY_BASE, keys[i].length, SEED);
                references[i] = items.make(keys[i], 0);
            }
            final Thread[] readers = new Thread[2];
            for (int t = 0; t < readers.length; t++) {
                readers[t] = new Thread(() -> readUntilFull(index));
                readers[t].start();
            }
            for (int i = 0; i < KEYS; i++) {
                index.beginChange(hashes[i]);
                assertTrue(index.insert(hashes[i], references[i]));
                index.endChange(hashes[i]);
                index.growIfFull();
                present.set(i + 1);
                if (i % STEP == 0) {
                    awaitAnswer();
                }
            }
            for (final Thread reader : readers) {
                reader.join();
            }
            assertEquals(null, failure.get());
        }
    }

    /** Returns when a reader has found something, or has failed. */
    private void awaitAnswer() {
        final int before = answers.get();
        while (answers.get() == before && failure.get() == null && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private void readUntilFull(final BucketIndex index) {
        int i = 0;
        for (int known = present.get(); known < KEYS && failure.get() == null; known = present.get()) {
            i = known == 0 ? 0 : (i + 7_919) % known;
            final int count = index.buckets();
            final long bucket = index.bucket(hashes[i], count);
            final int version = index.version(bucket, count);
            final int found = index.search(bucket, version, hashes[i], keys[i], Memory.ARRAY_BASE, keys[i].length);
            if (known > 0 && (version & 1) == 0 && index.isUnchanged(bucket, version)) {
                answers.incrementAndGet();
                if (found != references[i]) {
                    failure.compareAndSet(null, "key " + i + " of " + known + " found as " + found);
                }
            }
        }
    }
}
