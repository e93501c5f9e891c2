/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** What became of a store. */
public enum StoreResult {
    /** The value is stored. */
    STORED,
    /** The key is there and must not be, or is absent and must not be. */
    NOT_STORED,
    /** The item has another CAS unique than the one given. */
    EXISTS,
    /** The key that was to be compared is absent. */
    NOT_FOUND,
    /** The item is larger than the cache's maximum. */
    TOO_LARGE,
    /** There is no memory, and nothing that could be evicted. */
    OUT_OF_MEMORY
}
