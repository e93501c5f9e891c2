/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** What became of a delete. */
public enum DeleteResult {
    /** The item is gone; or marked as stale, or emptied, if that was asked for. */
    DELETED,
    /** There was none. */
    NOT_FOUND,
    /** The item has another CAS unique than the one given, and stays. */
    EXISTS,
    /** An empty item needs memory, and there is none. */
    OUT_OF_MEMORY
}
