/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.workload.NumberedKey;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ByteCacheBuilder;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import java.nio.ByteBuffer;

/**
 * Flagstone with every byte of its overhead inside the limit. Its maintenance runs in the caller, once a tick and every
 * thousandth operation, so that a run comes out the same twice.
 */
final class FlagstoneCache implements ReplayedCache {
    private static final int OPERATIONS_PER_MAINTENANCE = 1000;
    private static final byte[] NO_ROOM = new byte[0];

    private final ByteCache cache;
    private final NumberedKey key;
    private final ByteBuffer value;
    private final ExpiryShadow shadow;
    private long now;
    private int operations;

    FlagstoneCache(final EvictionPolicy policy, final long limit, final Workload workload,
        final FlagstoneOptions options) {
        final ByteCacheBuilder builder = ByteCache.builder().memoryLimit(limit).evictionPolicy(policy)
            .clock(() -> now * 1000 / Workload.TICKS_PER_SECOND).hashSeed(options.seed()).callerMaintains();
        if (options.growthFactor() > 0) {
            builder.growthFactor(options.growthFactor());
        }
        if (options.minimumChunk() > 0) {
            builder.minimumChunk(options.minimumChunk());
        }
        cache = builder.build();
        key = new NumberedKey(workload.keyLength());
        value = ByteBuffer.allocateDirect(workload.longestValue());
        shadow = options.watchExpiry() ? new ExpiryShadow(workload, limit) : null;
    }

    @Override
    public void advance(final long tick) {
        while (now < tick) {
            if (shadow != null) {
                shadow.beforeTick(now + 1, this);
            }
            now++;
            measure(true);
            maintain();
            measure(false);
        }
    }

    private void measure(final boolean before) {
        if (shadow != null && now % Workload.TICKS_PER_SECOND == 0) {
            shadow.measure(cache.stats(), before);
        }
    }

    private void maintain() {
        operations = 0;
        try {
            cache.maintenance().doWork();
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void countOperation() {
        if (++operations == OPERATIONS_PER_MAINTENANCE) {
            maintain();
        }
    }

    @Override
    public boolean get(final int number) {
        countOperation();
        return cache.get(key.write(number), NO_ROOM, 0) != ByteCache.NOT_FOUND;
    }

    @Override
    public void set(final int number, final int valueLength, final int timeToLive) {
        countOperation();
        final byte[] bytes = key.write(number);
        final int deadline = timeToLive == 0 ? 0 : cache.clock().now() + timeToLive * Workload.TICKS_PER_SECOND;
        final StoreResult result = cache.buffers().store(StoreMode.SET, key.buffer(), 0, bytes.length, value, 0,
            valueLength, 0, deadline, 0);
        if (shadow != null && result == StoreResult.STORED) {
            shadow.stored(number, valueLength, timeToLive == 0 ? 0 : now
                + (long) timeToLive * Workload.TICKS_PER_SECOND);
        }
    }

    @Override
    public void delete(final int number) {
        cache.delete(key.write(number));
        if (shadow != null) {
            shadow.deleted(number);
        }
    }

    /** Tells whether an item is there and alive, without counting as a request. */
    boolean contains(final int number) {
        return cache.contains(key.write(number));
    }

    /** What expired items held of the limit at any simulated second; null if it was not measured. */
    ExpiryShadow expiry() {
        return shadow;
    }

    CacheStats stats() {
        return cache.stats();
    }

    @Override
    public void close() {
        cache.close();
    }
}
