/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

/** What becomes of exceptions that reach nobody: the thread's uncaught exception handler hears of them. */
final class Failures {
    private Failures() {
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

    /** Closes what the application gave and can be closed; a failure there must not keep the rest open. */
    static void close(final Object given) {
        if (given instanceof AutoCloseable) {
            try {
                ((AutoCloseable) given).close();
            } catch (final Exception e) {
                report(e);
            }
        }
    }
}
