/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

/** How a client says what it wants. */
public enum CommandDialect {
    /** Words in lines: {@code get}, {@code set}. */
    TEXT,
    /** Two letters and flags: {@code mg}, {@code ms}. */
    META,
    /** Packets that begin with 0x80. */
    BINARY
}
