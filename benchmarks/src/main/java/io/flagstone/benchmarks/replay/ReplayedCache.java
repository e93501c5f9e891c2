/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

/** A cache as the replay sees it: keys are numbers, and of a value only its length matters. */
interface ReplayedCache extends AutoCloseable {
    /** Moves the clock on, to a tick that is later than all before. */
    void advance(long tick);

    /** Asks for a value; true if it is there. */
    boolean get(int key);

    /** Stores a value that lives for some seconds, 0 for ever. */
    void set(int key, int valueLength, int timeToLive);

    /** Deletes a value, if it is there. */
    void delete(int key);

    @Override
    void close();
}
