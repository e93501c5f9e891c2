/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

/**
 * The item whose place a loaded value takes.
 *
 * @param casUnique that it must still have; 0 for no item.
 * @param hold      what others know of the load.
 */
record Claim(long casUnique, Hold hold) {
    /** What others know of a load, and is undone when it fails. */
    enum Hold {
        /** Nothing. */
        NONE,
        /** The item is the empty one by which the load is announced. */
        ANNOUNCED,
        /** The item was won: others have been told that somebody refreshes it. */
        WON
    }

    boolean announces() {
        return hold == Hold.ANNOUNCED;
    }
}
