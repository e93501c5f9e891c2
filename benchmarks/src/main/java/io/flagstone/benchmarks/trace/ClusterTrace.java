/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import io.flagstone.benchmarks.workload.ZipfKeys;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Requests as a {@link Cluster} has them, made from a seed: keys by Zipf's law that come and go ({@link Churn}), one
 * size for each until it is stored anew, times to live by key, more requests by day than by night, a scan of keys that
 * nobody asks for again each day, and a growth of every fifth value at half time.
 *
 * <p>Where gets prevail, stores and deletes are of keys that were asked for lately; where stores prevail, gets are.
 */
public final class ClusterTrace {
    /** Requests that a trace has at least. */
    public static final int LEAST_REQUESTS = 100_000;

    /** Keys that a trace has at least, so that a hundredth of them is still a cache. */
    static final int LEAST_KEYS = 20_000;

    private static final double SIGMA = 1.1;
    private static final int LARGEST = 1 << 20;
    private static final double RESIZED = 0.05;
    private static final double GROWN = 0.2;
    private static final double SCANNED = 0.1;
    private static final double SWING = 0.3;
    private static final long DAY_MILLIS = 24 * 3_600_000L;
    private static final int LATELY = 200;

    private final Cluster cluster;
    private final int requests;
    private final long keys;
    private final long seed;
    private final SplittableRandom random;
    private final Churn churn;
    private final ZipfKeys zipf;
    private final int[] keyOfRank;
    private final int[] lately;
    private byte[] versions = new byte[1 << 10];
    private int latest;
    private int fresh;
    private int toScan;
    private int owed;

    private ClusterTrace(final Cluster cluster, final int requests, final long seed) {
        this.cluster = cluster;
        this.requests = requests;
        this.seed = seed;
        random = new SplittableRandom(seed);
        final double leading = cluster.isStoresFirst() ? cluster.writes() : 1 - cluster.writes() - cluster.deletes();
        keys = Math.max(LEAST_KEYS, Math.round(requests / cluster.meanFrequency()));
        churn = Churn.of(cluster.skew(), Math.round(requests * leading * (1 - cluster.repeated())), keys,
            cluster.onceShare(), cluster.repeated() / (1 - cluster.repeated()));
        zipf = new ZipfKeys(churn.ranks(), cluster.skew(), random.nextLong());
        keyOfRank = new int[churn.ranks()];
        Arrays.setAll(keyOfRank, rank -> fresh++);
        lately = new int[(int) Math.max(1, keys / LATELY)];
    }

    /**
     * Makes the trace of a cluster.
     *
     * @param cluster  whose
     * @param requests in it, at least {@value #LEAST_REQUESTS}
     * @param seed     of every draw
     * @return the trace
     */
    public static Trace make(final Cluster cluster, final int requests, final long seed) {
        if (requests < LEAST_REQUESTS) {
            throw new IllegalArgumentException("requests must be >= " + LEAST_REQUESTS + ": requests=" + requests);
        }
        return new ClusterTrace(cluster, requests, seed).make();
    }

    private Trace make() {
        final TraceBuilder trace = new TraceBuilder();
        final long scanEvery = Math.max(1, requests / Math.max(1, cluster.hours() / 24));
        for (int i = 0; i < requests; i++) {
            if (i % scanEvery == scanEvery / 2) {
                toScan += (int) Math.min(SCANNED * keys, churn.once() * scanEvery);
            }
            add(trace, i);
        }
        return trace.build("cluster" + cluster.name());
    }

    private void add(final TraceBuilder trace, final int request) {
        final double draw = random.nextDouble();
        final boolean store = draw < cluster.writes();
        final boolean delete = !store && draw < cluster.writes() + cluster.deletes();
        final boolean leads = cluster.isStoresFirst() ? store : !store && !delete;
        final int key = leads || latest == 0 ? leading() : lately[random.nextInt(Math.min(latest, lately.length))];
        if (key >= versions.length) {
            versions = Arrays.copyOf(versions, Math.max(key + 1, versions.length * 2));
        }
        if (store && random.nextDouble() < RESIZED) {
            versions[key]++;
        }
        final long hash = Scramble.mix(seed ^ Scramble.mix(key));
        trace.add(hash, millis(request), size(hash, versions[key], request), store ? Trace.SET
            : delete ? Trace.DELETE : Trace.GET, cluster.seconds(Scramble.unit(Scramble.mix(hash))));
    }

    private int leading() {
        if (latest > 0 && random.nextDouble() < cluster.repeated()) {
            return lately[random.nextInt(Math.min(latest, lately.length))];
        }
        final int key = isForOnce() ? fresh++ : again();
        lately[latest++ % lately.length] = key;
        return key;
    }

    /** A scan is made of keys that are asked for once, which are fewer behind it. */
    private boolean isForOnce() {
        if (toScan > 0) {
            toScan--;
            owed++;
            return true;
        }
        final boolean once = random.nextDouble() < churn.once();
        if (once && owed > 0) {
            owed--;
            return false;
        }
        return once;
    }

    private int again() {
        for (double rest = churn.replaced(); random.nextDouble() < rest; rest--) {
            keyOfRank[random.nextInt(keyOfRank.length)] = fresh++;
        }
        return keyOfRank[zipf.next()];
    }

    /** Lognormal with the cluster's mean. */
    private int size(final long hash, final int version, final int request) {
        final SplittableRandom draws = new SplittableRandom(hash + version);
        final boolean grows = draws.nextDouble() < GROWN && request >= requests / 2;
        final double size = cluster.valueLength() * Math.exp(SIGMA * draws.nextGaussian() - SIGMA * SIGMA / 2);
        return (int) Math.max(1, Math.min(LARGEST, Math.round(grows ? 2 * size : size)));
    }

    private long millis(final int request) {
        final double time = (double) request / requests * cluster.hours() * 3_600_000;
        return Math.round(time - SWING * DAY_MILLIS / (2 * Math.PI) * Math.sin(2 * Math.PI * time / DAY_MILLIS));
    }
}
