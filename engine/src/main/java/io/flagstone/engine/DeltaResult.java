/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** What became of an increment or decrement. */
public enum DeltaResult {
    /** The value is the new number. */
    OK,
    /** There is no such item. */
    NOT_FOUND,
    /** The item has another CAS unique than the one given. */
    EXISTS,
    /** The value is not a decimal number of 64 bits. */
    NOT_NUMERIC,
    /** The new number needs more memory, and there is none. */
    OUT_OF_MEMORY
}
