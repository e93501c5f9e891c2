/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A load that is under way, for which others wait. What it brings is stored under its lock, and so is the word that
 * somebody has changed the key: after that, it is not stored.
 */
final class Flight<V> extends CompletableFuture<V> {
    /** Who waits for what, in all caches. */
    private static final Map<Thread, Flight<?>> WAITING = new ConcurrentHashMap<>();
    private static final int LONGEST_CIRCLE = 100;

    /** Ends when the loader has begun in the thread of a caller, or is left to whoever comes first. */
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    /** In which the loader runs; where it runs in several, the one that began last. */
    private volatile Thread loader;
    /** What is yet to be begun, by whoever comes first. */
    private Runnable task;
    private Throwable failure;
    private boolean superseded;

    /** Says that this thread loads, to the end. */
    Flight<V> loadedHere() {
        loader = Thread.currentThread();
        left.complete(null);
        return this;
    }

    /** Runs a piece of the loader in this thread, so that whoever would wait for himself in it is refused. */
    void run(final Runnable piece) {
        final Thread thread = Thread.currentThread();
        final boolean isNew = enter(thread);
        try {
            piece.run();
        } finally {
            if (isNew) {
                leave(thread);
            }
        }
    }

    /** Under the lock: else somebody who leaves could take this thread's name for his own, and take it away. */
    private synchronized boolean enter(final Thread thread) {
        final boolean isNew = loader != thread;
        loader = thread;
        return isNew;
    }

    private synchronized void leave(final Thread thread) {
        if (loader == thread) {
            loader = null;
        }
    }

    /** Leaves the loader to whoever comes first to run it. */
    void leaveTask(final Runnable loads) {
        synchronized (this) {
            task = loads;
        }
        left.complete(null);
    }

    /** Takes the loader back; false if somebody runs it, or has. */
    synchronized boolean withdrawTask() {
        final boolean isLeft = task != null;
        task = null;
        return isLeft;
    }

    /** Runs the loader unless somebody runs it, or has. */
    void runTask() {
        final Runnable mine;
        synchronized (this) {
            mine = task;
            task = null;
            loader = mine == null ? loader : Thread.currentThread();
        }
        if (mine != null) {
            try {
                mine.run();
            } finally {
                leave(Thread.currentThread());
            }
        }
    }

    /** Says that what is loaded is not to be stored; when this returns, it is stored already or will never be. */
    synchronized void supersede() {
        superseded = true;
    }

    /** To be asked under the lock of this. */
    boolean isSuperseded() {
        return superseded;
    }

    void fail(final Throwable cause) {
        failure = cause;
        completeExceptionally(cause);
    }

    /**
     * Waits for what somebody else is loading; throws what his loader threw, the very same. What an executor is to load
     * and has not begun is loaded here: who waits may be who keeps the executor from it, also from what it is given
     * only after he has begun to wait.
     */
    V await(final Object key) {
        if (!left.isDone()) {
            await(key, anyOf(this, left));
        }
        runTask();
        await(key, this);
        return outcome();
    }

    /** Waits for the end of this, or for what comes before it; how that ends is asked later. */
    private void await(final Object key, final CompletableFuture<?> end) {
        if (end.isDone()) {
            return;
        }
        final Thread thread = Thread.currentThread();
        final Flight<?> outer = WAITING.put(thread, this);
        try {
            refuseCircle(thread, key);
            end.handle((value, e) -> value).join();
        } finally {
            if (outer == null) {
                WAITING.remove(thread);
            } else {
                WAITING.put(thread, outer);
            }
        }
    }

    private V outcome() {
        try {
            return join();
        } catch (final RuntimeException e) {
            throw Flight.<RuntimeException>unchecked(failure == null ? e : failure);
        }
    }

    /** Of loaders that wait for each other, the last one to come finds the circle closed. */
    private void refuseCircle(final Thread thread, final Object key) {
        if (!isDone() && loader == thread) {
            throw new IllegalStateException("a loader must not ask for the key that it is loading: key=" + key);
        }
        // Twice: one who ended a load during the first look, and then waited, is no part of a circle.
        if (leadsTo(thread) && leadsTo(thread)) {
            throw new IllegalStateException("loaders must not wait for each other's keys: key=" + key);
        }
    }

    private boolean leadsTo(final Thread thread) {
        Flight<?> flight = this;
        for (int i = 0; i < LONGEST_CIRCLE && flight != null && !flight.isDone(); i++) {
            final Thread other = flight.loader;
            if (other == thread) {
                return true;
            }
            flight = other == null ? null : WAITING.get(other);
        }
        return false;
    }

    /** Lets an exception through that the caller declares, or the loader of whoever has loaded. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(final Throwable e) throws E {
        throw (E) e;
    }
}
