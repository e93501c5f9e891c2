/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A cache cluster of Twitter, by what was published of it (J. Yang et al., "A large scale analysis of hundreds of
 * in-memory cache clusters at Twitter", OSDI 2020, and the statistics beside the traces, March 2020).
 *
 * @param name          the number of the cluster
 * @param skew          exponent of Zipf's law that fits the popularity of its keys
 * @param keyLength     bytes of a key, the mean
 * @param valueLength   bytes of a value, the mean
 * @param hours         that its requests took: keys by requests for each, over the rate
 * @param meanFrequency requests for each key
 * @param onceShare     of the keys, those that were asked for once
 * @param writes        share of the requests that store without having missed
 * @param deletes       share of the requests
 * @param repeated      share of the requests that repeat one of shortly before: chosen so that an LRU of 1 % and 10 %
 *                      of the keys misses about as often as was published beside S3-FIFO (Yang et al., SOSP 2023)
 * @param lifetimes     times to live
 */
public record Cluster(String name, double skew, int keyLength, int valueLength, int hours, double meanFrequency,
    double onceShare, double writes, double deletes, double repeated, List<Lifetime> lifetimes) {

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    /** Those that differ most: in writes, skew, sizes, times to live. An increment or a cas counts as a write. */
    private static final List<Cluster> PUBLISHED = List.of(
        new Cluster("52", 1.21, 20, 273, 18, 32.6, 0.194, 0.02, 0, 0.5,
            List.of(new Lifetime(0.65, DAY), new Lifetime(0.27, 14 * DAY), new Lifetime(0.08, 12 * HOUR))),
        new Cluster("29", 1.23, 36, 799, 28, 22.5, 0.230, 0.13, 0, 0.4,
            List.of(new Lifetime(0.67, HOUR), new Lifetime(0.33, 2 * HOUR))),
        new Cluster("12", 0.30, 44, 1030, 47, 1.3, 0.814, 0.80, 0, 0,
            List.of(new Lifetime(0.98, 5 * MINUTE), new Lifetime(0.02, HOUR))),
        new Cluster("19", 0.74, 42, 101, 40, 4.7, 0.075, 0.25, 0, 0.2,
            List.of(new Lifetime(0.5, 6 * HOUR + HOUR / 2), new Lifetime(0.5, 7 * HOUR + HOUR / 2))),
        new Cluster("22", 0.76, 54, 4, 23, 4.3, 0.415, 0.28, 0, 0.4,
            List.of(new Lifetime(0.85, DAY), new Lifetime(0.11, HOUR), new Lifetime(0.04, HOUR / 2))),
        new Cluster("14", 1.30, 96, 414, 61, 35.4, 0.109, 0.13, 0.22, 0, List.of(new Lifetime(1, DAY))),
        new Cluster("37", 0.43, 72, 20_134, 39, 3.8, 0.149, 0.37, 0, 0.65, List.of(new Lifetime(0.91, MINUTE / 3),
            new Lifetime(0.06, 5 * MINUTE), new Lifetime(0.03, 2 * HOUR))),
        new Cluster("40", 0.86, 44, 155, 17, 11.8, 0.001, 0.50, 0, 0.6,
            List.of(new Lifetime(0.95, 8 * HOUR), new Lifetime(0.05, DAY))),
        new Cluster("4", 1.10, 67, 2439, 24, 26.5, 0.293, 0.07, 0, 0.45,
            List.of(new Lifetime(0.39, MINUTE), new Lifetime(0.24, 5 * MINUTE), new Lifetime(0.13, HOUR),
                new Lifetime(0.12, 10 * MINUTE), new Lifetime(0.12, 4 * HOUR))));

    /**
     * A time to live, and how many have it.
     *
     * @param share   of the keys
     * @param seconds that a value lives
     */
    public record Lifetime(double share, int seconds) {
    }

    /**
     * Lists the clusters.
     *
     * @return them
     */
    public static List<Cluster> published() {
        return PUBLISHED;
    }

    /**
     * Finds a cluster.
     *
     * @param name its number
     * @return the cluster
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Cluster named(final String name) {
        return PUBLISHED.stream().filter(cluster -> cluster.name.equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("cluster must be all or one of "
                + PUBLISHED.stream().map(Cluster::name).collect(Collectors.joining(", ")) + ": cluster=" + name));
    }

    /** Whether stores come before the gets of what they stored. */
    boolean isStoresFirst() {
        return writes > 0.5;
    }

    /** Tells the time to live for a draw of 0 to 1. */
    int seconds(final double draw) {
        double upTo = 0;
        for (final Lifetime lifetime : lifetimes) {
            upTo += lifetime.share;
            if (draw < upTo) {
                return lifetime.seconds;
            }
        }
        return lifetimes.get(lifetimes.size() - 1).seconds;
    }
}
