/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

/** What a typed read found. */
enum Found {
    /** Nothing that is an entry of this cache; there may be an item nevertheless. */
    NOTHING,
    /** A value. */
    VALUE,
    /** That there is none, as a loader told. */
    ABSENCE,
    /** The empty item of somebody who is loading the key, or was. */
    ANNOUNCED;

    boolean isAnswer() {
        return this == VALUE || this == ABSENCE;
    }
}
