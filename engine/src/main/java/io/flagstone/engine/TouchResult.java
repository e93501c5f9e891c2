/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** What became of a touch. */
public enum TouchResult {
    /** The item has the new expiry. */
    TOUCHED,
    /** There is no such item. */
    NOT_FOUND,
    /** The item needs more memory for its first expiry, and there is none. */
    OUT_OF_MEMORY
}
