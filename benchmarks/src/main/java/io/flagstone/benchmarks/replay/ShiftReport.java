/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.result.FigureOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a cache does after values grew at half time, beside a cache of the same size that starts empty there. Windows are
 * counted in what the cache may hold: one ends when as many bytes as the limit have been asked for.
 */
final class ShiftReport {
    private static final double POINT = 0.01;
    private static final int MARK = 2;
    private static final int WINDOWS_PRINTED = 8;
    private static final int REQUESTS_PER_REPORT = 1 << 12;

    private final Workload workload;
    private final List<CacheKind> caches;
    private final Charge charge;
    private final FlagstoneOptions options;
    private final boolean replace;
    private final Progress progress;

    ShiftReport(final Workload workload, final List<CacheKind> caches, final Charge charge,
        final FlagstoneOptions options, final boolean replace, final Progress progress) {
        this.workload = workload;
        this.caches = caches;
        this.charge = charge;
        this.options = options;
        this.replace = replace;
        this.progress = progress;
    }

    /** Prints each run, and tells of each cache the points above a fresh one, of the runs that were long enough. */
    Map<CacheKind, List<Double>> print(final List<CacheSize> sizes, final FigureOptions figures) throws IOException {
        final Map<CacheKind, List<Double>> points = new EnumMap<>(CacheKind.class);
        final long uniqueBytes = workload.uniqueBytes();
        System.out.printf(Locale.ROOT, "%n%s: %,d requests, %s of keys and values before the shift%n",
            workload.name(), workload.requests(), ByteCount.format(uniqueBytes));
        for (final CacheSize size : sizes) {
            final long limit = size.limit(uniqueBytes);
            for (final CacheKind kind : caches) {
                progress.begin(workload.name() + " " + size.label() + " " + kind.label());
                try (OutdatedCache running = new OutdatedCache(kind.open(limit, workload, charge, options));
                    ReplayedCache fresh = kind.open(limit, workload, charge, options)) {
                    final Windows windows = run(running, fresh, limit, uniqueBytes);
                    print(size, limit, kind, windows);
                    if (windows.pairs.size() > MARK) {
                        final double above = windows.pointsAbove();
                        points.computeIfAbsent(kind, key -> new ArrayList<>()).add(above);
                        figures.add(Outcome.SECTION, Outcome.figure(workload.name(), replace ? "shift-replace"
                            : "shift-keep"), kind.label(), 100.0 * limit / uniqueBytes, "points", above);
                    }
                } catch (final IllegalArgumentException e) {
                    progress.end("left out: " + e.getMessage());
                }
            }
        }
        return points;
    }

    private Windows run(final OutdatedCache running, final ReplayedCache fresh, final long limit,
        final long uniqueBytes) {
        final Replay replay = new Replay(workload, progress);
        final HitCounts before = new HitCounts();
        for (long request = 0; request < workload.halfTime(); request++) {
            replay.step(running, request, before);
            report(request);
        }
        if (replace) {
            running.outdate();
        }
        final Windows windows = new Windows(limit, uniqueBytes, before);
        for (long request = workload.halfTime(); request < workload.requests(); request++) {
            windows.next();
            replay.step(running, request, windows.running);
            replay.step(fresh, request, windows.fresh);
            windows.endIfFull();
            report(request);
        }
        windows.end();
        progress.end(windows.pairs.size() + " windows");
        return windows;
    }

    private void report(final long request) {
        if (request % REQUESTS_PER_REPORT == 0) {
            progress.at(request, workload.requests());
        }
    }

    private static void print(final CacheSize size, final long limit, final CacheKind kind, final Windows windows) {
        System.out.printf(Locale.ROOT, "%s (%s) %s: %.2f %% before the shift%n  %-24s %8s %8s %8s%n", size.label(),
            ByteCount.format(limit), kind.label(), windows.before.objectRatio() * 100,
            "bytes asked for / limit", "running", "fresh", "points");
        for (int i = 0; i < Math.min(WINDOWS_PRINTED, windows.pairs.size()); i++) {
            print(i + " to " + (i + 1), windows.pairs.get(i));
        }
        if (windows.pairs.size() > WINDOWS_PRINTED) {
            print(WINDOWS_PRINTED + " to the end", Pair.sum(windows.pairs.subList(WINDOWS_PRINTED,
                windows.pairs.size())));
        }
        verdict("twice the limit", windows.pairs.size() <= MARK ? null
            : Pair.sum(windows.pairs.subList(MARK, windows.pairs.size())));
        verdict("twice all keys and values", windows.afterUnique.gets() == 0 ? null : windows.afterUnique);
    }

    private static void print(final String label, final Pair pair) {
        System.out.printf(Locale.ROOT, "  %-24s %8.2f %8.2f %+8.2f%n", label, pair.running() * 100,
            pair.fresh() * 100, (pair.running() - pair.fresh()) * 100);
    }

    private static void verdict(final String mark, final Pair pair) {
        if (pair == null) {
            System.out.printf("  after %s: the trace ends before%n", mark);
        } else {
            System.out.printf(Locale.ROOT, "  after %s: %.2f %%, fresh %.2f %%: %s%n", mark, pair.running() * 100,
                pair.fresh() * 100, pair.running() >= pair.fresh() - POINT ? "within a point" : "NOT within a point");
        }
    }

    /** Hits of both caches on the same gets. */
    record Pair(long gets, long runningHits, long freshHits) {
        static Pair sum(final List<Pair> pairs) {
            return pairs.stream().reduce(new Pair(0, 0, 0), Pair::plus);
        }

        Pair plus(final Pair other) {
            return new Pair(gets + other.gets, runningHits + other.runningHits, freshHits + other.freshHits);
        }

        double running() {
            return gets == 0 ? 0 : (double) runningHits / gets;
        }

        double fresh() {
            return gets == 0 ? 0 : (double) freshHits / gets;
        }
    }

    /** Cuts what follows the shift into windows. */
    private static final class Windows {
        final HitCounts before;
        final List<Pair> pairs = new ArrayList<>();
        Pair afterUnique = new Pair(0, 0, 0);
        HitCounts running = new HitCounts();
        HitCounts fresh = new HitCounts();
        private final long limit;
        private final long uniqueBytes;
        private long bytes;
        private long hitsRunning;
        private long hitsFresh;
        private long gets;

        Windows(final long limit, final long uniqueBytes, final HitCounts before) {
            this.limit = limit;
            this.uniqueBytes = uniqueBytes;
            this.before = before;
        }

        void next() {
            hitsRunning = running.hits();
            hitsFresh = fresh.hits();
            gets = running.gets();
        }

        void endIfFull() {
            if (bytes + running.bytes() >= MARK * uniqueBytes) {
                afterUnique = afterUnique.plus(new Pair(running.gets() - gets, running.hits() - hitsRunning,
                    fresh.hits() - hitsFresh));
            }
            if (running.bytes() >= limit) {
                end();
            }
        }

        /** Points of the hit ratio above the fresh cache's, after twice the limit. */
        double pointsAbove() {
            final Pair after = Pair.sum(pairs.subList(MARK, pairs.size()));
            return 100 * (after.running() - after.fresh());
        }

        void end() {
            if (running.gets() > 0) {
                pairs.add(new Pair(running.gets(), running.hits(), fresh.hits()));
                bytes += running.bytes();
                running = new HitCounts();
                fresh = new HitCounts();
            }
        }
    }
}
