/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.io.Closeable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/** Writes down what it is told, and fails when it is told to. */
final class RecordingListener implements CacheEntryCreatedListener<String, String>,
        CacheEntryUpdatedListener<String, String>, CacheEntryRemovedListener<String, String>,
        CacheEntryExpiredListener<String, String>, Closeable {
    final List<String> told = new CopyOnWriteArrayList<>();
    RuntimeException failure;
    boolean closed;

    @Override
    public void onCreated(final Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
        record(events);
    }

    @Override
    public void onUpdated(final Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
        record(events);
    }

    @Override
    public void onRemoved(final Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
        record(events);
    }

    @Override
    public void onExpired(final Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
        record(events);
    }

    private void record(final Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
        for (final CacheEntryEvent<? extends String, ? extends String> event : events) {
            told.add(event.getEventType() + " " + event.getKey() + "=" + event.getValue()
                + (event.isOldValueAvailable() ? " was " + event.getOldValue() : ""));
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What was told since the last time. */
    List<String> take() {
        final List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    @Override
    public void close() {
        closed = true;
    }
}
