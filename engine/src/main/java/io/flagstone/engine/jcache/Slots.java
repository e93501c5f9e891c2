/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The places of several entries, all held at once, for what is done with them behind the cache in one go. Everybody
 * takes keys in the same order, so that two who want the same ones do not wait for each other.
 */
final class Slots<K, V> implements AutoCloseable {
    private final List<Slot<K, V>> slots = new ArrayList<>();

    Slots(final CacheParts<K, V> in, final Set<? extends K> keys) {
        final TreeMap<StoreKey, K> ordered = new TreeMap<>();
        for (final K key : keys) {
            final Scratch scratch = in.store.begin(key);
            ordered.put(new StoreKey(scratch.key.toBytes()), key);
            scratch.release();
        }
        boolean complete = false;
        try {
            for (final K key : ordered.values()) {
                slots.add(new Slot<>(in, key));
            }
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    Collection<Slot<K, V>> all() {
        return slots;
    }

    /** Closes all of them, whatever a listener of one of them throws. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (final Slot<K, V> slot : slots) {
            try {
                slot.close();
            } catch (final RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
