/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the cache did wrong. Safe for use by several threads at once; the first ones are kept, all stop the run. */
final class Violations {
    private static final int KEPT = 20;

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile boolean isEmpty = true;

    void add(final String message, final Object... arguments) {
        isEmpty = false;
        if (messages.size() < KEPT) {
            messages.add(message.formatted(arguments));
        }
    }

    void check(final boolean holds, final String message, final Object... arguments) {
        if (!holds) {
            add(message, arguments);
        }
    }

    boolean isEmpty() {
        return isEmpty;
    }

    /** Throws if there is one. */
    void raise(final String where) {
        if (!isEmpty) {
            throw new AssertionError(where + ":\n  " + String.join("\n  ", messages));
        }
    }
}
