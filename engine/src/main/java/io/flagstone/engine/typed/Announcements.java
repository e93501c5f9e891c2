/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The second look at a key, by whoever has begun to load it: somebody may have stored it meanwhile, or have announced,
 * over the wire or in another cache, that he loads it. Then the value is waited for by looking again and again: the
 * byte cache wakes nobody, and to have it do so would burden every store. One looks for all who wait in this cache.
 */
final class Announcements<K, V> {
    private static final long FIRST_PAUSE = 1;
    private static final long LONGEST_PAUSE = 32;

    private final Entries<K, V> entries;
    private final Duration lease;
    private final Executor executor;

    /**
     * A null lease announces nothing and waits for nobody. The executor is to look again and again, and must not be
     * the cache's: all of its threads may wait for what is looked for.
     */
    Announcements(final Entries<K, V> entries, final Duration lease, final Executor executor) {
        this.entries = entries;
        this.lease = lease;
        this.executor = executor;
    }

    private Ticket<V> look(final K key, final FlightKey id) {
        return lease == null ? entries.look(key, id) : entries.announce(key, id, lease);
    }

    private boolean waits(final Ticket<V> ticket, final int until) {
        return lease != null && ticket.isAnnouncedByOthers() && entries.bytes.clock().now() < until;
    }

    private int until() {
        return lease == null ? 0 : entries.bytes.clock().deadline(lease);
    }

    /** Looks, and waits where somebody else is loading. */
    Ticket<V> await(final K key, final FlightKey id) {
        final int until = until();
        Ticket<V> ticket = look(key, id);
        boolean interrupted = false;
        for (long pause = FIRST_PAUSE; waits(ticket, until); pause = Math.min(LONGEST_PAUSE, 2 * pause)) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(pause));
            interrupted |= Thread.interrupted();
            ticket = look(key, id);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ticket;
    }

    /** Looks, and waits where somebody else is loading, without a thread. */
    CompletableFuture<Ticket<V>> awaitAsync(final K key, final FlightKey id) {
        final CompletableFuture<Ticket<V>> end = new CompletableFuture<>();
        try {
            look(key, id, until(), FIRST_PAUSE, end);
        } catch (final Throwable e) {
            end.completeExceptionally(e);
        }
        return end;
    }

    private void look(final K key, final FlightKey id, final int until, final long pause,
            final CompletableFuture<Ticket<V>> end) {
        if (end.isDone()) {
            return;
        }
        try {
            final Ticket<V> ticket = look(key, id);
            if (waits(ticket, until)) {
                CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, this::run)
                    .execute(() -> look(key, id, until, Math.min(LONGEST_PAUSE, 2 * pause), end));
            } else if (!end.complete(ticket)) {
                entries.release(key, ticket.claim());
            }
        } catch (final Throwable e) {
            end.completeExceptionally(e);
        }
    }

    /** Who waits must hear of it, also if the executor takes nothing any more: once, also if it throws what it took. */
    private void run(final Runnable task) {
        final AtomicBoolean begun = new AtomicBoolean();
        final Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                task.run();
            }
        };
        try {
            executor.execute(once);
        } catch (final Throwable e) {
            once.run();
        }
    }

    @Override
    public String toString() {
        return "Announcements[lease=" + lease + ']';
    }
}
