/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.infra.Blackhole;

/** The typed cache by the get that loads, while a loader of another key is under way the whole time. */
final class LoadingTypedPeer extends TypedPeer {
    private final CountDownLatch end = new CountDownLatch(1);

    LoadingTypedPeer(final CacheContent content) {
        super(content);
        final Thread slow = new Thread(this::loadSlowly, "slow loader");
        slow.setDaemon(true);
        slow.start();
    }

    private void loadSlowly() {
        cache.get("a key that no operation asks for", key -> {
            try {
                end.await();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        return length(cache.get(lookup[operation], key -> null), blackhole);
    }
}
