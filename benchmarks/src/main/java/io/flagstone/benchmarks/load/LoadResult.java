/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/** What a load has counted, once it is over. */
public final class LoadResult {
    /** A full memcached refuses some sets, since it looks for something to evict in few places only. */
    private static final int STORED_FOR_ONE_REFUSED = 1_000;

    private final Tally tally;
    private final double seconds;

    LoadResult(final Tally tally, final double seconds) {
        this.tally = tally;
        this.seconds = seconds;
    }

    /**
     * Tells how many requests were answered.
     *
     * @return their number
     */
    public long answered() {
        return tally.answered();
    }

    /**
     * Tells how long it took.
     *
     * @return seconds from the first request, or the end of the warm-up, to the last
     */
    public double seconds() {
        return seconds;
    }

    /**
     * Tells how fast the server was.
     *
     * @return requests a second
     */
    public double perSecond() {
        return seconds > 0 ? answered() / seconds : 0;
    }

    /**
     * Tells how many keys were found.
     *
     * @return values that came back, and were right
     */
    public long hits() {
        return tally.hits;
    }

    /**
     * Tells how many keys were not found.
     *
     * @return their number
     */
    public long misses() {
        return tally.misses;
    }

    /**
     * Tells how many sets were done.
     *
     * @return their number
     */
    public long stored() {
        return tally.stored;
    }

    /**
     * Tells how many keys were not there to be deleted or touched.
     *
     * @return their number
     */
    public long absent() {
        return tally.absent;
    }

    /**
     * Tells for how many sets the server had no memory.
     *
     * @return their number
     */
    public long refused() {
        return tally.refused;
    }

    /**
     * Tells whether everything was as it has to be.
     *
     * @return whether there was no error, and no more than one set of a thousand was refused
     */
    public boolean isRight() {
        return tally.errors() == 0 && tally.refused * STORED_FOR_ONE_REFUSED <= tally.stored;
    }

    /**
     * Tells how often something was not.
     *
     * @return errors: values that were wrong, refusals, lost connections
     */
    public long errors() {
        return tally.errors();
    }

    /**
     * Tells what was wrong.
     *
     * @return the first errors
     */
    public List<String> shown() {
        return tally.shown();
    }

    /**
     * Tells how long requests took.
     *
     * @return nanoseconds from when each was due, or sent in a closed loop, to its answer
     */
    public Histogram latency() {
        return tally.latency;
    }
}
