/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * How a cache with a memory file started.
 *
 * @param isRestored whether it has what was in it when it was closed.
 * @param items      that it had at its start, those included whose time was over while it was closed.
 * @param reason     one sentence on why it started empty; null if it did not.
 */
public record Restart(boolean isRestored, long items, String reason) {
    static Restart restored(final long items) {
        return new Restart(true, items, null);
    }

    static Restart empty(final String reason) {
        return new Restart(false, 0, reason);
    }
}
