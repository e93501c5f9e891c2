/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/** What a store asks of the key before it stores. */
public enum StoreMode {
    /** Nothing: it always stores. */
    SET,
    /** That the key is absent. */
    ADD,
    /** That the key is there. */
    REPLACE,
    /** That the key is there; the new bytes go behind the old value, whose flags and expiry stay. */
    APPEND,
    /** That the key is there; the new bytes go before the old value, whose flags and expiry stay. */
    PREPEND,
    /** That the key is there with a given CAS unique. */
    CAS;

    boolean joins() {
        return this == APPEND || this == PREPEND;
    }
}
