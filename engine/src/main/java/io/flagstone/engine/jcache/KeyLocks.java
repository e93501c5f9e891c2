/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock for each key that somebody is at, and none for the others: a loader or a writer that takes its time holds up
 * nobody but who wants the same key. Safe for any number of threads; parks virtual threads without pinning them.
 */
final class KeyLocks {
    private final ConcurrentHashMap<StoreKey, Held> locks = new ConcurrentHashMap<>();

    /** Waits for the key; a thread that has it already goes on at once. Null if it would wait for itself. */
    Held lock(final StoreKey key) {
        final Held held = locks.compute(key, (same, present) -> {
            final Held wanted = present == null ? new Held() : present;
            wanted.users++;
            return wanted;
        });
        if (!held.lock.tryLock() && !held.await()) {
            leave(key);
            return null;
        }
        held.owner = Thread.currentThread();
        return held;
    }

    void unlock(final StoreKey key, final Held held) {
        if (held.lock.getHoldCount() == 1) {
            held.owner = null;
        }
        held.lock.unlock();
        leave(key);
    }

    private void leave(final StoreKey key) {
        locks.computeIfPresent(key, (same, present) -> --present.users == 0 ? null : present);
    }

    /** How many keys somebody is at. */
    int size() {
        return locks.size();
    }

    /** The lock of one key, which is there as long as it has users. */
    static final class Held {
        /** Who waits for what, in all caches. */
        private static final Map<Thread, Held> WAITING = new ConcurrentHashMap<>();
        private static final int LONGEST_CIRCLE = 100;

        private final ReentrantLock lock = new ReentrantLock();
        private int users;
        private boolean loading;
        private volatile Thread owner;

        private Held() {
        }

        /** Waits; false if whoever has the key waits for one that this thread has: the last one to come finds that. */
        private boolean await() {
            final Thread thread = Thread.currentThread();
            WAITING.put(thread, this);
            try {
                // Twice: one who let go of a key during the first look, and then waited, is no part of a circle.
                if (leadsTo(thread) && leadsTo(thread)) {
                    return false;
                }
                lock.lock();
                return true;
            } finally {
                WAITING.remove(thread);
            }
        }

        private boolean leadsTo(final Thread thread) {
            Held held = this;
            for (int i = 0; i < LONGEST_CIRCLE && held != null; i++) {
                final Thread other = held.owner;
                if (other == thread) {
                    return true;
                }
                held = other == null ? null : WAITING.get(other);
            }
            return false;
        }

        /** Begins to load; false if the same thread is at it already. Only for who has the key. */
        boolean beginLoad() {
            final boolean first = !loading;
            loading = true;
            return first;
        }

        void endLoad() {
            loading = false;
        }
    }
}
