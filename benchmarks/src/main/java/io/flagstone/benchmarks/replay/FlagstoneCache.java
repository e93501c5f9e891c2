/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ByteCacheBuilder;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.StoreMode;
import java.nio.ByteBuffer;

/**
 * Flagstone with every byte of its overhead inside the limit. Its maintenance runs in the caller, once a tick and every
 * thousandth operation, so that a run comes out the same twice.
 */
final class FlagstoneCache implements ReplayedCache {
    private static final int OPERATIONS_PER_MAINTENANCE = 1000;
    private static final int HEX_DIGITS = 8;
    private static final byte[] NO_ROOM = new byte[0];

    private final ByteCache cache;
    private final byte[] key;
    private final ByteBuffer keyBuffer;
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
        key = new byte[workload.keyLength()];
        keyBuffer = ByteBuffer.wrap(key);
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
            if (shadow != null && now % Workload.TICKS_PER_SECOND == 0) {
                shadow.measure(cache.stats());
            }
            maintain();
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

    /** Writes the number as hexadecimal digits, behind as many zeros as the key's length asks for. */
    private void writeKey(final int number) {
        int rest = number;
        for (int i = key.length - 1; i >= 0; i--) {
            final int digit = rest & 15;
            key[i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
            rest >>>= 4;
        }
    }

    @Override
    public boolean get(final int number) {
        countOperation();
        writeKey(number);
        return cache.get(key, NO_ROOM, 0) != ByteCache.NOT_FOUND;
    }

    @Override
    public void set(final int number, final int valueLength, final int timeToLive) {
        countOperation();
        writeKey(number);
        final int deadline = timeToLive == 0 ? 0 : cache.clock().now() + timeToLive * Workload.TICKS_PER_SECOND;
        final boolean stored = switch (cache.buffers().store(StoreMode.SET, keyBuffer, 0, key.length, value, 0,
            valueLength, 0, deadline, 0)) {
            case STORED -> true;
            default -> false;
        };
        if (shadow != null && stored) {
            shadow.stored(number, valueLength, timeToLive == 0 ? 0 : now
                + (long) timeToLive * Workload.TICKS_PER_SECOND);
        }
    }

    @Override
    public void delete(final int number) {
        writeKey(number);
        cache.delete(key);
        if (shadow != null) {
            shadow.deleted(number);
        }
    }

    /** Tells whether an item is there and alive, without counting as a request. */
    boolean contains(final int number) {
        writeKey(number);
        return cache.contains(key);
    }

    /** The highest share of the limit that expired items held at any simulated second, 0 to 1. */
    double highestExpiredShare() {
        return shadow == null ? Double.NaN : shadow.highestShare();
    }

    CacheStats stats() {
        return cache.stats();
    }

    @Override
    public void close() {
        cache.close();
    }

    static int shortestKey() {
        return HEX_DIGITS;
    }
}
