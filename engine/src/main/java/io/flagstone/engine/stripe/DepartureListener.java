/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

/** Hears of every item that leaves a stripe, with the stripe held. */
@FunctionalInterface
public interface DepartureListener {
    /**
     * An item is about to leave; it is whole still.
     *
     * @param reference of the item.
     * @param why       it leaves.
     * @param now       in deciseconds.
     */
    void onDeparture(int reference, Departure why, int now);
}
