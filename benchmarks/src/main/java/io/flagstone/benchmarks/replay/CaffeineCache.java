/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

/** Caffeine, weighed in bytes, on the caller's thread. The values are their lengths: the bytes would change nothing. */
final class CaffeineCache implements ReplayedCache {
    private static final long TICK_NANOS = 1_000_000_000L / Workload.TICKS_PER_SECOND;

    private final Cache<Integer, Value> cache;
    private long now;

    CaffeineCache(final long limit, final Charge charge, final boolean expires) {
        final Caffeine<Integer, Value> builder = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(limit)
            .weigher((final Integer key, final Value value) -> charge.caffeineBytes(value.length()));
        cache = expires ? builder.ticker(() -> now * TICK_NANOS).expireAfter(new ByCreation()).build()
            : builder.build();
    }

    @Override
    public void advance(final long tick) {
        final boolean newSecond = tick / Workload.TICKS_PER_SECOND != now / Workload.TICKS_PER_SECOND;
        now = tick;
        if (newSecond) {
            cache.cleanUp();
        }
    }

    @Override
    public boolean get(final int key) {
        return cache.getIfPresent(key) != null;
    }

    @Override
    public void set(final int key, final int valueLength, final int timeToLive) {
        cache.put(key, new Value(valueLength, timeToLive));
    }

    @Override
    public void delete(final int key) {
        cache.invalidate(key);
    }

    @Override
    public void close() {
        cache.invalidateAll();
    }

    private record Value(int length, int timeToLive) {
        long nanos() {
            return timeToLive == 0 ? Long.MAX_VALUE : timeToLive * 1_000_000_000L;
        }
    }

    private static final class ByCreation implements Expiry<Integer, Value> {
        @Override
        public long expireAfterCreate(final Integer key, final Value value, final long currentTime) {
            return value.nanos();
        }

        @Override
        public long expireAfterUpdate(final Integer key, final Value value, final long currentTime,
            final long currentDuration) {
            return value.nanos();
        }

        @Override
        public long expireAfterRead(final Integer key, final Value value, final long currentTime,
            final long currentDuration) {
            return currentDuration;
        }
    }
}
