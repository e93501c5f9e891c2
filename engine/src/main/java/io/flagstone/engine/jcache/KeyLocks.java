/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.waiting.Awaited;
import io.flagstone.engine.waiting.Waiting;
import java.util.List;
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
    static final class Held implements Awaited {
        private final ReentrantLock lock = new ReentrantLock();
        private int users;
        private boolean loading;
        private volatile Thread owner;

        private Held() {
        }

        @Override
        public List<Thread> holders() {
            final Thread thread = owner;
            return thread == null ? List.of() : List.of(thread);
        }

        /** Waits; false if whoever has the key waits for one that this thread has: the last one to come finds that. */
        private boolean await() {
            if (!Waiting.begin(this)) {
                return false;
            }
            try {
                lock.lock();
                return true;
            } finally {
                Waiting.end();
            }
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
