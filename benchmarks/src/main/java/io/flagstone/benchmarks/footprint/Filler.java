/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.workload.NumberedKey;
import io.flagstone.benchmarks.workload.ValueSizes;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Stores items without leaving anything on the heap: key after key, or the same keys again. */
public final class Filler {
    private static final int WARMUP_ITEMS = 300_000;
    private static final long WARMUP_LIMIT = 16L << 20;
    private static final long WARMUP_BYTES = 4L << 30;

    private final ByteCache cache;
    private final NumberedKey key;
    private final int keyLength;
    private final ValueSizes sizes;
    private final SplittableRandom random;
    private final ByteBuffer value;

    /**
     * Makes a filler.
     *
     * @param cache     that is filled
     * @param keyLength of every key
     * @param sizes     of the values
     * @param seed      of the sizes
     */
    public Filler(final ByteCache cache, final int keyLength, final ValueSizes sizes, final long seed) {
        this.cache = cache;
        this.keyLength = keyLength;
        this.sizes = sizes;
        key = new NumberedKey(keyLength);
        random = new SplittableRandom(seed);
        value = ByteBuffer.allocateDirect(sizes.longest());
    }

    /**
     * Draws the length of the next value.
     *
     * @return the length, in bytes
     */
    public int drawLength() {
        return sizes.draw(random);
    }

    /**
     * Stores a value.
     *
     * @param number of the key
     * @param length of the value
     * @return what became of it
     */
    public StoreResult store(final int number, final int length) {
        key.write(number);
        return cache.buffers().store(StoreMode.SET, key.buffer(), 0, keyLength, value, 0, length, 0, 0, 0);
    }

    /**
     * Has the code compiled and its buffers made, on a cache of its own.
     *
     * @param keyLength of every key
     * @param sizes     of the values
     */
    public static void warmUp(final int keyLength, final ValueSizes sizes) {
        try (ByteCache cache = ByteCache.builder().memoryLimit(WARMUP_LIMIT).build()) {
            final Filler filler = new Filler(cache, keyLength, sizes, 1);
            long bytes = 0;
            for (int i = 0; i < WARMUP_ITEMS && bytes < WARMUP_BYTES; i++) {
                final int length = filler.drawLength();
                filler.store(i, length);
                bytes += length;
            }
            cache.stats();
        }
    }
}
