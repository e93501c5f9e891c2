/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

/**
 * What a look at a key has found, and what is left to be done.
 *
 * @param id    of the key among the loads.
 * @param found what there is.
 * @param value that there is, or null.
 * @param claim on the item whose place a loaded value takes; of a first look, null if there is nothing to refresh.
 */
record Ticket<V>(FlightKey id, Found found, V value, Claim claim) {
    boolean isAnswered() {
        return found.isAnswer();
    }

    /** Whether somebody else, on the wire or in another cache, has announced that he loads the key. */
    boolean isAnnouncedByOthers() {
        return found == Found.ANNOUNCED && !claim.announces();
    }
}
