/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;

/**
 * One listener of a cache with its filter. A synchronous one is called by the thread that made it happen, which has the
 * key's lock; another one by one thread at a time, in the order in which things happened to each key.
 */
final class ListenerRegistration<K, V> {
    private final CacheEntryListenerConfiguration<K, V> configuration;
    private final CacheEntryListener<? super K, ? super V> listener;
    private final CacheEntryEventFilter<? super K, ? super V> filter;
    private final boolean oldValueRequired;
    private final boolean synchronous;
    private final InOrder later;

    ListenerRegistration(final CacheEntryListenerConfiguration<K, V> configuration, final Executor threads) {
        this.configuration = configuration;
        listener = configuration.getCacheEntryListenerFactory().create();
        final Factory<CacheEntryEventFilter<? super K, ? super V>> filters =
            configuration.getCacheEntryEventFilterFactory();
        filter = filters == null ? null : filters.create();
        oldValueRequired = configuration.isOldValueRequired();
        synchronous = configuration.isSynchronous();
        later = new InOrder(threads);
    }

    CacheEntryListenerConfiguration<K, V> configuration() {
        return configuration;
    }

    boolean wants(final EventType type) {
        return switch (type) {
            case CREATED -> listener instanceof CacheEntryCreatedListener;
            case UPDATED -> listener instanceof CacheEntryUpdatedListener;
            case REMOVED -> listener instanceof CacheEntryRemovedListener;
            case EXPIRED -> listener instanceof CacheEntryExpiredListener;
        };
    }

    /** Whether it is to be told what an entry was before. */
    boolean wantsOldValue(final EventType type) {
        return oldValueRequired && wants(type);
    }

    /** Tells it; what a synchronous listener throws reaches the caller. */
    void tell(final Cache<K, V> source, final List<PendingEvent<K, V>> pending) {
        if (synchronous) {
            tellNow(source, pending);
        } else {
            final List<PendingEvent<K, V>> copy = List.copyOf(pending);
            later.execute(() -> tellNow(source, copy));
        }
    }

    private void tellNow(final Cache<K, V> source, final List<PendingEvent<K, V>> pending) {
        try {
            for (final PendingEvent<K, V> event : pending) {
                if (wants(event.type())) {
                    tellNow(new EntryEvent<>(source, event.type(), event, oldValueRequired));
                }
            }
        } catch (final CacheEntryListenerException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw new CacheEntryListenerException("a listener has failed: listener=" + listener, e);
        }
    }

    @SuppressWarnings("unchecked")
    private void tellNow(final CacheEntryEvent<K, V> event) {
        if (filter != null && !((CacheEntryEventFilter<K, V>) filter).evaluate(event)) {
            return;
        }
        final List<CacheEntryEvent<? extends K, ? extends V>> events = new ArrayList<>(1);
        events.add(event);
        switch (event.getEventType()) {
            case CREATED -> ((CacheEntryCreatedListener<K, V>) listener).onCreated(events);
            case UPDATED -> ((CacheEntryUpdatedListener<K, V>) listener).onUpdated(events);
            case REMOVED -> ((CacheEntryRemovedListener<K, V>) listener).onRemoved(events);
            case EXPIRED -> ((CacheEntryExpiredListener<K, V>) listener).onExpired(events);
            default -> throw new IllegalStateException("no such event: type=" + event.getEventType());
        }
    }

    /** Ends it, behind everything that it is still to be told. */
    void close() {
        afterwards(this::closeNow);
    }

    /** Runs a task behind everything that it is still to be told. */
    void afterwards(final Runnable task) {
        if (synchronous) {
            task.run();
        } else {
            later.execute(task);
        }
    }

    private void closeNow() {
        Failures.close(listener);
        Failures.close(filter);
    }
}
