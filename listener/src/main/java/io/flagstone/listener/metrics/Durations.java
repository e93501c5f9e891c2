/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.metrics;

/** How often durations occurred, as a moment showed it. Not thread-safe. */
public final class Durations {
    private final long[] counts = new long[LatencyHistogram.buckets()];
    private long count;
    private long sum;

    /** Makes one without a duration. */
    public Durations() {
    }

    void add(final LatencyHistogram histogram) {
        for (int i = 0; i < counts.length; i++) {
            final long more = histogram.count(i);
            counts[i] += more;
            count += more;
        }
        sum += histogram.sum();
    }

    /**
     * Adds others.
     *
     * @param others to be added.
     * @return this.
     */
    public Durations plus(final Durations others) {
        return plus(others, 1);
    }

    /**
     * Takes off those that were there before.
     *
     * @param earlier of the same place.
     * @return this.
     */
    public Durations minus(final Durations earlier) {
        return plus(earlier, -1);
    }

    private Durations plus(final Durations others, final int sign) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += sign * others.counts[i];
        }
        count += sign * others.count;
        sum += sign * others.sum;
        return this;
    }

    /**
     * Tells how many there are.
     *
     * @return durations.
     */
    public long count() {
        return count;
    }

    /**
     * Tells how long they are together.
     *
     * @return nanoseconds.
     */
    public long sum() {
        return sum;
    }

    /**
     * Tells how many are no longer than a bound.
     *
     * @param bucket of the bound, from 0 to one less than {@link #buckets()}.
     * @return durations of this bucket and those before.
     */
    public long upTo(final int bucket) {
        long below = 0;
        for (int i = 0; i <= bucket; i++) {
            below += counts[i];
        }
        return below;
    }

    /**
     * Tells how many buckets there are.
     *
     * @return buckets.
     */
    public static int buckets() {
        return LatencyHistogram.buckets();
    }

    /**
     * Tells the bound of a bucket.
     *
     * @param bucket from 0.
     * @return the longest duration that it counts, in nanoseconds; {@code Long.MAX_VALUE} for the last one.
     */
    public static long bound(final int bucket) {
        return LatencyHistogram.bound(bucket);
    }

    /**
     * Estimates the duration that a share of all do not exceed, as if those of a bucket lay evenly between its bounds.
     *
     * @param share 0.0 to 1.0; 1.0 gives the bound that none exceeds.
     * @return nanoseconds; 0 if there are no durations; the last bound if it lies above.
     */
    public long quantile(final double share) {
        final double wanted = share * count;
        long below = 0;
        for (int i = 0; i < counts.length - 1; i++) {
            if (counts[i] > 0 && below + counts[i] >= wanted) {
                final long from = i == 0 ? 0 : bound(i - 1);
                return from + (long) ((bound(i) - from) * Math.max(0, wanted - below) / counts[i]);
            }
            below += counts[i];
        }
        return count == 0 ? 0 : bound(counts.length - 2);
    }
}
