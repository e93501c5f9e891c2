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

    private volatile Thread loader;
    private Throwable failure;
    private boolean superseded;

    /** Names the thread in which the loader runs, or null. */
    Flight<V> loadedBy(final Thread thread) {
        loader = thread;
        return this;
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

    /** Waits for what somebody else is loading; throws what his loader threw, the very same. */
    V await(final Object key) {
        if (isDone()) {
            return outcome();
        }
        final Thread thread = Thread.currentThread();
        final Flight<?> outer = WAITING.put(thread, this);
        try {
            refuseCircle(thread, key);
            return outcome();
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
        if (loader == thread) {
            throw new IllegalStateException("a loader must not ask for the key that it is loading: key=" + key);
        }
        Flight<?> flight = this;
        for (int i = 0; i < LONGEST_CIRCLE && flight != null && !flight.isDone(); i++) {
            final Thread other = flight.loader;
            if (other == thread) {
                throw new IllegalStateException("loaders must not wait for each other's keys: key=" + key);
            }
            flight = other == null ? null : WAITING.get(other);
        }
    }

    /** Lets an exception through that the caller declares, or the loader of whoever has loaded. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(final Throwable e) throws E {
        throw (E) e;
    }
}
