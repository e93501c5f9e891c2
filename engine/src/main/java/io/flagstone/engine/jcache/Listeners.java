/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.RemovalCause;
import io.flagstone.engine.RemovalObserver;
import io.flagstone.engine.RemovedItem;
import io.flagstone.engine.jcache.ExpiredEntries.Gone;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;

/**
 * The listeners of a cache, and how they hear of entries whose time is over: the byte cache tells whom its own work
 * leads to such an entry. If that is an operation on the same key, its listeners hear of the end before they hear of
 * what follows; else they hear of it from a thread of the background. As long as nobody listens to expiry, nobody is
 * asked to tell.
 */
final class Listeners<K, V> implements RemovalObserver {
    private static final Logger LOG = System.getLogger(Listeners.class.getPackageName());

    private final EntryStore<K, V> store;
    private final Executor threads;
    private final InOrder expiries;
    private final ExpiredEntries gone = new ExpiredEntries();
    private final CopyOnWriteArrayList<ListenerRegistration<K, V>> registrations = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Operation> current = new ThreadLocal<>();
    private volatile boolean observing;
    private boolean warned;
    private Cache<K, V> source;

    Listeners(final EntryStore<K, V> store, final Executor threads) {
        this.store = store;
        this.threads = threads;
        expiries = new InOrder(threads);
    }

    /** Says whose listeners they are, before the first of them is added. */
    void of(final Cache<K, V> cache) {
        source = cache;
    }

    void add(final CacheEntryListenerConfiguration<K, V> configuration) {
        registrations.add(new ListenerRegistration<>(configuration, threads));
        observe();
    }

    void remove(final CacheEntryListenerConfiguration<K, V> configuration) {
        for (final ListenerRegistration<K, V> registration : registrations) {
            if (configuration.equals(registration.configuration()) && registrations.remove(registration)) {
                registration.close();
            }
        }
        observe();
    }

    private synchronized void observe() {
        final boolean wanted = wants(EventType.EXPIRED);
        if (wanted && !observing) {
            store.bytes().addRemovalObserver(this);
        } else if (!wanted && observing) {
            store.bytes().removeRemovalObserver(this);
        }
        observing = wanted;
    }

    boolean wants(final EventType type) {
        for (final ListenerRegistration<K, V> registration : registrations) {
            if (registration.wants(type)) {
                return true;
            }
        }
        return false;
    }

    boolean wantsOldValue(final EventType type) {
        for (final ListenerRegistration<K, V> registration : registrations) {
            if (registration.wantsOldValue(type)) {
                return true;
            }
        }
        return false;
    }

    /** Tells all of them, whatever one of them throws; the first to throw is heard of, with the others. */
    void tell(final List<PendingEvent<K, V>> pending) {
        CacheEntryListenerException failure = null;
        for (final ListenerRegistration<K, V> registration : registrations) {
            try {
                registration.tell(source, pending);
            } catch (final CacheEntryListenerException e) {
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

    /** Begins an operation that this thread has on a key; returns the one around it, or null. */
    Operation begin(final byte[] itemKey) {
        if (!observing) {
            return null;
        }
        final Operation around = current.get();
        current.set(new Operation(itemKey));
        return around;
    }

    /** Ends it, and adds to its events, in front, that the entry which was there before had expired. */
    void end(final Operation around, final List<PendingEvent<K, V>> pending) {
        final Operation operation = current.get();
        if (operation == null) {
            return;
        }
        if (around == null) {
            current.remove();
        } else {
            current.set(around);
        }
        if (operation.expired != null) {
            final PlainEntry<K, V> entry = store.entry(operation.itemKey, operation.flags, operation.expired);
            if (entry != null) {
                pending.add(0, expired(entry));
            }
        }
    }

    @Override
    public void onRemoval(final RemovedItem item, final RemovalCause cause) {
        if (cause != RemovalCause.EXPIRED) {
            return;
        }
        final Operation operation = current.get();
        if (operation != null && operation.expired == null && Arrays.equals(operation.itemKey, item.key())) {
            operation.expired = item.value();
            operation.flags = item.flags();
        } else {
            gone.add(item);
        }
    }

    /** Has those told who listen to expiry; part of the background work, since a lock is held when an entry goes. */
    int handOver() {
        int handed = 0;
        for (Gone next = gone.poll(); next != null; next = gone.poll()) {
            final Gone expired = next;
            expiries.execute(() -> tellExpired(expired));
            handed++;
        }
        if (gone.hasMissed() && !warned) {
            warned = true;
            LOG.log(Level.WARNING, "cache " + source.getName() + " has more entries expire than its listeners can hear"
                + " of: they miss some; the next ones are not told of");
        }
        return handed;
    }

    private void tellExpired(final Gone expired) {
        try {
            final PlainEntry<K, V> entry = store.entry(expired.itemKey(), expired.flags(), expired.value());
            if (entry != null) {
                final List<PendingEvent<K, V>> pending = new ArrayList<>(1);
                pending.add(expired(entry));
                tell(pending);
            }
        } finally {
            settle(expired, registrations.iterator());
        }
    }

    /** Lets go of an entry when all have heard of it, also those who hear by another thread. */
    private void settle(final Gone expired, final Iterator<ListenerRegistration<K, V>> left) {
        while (left.hasNext()) {
            final ListenerRegistration<K, V> registration = left.next();
            if (registration.wants(EventType.EXPIRED)) {
                registration.afterwards(() -> settle(expired, left));
                return;
            }
        }
        gone.told(expired);
    }

    private PendingEvent<K, V> expired(final PlainEntry<K, V> entry) {
        return new PendingEvent<>(EventType.EXPIRED, entry.key(), entry.value(), entry.value());
    }

    void close() {
        for (final ListenerRegistration<K, V> registration : registrations) {
            registration.close();
        }
    }

    /** An operation of a thread on a key, and the entry of an earlier time that it came across. */
    static final class Operation {
        private final byte[] itemKey;
        private byte[] expired;
        private int flags;

        private Operation(final byte[] itemKey) {
            this.itemKey = itemKey;
        }
    }
}
