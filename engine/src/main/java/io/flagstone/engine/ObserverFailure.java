/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * What becomes of an exception that an observer throws: the thread's uncaught exception handler hears of it, and the
 * cache goes on. It must not reach the operation, which is halfway then, and was not the observer's.
 */
final class ObserverFailure {
    private ObserverFailure() {
    }

    static void report(final Throwable failure) {
        final Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (final RuntimeException | Error e) {
            // As for any other thread: what the handler throws is nobody's.
            return;
        }
    }
}
