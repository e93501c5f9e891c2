/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.RemovalCause;
import io.flagstone.engine.RemovalObserver;
import io.flagstone.engine.RemovedItem;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * Hands what leaves the byte cache to the listener. The observer runs under a stripe's lock, in anybody's thread: it
 * copies the item into a queue, and a thread of this dispatch's own turns copies into entries. An executor could run a
 * task at once, in the thread that holds the lock. The queue is bounded, in entries and in bytes.
 */
final class RemovalDispatch<K, V> implements RemovalObserver, Runnable {
    private static final int MOST_ENTRIES = 8 << 10;
    private static final long MOST_BYTES = 16 << 20;

    private final Entries<K, V> entries;
    private final RemovalListener<? super K, ? super V> listener;
    private final MpscAtomicArrayQueue<Removed> queue = new MpscAtomicArrayQueue<>(MOST_ENTRIES);
    private final AtomicLong queuedBytes = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread = new Thread(this, "flagstone-removals");
    private volatile boolean asleep;
    private volatile boolean closed;

    RemovalDispatch(final Entries<K, V> entries, final RemovalListener<? super K, ? super V> listener) {
        this.entries = entries;
        this.listener = listener;
        thread.setDaemon(true);
        thread.start();
        entries.bytes.addRemovalObserver(this);
    }

    private record Removed(byte[] key, int flags, byte[] value, RemovalCause cause) {
    }

    @Override
    public void onRemoval(final RemovedItem item, final RemovalCause cause) {
        final byte[] key = item.key();
        if (!entries.keys.owns(key)) {
            return;
        }
        final int length = item.valueLength();
        if (length == 0 && item.flags() == 0 && item.isTokenSent() || (item.flags() & Scratch.NO_VALUE) != 0) {
            return;
        }
        if (queuedBytes.get() + length > MOST_BYTES && !queue.isEmpty()) {
            dropped.increment();
            return;
        }
        queuedBytes.addAndGet(length);
        if (!queue.offer(new Removed(key, item.flags(), item.value(), cause))) {
            queuedBytes.addAndGet(-length);
            dropped.increment();
        }
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (true) {
            final Removed removed = queue.poll();
            if (removed != null) {
                queuedBytes.addAndGet(-removed.value.length);
                tell(removed);
            } else if (closed) {
                return;
            } else {
                asleep = true;
                if (queue.isEmpty() && !closed) {
                    LockSupport.park(this);
                    Thread.interrupted();
                }
                asleep = false;
            }
        }
    }

    private void tell(final Removed removed) {
        try {
            final Map.Entry<K, V> entry =
                entries.entry(removed.key, removed.flags, removed.value, removed.value.length);
            if (entry != null) {
                listener.onRemoval(entry.getKey(), entry.getValue(), removed.cause);
            }
        } catch (final Throwable e) {
            // Also what it does not declare: else nobody would hear of anything from here on.
            FailureLog.log("a removal listener has failed; it hears of the next entry nevertheless", e);
        } finally {
            // With an interrupt left standing no park would be one, and the next entry's listener would have it.
            Thread.interrupted();
        }
    }

    long dropped() {
        return dropped.sum();
    }

    /** Hears of nothing more; the thread ends when it has told what has left before. */
    void close() {
        try {
            entries.bytes.removeRemovalObserver(this);
        } catch (final IllegalStateException e) {
            if (!entries.isClosed()) {
                throw e;
            }
        }
        closed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public String toString() {
        return "RemovalDispatch[queued=" + queue.size() + ", dropped=" + dropped + ']';
    }
}
