/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

/**
 * A cache that the flight recorder asks for its figures, by a thread of its own, each question by one thread at a time.
 * One that is closed meanwhile tells nothing.
 */
public interface RecordedCache {
    /** Tells all counters. */
    void tellStatistics();

    /** Tells what was evicted since this was asked last. */
    void tellEvictions();

    /** Tells how the index has grown since this was asked last, if it has. */
    void tellIndexGrowth();
}
