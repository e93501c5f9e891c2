/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import java.util.BitSet;

/**
 * A cache whose values went out of date at a moment: what was stored before is found and does not count, so that it is
 * stored again, in its new size.
 */
final class OutdatedCache implements ReplayedCache {
    private final ReplayedCache cache;
    private final BitSet renewed = new BitSet();
    private boolean outdated;

    OutdatedCache(final ReplayedCache cache) {
        this.cache = cache;
    }

    /** Makes everything that is there out of date. */
    void outdate() {
        outdated = true;
    }

    @Override
    public void advance(final long tick) {
        cache.advance(tick);
    }

    @Override
    public boolean get(final int key) {
        return cache.get(key) && (!outdated || renewed.get(key));
    }

    @Override
    public void set(final int key, final int valueLength, final int timeToLive) {
        if (outdated) {
            renewed.set(key);
        }
        cache.set(key, valueLength, timeToLive);
    }

    @Override
    public void delete(final int key) {
        cache.delete(key);
    }

    @Override
    public void close() {
        cache.close();
    }
}
