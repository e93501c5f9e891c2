/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

/** What a piece of a reply says. */
enum Reply {
    /** A value follows. */
    VALUE,
    /** A value of another key than was asked for follows. */
    FOREIGN,
    /** There are no more values. */
    END,
    /** It was done: stored, deleted or touched. */
    DONE,
    /** There is no such item. */
    ABSENT,
    /** The server refuses. */
    ERROR
}
