/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.InvariantWalker;
import io.flagstone.engine.SlabClassStats;

/** Where every chunk of a cache is. For a cache on which nobody works. */
final class ChunkAccount {
    /** An expiry or a flush has to be through with this many calls of the maintenance, a tenth of a second apart. */
    private static final int MAINTENANCE_CALLS = 100;

    private ChunkAccount() {
    }

    /** Everything is in its place; and in every class, used and free chunks are all that its pages hold. */
    static void checkBalance(final ByteCache cache, final Violations violations) {
        try {
            new InvariantWalker(cache).walk();
        } catch (final AssertionError e) {
            violations.check(false, "%s", e.getMessage());
        }
        for (final SlabClassStats slabClass : cache.stats().slabClasses()) {
            violations.check(slabClass.usedChunks() >= 0 && slabClass.freeChunks() >= 0
                && slabClass.usedChunks() + slabClass.freeChunks() == slabClass.totalChunks(),
                "the chunks of a class do not add up: %s", slabClass);
            violations.check(slabClass.pages() * slabClass.chunksPerPage() == slabClass.totalChunks(),
                "the pages of a class do not hold its chunks: %s", slabClass);
            violations.check(slabClass.usedChunks() >= slabClass.items(), "items without chunks: %s", slabClass);
        }
    }

    /** Runs the maintenance until nothing is used any more, and complains if that does not happen. */
    static void checkEverythingFree(final ByteCache cache, final TortureClock clock, final Violations violations,
        final String after) {
        for (int call = 0; call < MAINTENANCE_CALLS && used(cache.stats()) > 0; call++) {
            clock.advance(100);
            maintain(cache);
        }
        checkBalance(cache, violations);
        final CacheStats stats = cache.stats();
        violations.check(stats.items() == 0, "after %s %d items are left", after, stats.items());
        for (final SlabClassStats slabClass : stats.slabClasses()) {
            violations.check(slabClass.usedChunks() == 0 && slabClass.items() == 0,
                "after %s a class is not empty: %s", after, slabClass);
        }
    }

    static void maintain(final ByteCache cache) {
        try {
            cache.maintenance().doWork();
        } catch (final Exception e) {
            throw new IllegalStateException("the maintenance failed", e);
        }
    }

    private static long used(final CacheStats stats) {
        long used = stats.items();
        for (final SlabClassStats slabClass : stats.slabClasses()) {
            used += slabClass.usedChunks();
        }
        return used;
    }
}
