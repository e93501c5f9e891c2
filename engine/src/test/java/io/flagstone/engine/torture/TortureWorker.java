/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheItem;
import io.flagstone.engine.ValueView;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.agrona.collections.MutableLong;

/** One thread of a run: its random numbers, its buffers, and the ways in which it reads and writes. */
final class TortureWorker {
    private static final int VIEW_SPINS = 64;

    final int index;
    final ByteCache cache;
    final Violations violations;
    final TortureClock clock;
    final SplittableRandom random;
    final MutableLong number = new MutableLong();

    /** True while a miss of a key that nobody deleted, and a refused store, are violations. */
    final boolean isStrict;

    /** What {@link #read} has read; the length is what it returned. */
    byte[] bytes;

    private final byte[] array = new byte[TortureValue.LONGEST + 16];
    private final ByteBuffer direct = ByteBuffer.allocateDirect(TortureValue.LONGEST);
    private final ByteBuffer directKey = ByteBuffer.allocateDirect(250);

    TortureWorker(final int index, final ByteCache cache, final Violations violations, final TortureClock clock,
        final long seed, final boolean isStrict) {
        this.index = index;
        this.cache = cache;
        this.violations = violations;
        this.clock = clock;
        this.random = new SplittableRandom(seed * 1_000_003 + index);
        this.isStrict = isStrict;
    }

    int any(final int bound) {
        return random.nextInt(bound);
    }

    /**
     * Reads by one of the ways there are, at random.
     *
     * @return length of what is in {@link #bytes} now, or {@link ByteCache#NOT_FOUND}
     */
    int read(final byte[] key) {
        return switch (random.nextInt(6)) {
            case 0 -> take(cache.get(key));
            case 1 -> take(item(cache.gets(key)));
            case 2 -> readBuffer(key);
            case 3 -> readView(key);
            default -> {
                bytes = array;
                yield cache.get(key, array, 0);
            }
        };
    }

    /** The key in a buffer off the heap, as a listener has it. */
    ByteBuffer buffer(final byte[] key) {
        return directKey.clear().put(key).flip();
    }

    private int readBuffer(final byte[] key) {
        direct.clear();
        final int length = cache.get(buffer(key), direct);
        violations.check(direct.position() == Math.max(0, length), "a get of %d bytes moved the position by %d",
            length, direct.position());
        direct.flip().get(array, 0, direct.limit());
        bytes = array;
        return length;
    }

    /** Holds the value for a while before it is copied: what others do meanwhile must not reach it. */
    private int readView(final byte[] key) {
        try (ValueView view = cache.view(key)) {
            if (view == null) {
                return ByteCache.NOT_FOUND;
            }
            for (int i = random.nextInt(VIEW_SPINS); i > 0; i--) {
                Thread.onSpinWait();
            }
            if (random.nextInt(16) == 0) {
                Thread.yield();
            }
            return take(view.toByteArray());
        }
    }

    private int take(final byte[] value) {
        bytes = value;
        return value == null ? ByteCache.NOT_FOUND : value.length;
    }

    private static byte[] item(final CacheItem item) {
        return item == null ? null : item.value();
    }
}
