/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

/** Where goes what user code has thrown that nobody called: into the log of the platform, loaded when it happens. */
final class FailureLog {
    private static final System.Logger LOGGER = System.getLogger("io.flagstone.engine.typed");

    private FailureLog() {
    }

    static void log(final String what, final Throwable failure) {
        LOGGER.log(System.Logger.Level.WARNING, what, failure);
    }
}
