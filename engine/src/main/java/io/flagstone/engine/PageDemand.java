/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.stripe.ClassCounters;
import io.flagstone.engine.stripe.Stripe;
import java.util.Arrays;

/**
 * What a page more or less would mean to each slab class, by what it lost lately.
 *
 * <p>S3-FIFO counts the keys that were stored again while their eviction was remembered. The other policies remember no
 * eviction: there it is the evictions for each item of a page, so that pages even out the age at which items leave, as
 * memcached's do. What was counted fades as the cache stores as many bytes as it holds.
 *
 * <p>For one thread at a time, but for {@link #loss}, which others may read as an estimate.
 */
final class PageDemand {
    private final CacheCore core;
    private final boolean ghosts;
    private final long[] sums;
    private final long[] seen;
    private final double[] lost;
    private long taken;

    PageDemand(final CacheCore core) {
        this.core = core;
        ghosts = core.evictionPolicy == EvictionPolicy.S3_FIFO;
        sums = new long[core.table.classes() + 1];
        seen = new long[sums.length];
        lost = new double[sums.length];
        look();
        Arrays.fill(lost, 0);
    }

    /** Reads the counters of all stripes, as estimates. */
    void look() {
        Arrays.fill(sums, 0);
        for (int i = 0; i < core.stripeCount(); i++) {
            final Stripe stripe = core.stripeAt(i);
            for (int id = 1; id < sums.length; id++) {
                final ClassCounters counters = stripe.counters(id);
                sums[id] += ghosts ? counters.ghostHits : counters.evicted;
            }
        }
        final long takenNow = core.slabs.bytesTaken();
        final double capacity = (double) core.arena.pageBytes() * Math.max(1, core.arena.limitPages());
        final double kept = Math.exp((taken - takenNow) / capacity);
        taken = takenNow;
        for (int id = 1; id < sums.length; id++) {
            lost[id] = lost[id] * Math.min(1, kept) + Math.max(0, sums[id] - seen[id]);
            seen[id] = sums[id];
        }
    }

    /** What the class lost for each of its pages, less what may be chance. */
    double gain(final int classId) {
        return weight(classId) * (lost[classId] - Math.sqrt(lost[classId]));
    }

    /** What the class lost for each of its pages, and what may be chance. */
    double loss(final int classId) {
        return weight(classId) * (lost[classId] + Math.sqrt(lost[classId]) + 1);
    }

    private double weight(final int classId) {
        final double pages = Math.max(1, core.slabs.pages(classId));
        return 1 / (ghosts ? pages : pages * core.slabs.chunksPerPage(classId));
    }
}
