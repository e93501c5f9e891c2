/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.waiting.Awaited;
import io.flagstone.engine.waiting.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A load that is under way, for which others wait. What it brings is stored under its lock, and so is the word that
 * somebody has changed the key: after that, it is not stored.
 */
final class Flight<V> extends CompletableFuture<V> implements Awaited {
    /** Ends when the loader has begun in the thread of a caller, or is left to whoever comes first. */
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    /** In which the loader runs: one, or, of one that loads in pieces, those that run one now. */
    private volatile List<Thread> loaders = List.of();
    /** What is yet to be begun, by whoever comes first. */
    private Runnable task;
    private Throwable failure;
    private boolean superseded;

    /** Says that this thread loads, to the end. */
    Flight<V> loadedHere() {
        loaders = List.of(Thread.currentThread());
        left.complete(null);
        return this;
    }

    @Override
    public List<Thread> holders() {
        return isDone() ? List.of() : loaders;
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

    private synchronized boolean enter(final Thread thread) {
        final boolean isNew = !loaders.contains(thread);
        if (isNew) {
            final List<Thread> all = new ArrayList<>(loaders);
            all.add(thread);
            loaders = List.copyOf(all);
        }
        return isNew;
    }

    private synchronized void leave(final Thread thread) {
        loaders = loaders.stream().filter(other -> other != thread).toList();
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
        }
        if (mine != null) {
            run(mine);
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
        // Of loaders that wait for each other, the last one to come finds the circle closed.
        if (!Waiting.begin(this)) {
            throw new IllegalStateException((loaders.contains(Thread.currentThread())
                ? "a loader must not ask for the key that it is loading: key="
                : "loaders must not wait for each other's keys: key=") + key);
        }
        try {
            Wait.forEnd(end);
        } finally {
            Waiting.end();
        }
    }

    private V outcome() {
        try {
            return join();
        } catch (final RuntimeException e) {
            throw Flight.<RuntimeException>unchecked(failure == null ? e : failure);
        }
    }

    /** Lets an exception through that the caller declares, or the loader of whoever has loaded. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(final Throwable e) throws E {
        throw (E) e;
    }
}
