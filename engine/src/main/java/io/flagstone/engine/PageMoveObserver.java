/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * Is told of every page that was to leave its slab class.
 *
 * <p>It is called by the maintenance, or by a client's thread that needed a page at once. No lock of a stripe is held,
 * but no other page moves while it runs: it must not move one and must not wait for anything. What it throws goes to
 * the thread's uncaught exception handler and no further.
 */
@FunctionalInterface
public interface PageMoveObserver {
    /**
     * A page has been emptied, or could not be.
     *
     * @param from  the slab class that had it.
     * @param to    the one that has it now; 0 if all may take it, or the index has.
     * @param moved whether it has left its class.
     */
    void onPageMove(int from, int to, boolean moved);
}
