/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.waiting;

import java.util.List;

/** What ends by what other threads do. */
@FunctionalInterface
public interface Awaited {
    /**
     * Tells who is at it.
     *
     * @return the threads that are known, of which this waits for each; none if it has ended.
     */
    List<Thread> holders();
}
