/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.interleaving;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.InvariantWalker;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache that some states of a test share; the last of them looks whether everything in it is in its place. */
final class SharedCache {
    private static final int STATES = 1024;
    private static SharedCache current;

    final ByteCache cache = ByteCache.builder().memoryLimit(8 << 20).evictions(false).callerMaintains().build();
    private final AtomicInteger left = new AtomicInteger(STATES);
    private final AtomicInteger numbers = new AtomicInteger();
    private int joined;

    private SharedCache() {
    }

    static synchronized SharedCache join() {
        if (current == null || current.joined == STATES) {
            current = new SharedCache();
        }
        current.joined++;
        return current;
    }

    /** Tells a number that no other state of the cache has. */
    int number() {
        return numbers.incrementAndGet();
    }

    /** Tells what is out of place, if all others have left; or "sound". */
    String leave() {
        if (left.decrementAndGet() > 0) {
            return "sound";
        }
        try {
            new InvariantWalker(cache).walk();
            return "sound";
        } catch (final AssertionError e) {
            return e.getMessage();
        } finally {
            cache.close();
        }
    }
}
