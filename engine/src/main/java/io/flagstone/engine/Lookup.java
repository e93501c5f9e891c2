/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** What a read found. */
public enum Lookup {
    /** A live item. */
    HIT,
    /** Nothing. */
    MISS,
    /** An item whose time is over; a miss. */
    EXPIRED,
    /** An item that was flushed; a miss. */
    FLUSHED,
    /** Of {@link BufferOperations#fetch} only: what it was to do needs memory, and there is none. */
    OUT_OF_MEMORY
}
