/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.events.FlightRecording;
import io.flagstone.engine.events.LoadEvent;

/** A load under way, which is counted when it ends, and told to the flight recorder if somebody records it. */
final class LoadTime {
    private final LoadCounters counters;
    private final String kind;
    private final int keys;
    private final int keyHash;
    private final long began = System.nanoTime();
    private final LoadEvent event = FlightRecording.isOn() ? LoadEvent.begun() : null;

    /** @param keyHash tells the key from others, if it is one. */
    LoadTime(final LoadCounters counters, final String kind, final int keys, final int keyHash) {
        this.counters = counters;
        this.kind = kind;
        this.keys = keys;
        this.keyHash = keyHash;
    }

    /** Has a loader load, and notes how that ends. */
    <K, V, E extends Exception> V load(final Loader<? super K, ? extends V, E> loader, final K key) throws E {
        boolean done = false;
        try {
            final V value = loader.load(key);
            done = true;
            return value;
        } finally {
            if (done) {
                loaded();
            } else {
                failed();
            }
        }
    }

    void loaded() {
        counters.loaded(keys, System.nanoTime() - began);
        tell("loaded");
    }

    void failed() {
        counters.failed(keys, System.nanoTime() - began);
        tell("failed");
    }

    private void tell(final String outcome) {
        if (event != null) {
            event.ended(counters.cacheName, kind, keys, keyHash, outcome);
        }
    }
}
