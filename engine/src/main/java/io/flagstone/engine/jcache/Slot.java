/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;
import javax.cache.event.EventType;
import javax.cache.integration.CacheLoaderException;

/**
 * The place of one entry, held by one thread: from its making, which waits for the key, to its closing nobody else
 * changes the entry. Every change asks the expiry policy and notes what has happened; listeners hear of it when the
 * slot is closed, still under the key's lock, so that they hear of one key's changes in their order.
 */
final class Slot<K, V> implements AutoCloseable {
    private final CacheParts<K, V> in;
    private final K key;
    private final Scratch scratch;
    private final StoreKey storeKey;
    private final KeyLocks.Held held;
    private final Listeners.Operation around;
    private final List<PendingEvent<K, V>> pending = new ArrayList<>(2);
    private boolean present;
    private V value;

    Slot(final CacheParts<K, V> in, final K key) {
        this.in = in;
        this.key = key;
        scratch = in.store.begin(key);
        storeKey = new StoreKey(scratch.key.toBytes());
        held = in.locks.lock(storeKey);
        if (held == null) {
            scratch.release();
            throw new CacheException("threads must not wait for each other's keys: key=" + key);
        }
        around = in.listeners.begin(storeKey.bytes());
        boolean found = false;
        try {
            present = in.store.find(scratch);
            found = true;
        } finally {
            if (!found) {
                in.listeners.end(around, pending);
                release();
            }
        }
    }

    K key() {
        return key;
    }

    StoreKey storeKey() {
        return storeKey;
    }

    boolean isPresent() {
        return present;
    }

    /** Which change of the entry this is. */
    long casUnique() {
        return scratch.casUnique;
    }

    /** The value, a copy of the caller's own; null if there is no entry. */
    V value() {
        if (present && value == null) {
            value = in.store.value(scratch);
        }
        return value;
    }

    /** Asks the loader: a value that is not in the cache yet, or null. */
    V load() {
        if (!held.beginLoad()) {
            throw new CacheLoaderException("a loader must not ask the cache for the key that it loads: key=" + key);
        }
        try {
            return in.backing.load(key);
        } finally {
            held.endLoad();
        }
    }

    /**
     * Stores a value, first behind the cache.
     *
     * @return whether it counts as a put.
     */
    boolean put(final V newValue) {
        in.store.encode(scratch, newValue);
        in.backing.write(key, newValue);
        return storeEncoded(newValue);
    }

    /** Stores a value that is behind the cache already. */
    boolean store(final V newValue) {
        in.store.encode(scratch, newValue);
        return storeEncoded(newValue);
    }

    private boolean storeEncoded(final V newValue) {
        return present ? update(newValue) : create(newValue);
    }

    private boolean create(final V newValue) {
        final int deadline = in.expiry.onCreation();
        if (deadline == Expiry.NOW) {
            return false;
        }
        present = in.store.store(scratch, deadline);
        note(EventType.CREATED, newValue, null);
        become(newValue);
        return true;
    }

    private boolean update(final V newValue) {
        final V oldValue = in.listeners.wantsOldValue(EventType.UPDATED) ? value() : null;
        final int said = in.expiry.onUpdate();
        if (said == Expiry.NOW) {
            in.store.delete(scratch);
            note(EventType.UPDATED, newValue, oldValue);
            note(EventType.EXPIRED, newValue, newValue);
            present = false;
        } else {
            present = in.store.store(scratch, said == Expiry.KEEP ? scratch.deadline : said);
            note(EventType.UPDATED, newValue, oldValue);
        }
        become(newValue);
        return true;
    }

    private void become(final V newValue) {
        value = present ? newValue : null;
    }

    /** Takes the entry out. */
    void remove() {
        leave(EventType.REMOVED);
    }

    /** Takes the entry out because its time is over. */
    void expire() {
        leave(EventType.EXPIRED);
    }

    private void leave(final EventType why) {
        final V last = in.listeners.wantsOldValue(why) ? value() : null;
        in.store.delete(scratch);
        note(why, last, last);
        present = false;
        value = null;
    }

    /** Lets the expiry policy know that the entry was asked for. */
    void access() {
        final int said = in.expiry.onAccess();
        if (said == Expiry.NOW) {
            expire();
        } else if (said != Expiry.KEEP) {
            in.store.touch(scratch, said);
        }
    }

    private void note(final EventType type, final V newValue, final V oldValue) {
        if (in.listeners.wants(type)) {
            pending.add(new PendingEvent<>(type, key, newValue, oldValue));
        }
    }

    /** Tells the listeners, and lets the next one have the key. */
    @Override
    public void close() {
        try {
            in.listeners.end(around, pending);
            if (!pending.isEmpty()) {
                in.listeners.tell(pending);
            }
        } finally {
            release();
        }
    }

    private void release() {
        scratch.release();
        in.locks.unlock(storeKey, held);
    }
}
