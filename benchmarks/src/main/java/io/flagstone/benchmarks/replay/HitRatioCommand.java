/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.result.FigureOptions;
import io.flagstone.benchmarks.trace.Cluster;
import io.flagstone.benchmarks.trace.ClusterTrace;
import io.flagstone.benchmarks.trace.DemoTrace;
import io.flagstone.benchmarks.trace.SizeHistogram;
import io.flagstone.benchmarks.trace.Trace;
import io.flagstone.benchmarks.trace.TraceReader;
import io.flagstone.benchmarks.workload.NumberedKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays traces through several caches of the same size, on one thread and on the traces' own clock. */
@Command(name = "hitratio", sortOptions = false, showDefaultValues = true, mixinStandardHelpOptions = true,
    description = "Object and byte hit ratio of Flagstone, Caffeine and plain LRU on traces, side by side.%n"
        + "A request is a get and, on a miss, a set, unless the trace says otherwise; every get counts, from an"
        + " empty cache on.")
public final class HitRatioCommand implements Callable<Integer> {
    private static final int MOST_COPIES = 1 << 16;
    private static final int SHIFT = 4;
    private static final int USUAL_KEY = 20;
    private static final int MOST_REQUESTS = 1 << 28;
    private static final String ALL = "all";
    /** What names of means begin with if not all traces are files: nobody shall take the one for the other. */
    private static final String MADE = "made-";

    @Parameters(paramLabel = "TRACE", arity = "0..*", description = "files .csv or .csv.xz: header 'key', or"
        + " 'time,key,size,op,ttl' with empty fields allowed")
    private List<Path> files = List.of();

    @Option(names = "--demo", description = "replay a trace that is built in")
    private boolean demo;

    @Option(names = "--cluster", split = ",", paramLabel = "NUMBERS", description = "make traces as clusters of Twitter"
        + " have them, by what was published of these: 52, 29, 12, 19, 22, 14, 37, 40, 4, or all")
    private List<String> clusters = List.of();

    @Option(names = "--requests", paramLabel = "N", defaultValue = "2000000", description = "of a cluster's trace")
    private int requests;

    @Option(names = "--policy", split = ",", paramLabel = "NAMES", defaultValue = "s3-fifo,segmented-lru,caffeine,lru",
        description = "caches: s3-fifo, segmented-lru, flagstone-lru (Flagstone), caffeine, lru (plain, exact),"
        + " reference-s3-fifo (as published, exact)")
    private List<String> policies;

    @Option(names = "--size", split = ",", paramLabel = "LIST", defaultValue = "1%,10%,25%",
        description = "sizes of the caches: percent of the bytes of all keys and values, or bytes such as 64m")
    private List<String> sizes;

    @Option(names = "--sizes", paramLabel = "FILE", description = "histogram that value sizes are drawn from by key"
        + " where the trace tells none: lower edge, weight (default: Meta's kvcache_reg, built in)")
    private Path histogram;

    @Option(names = "--key-length", paramLabel = "BYTES", description = "of every key (default: 20, or the cluster's)")
    private Integer keyLength;

    @Option(names = "--charge", paramLabel = "WHAT", defaultValue = "bytes", description = "what an entry of caffeine"
        + " and lru weighs: bytes (key and value), memory (its heap)")
    private String charge;

    @Option(names = "--ttl", paramLabel = "mix", description = "values expire: 40 %% never, 30 %% 1 h, 20 %% 10 min,"
        + " 10 %% 60 s, by key")
    private String ttl;

    @Option(names = "--hours", paramLabel = "N", defaultValue = "6", description = "what a trace without times lasts")
    private double hours;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "0", description = "requests a second of a trace without"
        + " times; 0 goes by the hours")
    private double rate;

    @Option(names = "--shift", paramLabel = "WHAT", description = "values are 4 times as large from half time on;"
        + " compares with caches that start there. replace: what is held is out of date then, keep: it stays valid")
    private String shift;

    @Option(names = "--copies", paramLabel = "N", defaultValue = "1", description = "each key stands for N keys, asked"
        + " for one after the other: makes a trace as large as a cache wants it")
    private int copies;

    @Option(names = "--growth-factor", paramLabel = "X", defaultValue = "0", description = "of Flagstone's slab"
        + " classes; 0 for its default")
    private double growthFactor;

    @Option(names = "--minimum-chunk", paramLabel = "BYTES", defaultValue = "0", description = "Flagstone's smallest"
        + " chunk; 0 for its default")
    private int minimumChunk;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "20261121", description = "of sizes, times to live and"
        + " hashes")
    private long seed;

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    private final Progress progress = new Progress();

    /** Of each run with a shift of sizes: points above a fresh cache. */
    private final Map<CacheKind, List<Double>> shifts = new EnumMap<>(CacheKind.class);

    /** Made by the command line. */
    public HitRatioCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        check();
        final List<CacheKind> caches = distinct(policies.stream().map(CacheKind::named).toList());
        final List<CacheSize> cacheSizes = distinct(sizes.stream().map(CacheSize::parse).toList());
        final List<Cluster> made = clusters.equals(List.of(ALL)) ? Cluster.published()
            : distinct(clusters.stream().map(Cluster::named).toList());
        final SizeHistogram drawn = histogram == null ? SizeHistogram.builtIn() : SizeHistogram.read(histogram);
        System.out.printf(Locale.ROOT, "value sizes by key from %s where a trace tells none; seed %d%n%s%n",
            histogram == null ? SizeHistogram.BUILT_IN : histogram, seed, charge(USUAL_KEY).explanation());
        final List<Outcome> outcomes = new ArrayList<>();
        if (demo) {
            outcomes.addAll(replay(workload(DemoTrace.make(seed), drawn, USUAL_KEY), caches, cacheSizes));
        }
        for (final Cluster cluster : made) {
            outcomes.addAll(replay(workload(make(cluster), drawn, cluster.keyLength()), caches, cacheSizes));
        }
        for (final Path file : files) {
            outcomes.addAll(replay(workload(read(file), drawn, USUAL_KEY), caches, cacheSizes));
        }
        if (shift == null && files.size() + made.size() + (demo ? 1 : 0) > 1) {
            new ResultTable(System.out, caches).printMeans(cacheSizes, outcomes);
            new Means(caches, outcomes).record(figures, demo || !made.isEmpty() ? MADE : "");
        }
        for (final CacheKind cache : caches) {
            recordExpired(cache, outcomes);
            recordShift(cache);
        }
        return 0;
    }

    /** Records the most that expired items held in any run. */
    private void recordExpired(final CacheKind cache, final List<Outcome> outcomes) throws IOException {
        final OptionalDouble most = outcomes.stream().filter(each -> each.cache() == cache && each.expiry() != null)
            .mapToDouble(each -> each.expiry().highestShare()).max();
        if (most.isPresent()) {
            figures.add(Outcome.SECTION, "expired-share", cache.label(), 0, "%", 100 * most.getAsDouble());
        }
    }

    /** Records the worst of all runs with a shift of sizes, and their mean. */
    private void recordShift(final CacheKind cache) throws IOException {
        final double[] runs = shifts.getOrDefault(cache, List.of()).stream().mapToDouble(Double::doubleValue).toArray();
        if (runs.length > 0) {
            final String name = "replace".equals(shift) ? "shift" : "shift-kept";
            final double worst = Arrays.stream(runs).min().getAsDouble();
            final double mean = Arrays.stream(runs).average().getAsDouble();
            System.out.printf(Locale.ROOT, "%s after twice the limit, beside a fresh cache: worst of %d runs %+.2f"
                + " points, mean %+.2f%n", cache.label(), runs.length, worst, mean);
            figures.add(Outcome.SECTION, name, cache.label(), 0, "points", worst);
            figures.add(Outcome.SECTION, name + "-mean", cache.label(), 0, "points", mean);
        }
    }

    private Workload workload(final Trace trace, final SizeHistogram drawn, final int usualKey) {
        return new Workload(trace, drawn, new WorkloadOptions(keyLength == null ? usualKey : keyLength, copies,
            ttl != null, hours, rate, shift == null ? 1 : SHIFT, seed));
    }

    private Charge charge(final int length) {
        return new Charge(length, "memory".equals(charge));
    }

    /** Sends a workload to all caches; after a shift of sizes there is no outcome, as that is a report of its own. */
    private List<Outcome> replay(final Workload workload, final List<CacheKind> caches,
        final List<CacheSize> cacheSizes) throws IOException {
        final Charge weights = charge(workload.keyLength());
        if (shift == null) {
            return compare(workload, caches, cacheSizes, weights);
        }
        new ShiftReport(workload, caches, weights, flagstone(), "replace".equals(shift), progress)
            .print(cacheSizes, figures)
            .forEach((kind, points) -> shifts.computeIfAbsent(kind, key -> new ArrayList<>()).addAll(points));
        return List.of();
    }

    private List<Outcome> compare(final Workload workload, final List<CacheKind> caches,
        final List<CacheSize> cacheSizes, final Charge weights) throws IOException {
        final ResultTable table = new ResultTable(System.out, caches);
        final long uniqueBytes = workload.uniqueBytes();
        table.printTrace(workload, uniqueBytes);
        if (ttl != null && !workload.hasTime()) {
            System.out.printf(Locale.ROOT, "the trace tells no times: %.1f requests a second%n",
                workload.requestsPerSecond());
        }
        final List<Outcome> all = new ArrayList<>();
        for (final CacheSize size : cacheSizes) {
            final List<Outcome> line = new ArrayList<>();
            for (final CacheKind cache : caches) {
                final Outcome outcome = run(workload, size, size.limit(uniqueBytes), cache, weights);
                line.add(outcome);
                outcome.record(figures, uniqueBytes);
            }
            table.printSize(line);
            all.addAll(line);
        }
        return all;
    }

    private Outcome run(final Workload workload, final CacheSize size, final long limit, final CacheKind kind,
        final Charge weights) {
        progress.begin(workload.name() + " " + size.label() + " " + kind.label());
        final ReplayedCache cache;
        try {
            cache = kind.open(limit, workload, weights, flagstone());
        } catch (final IllegalArgumentException e) {
            progress.end("left out: " + e.getMessage());
            return new Outcome(workload.name(), size, limit, kind, null, null);
        }
        try (cache) {
            final HitCounts counts = new Replay(workload, progress).run(cache);
            progress.end(String.format(Locale.ROOT, "%.2f %%", counts.objectRatio() * 100));
            return new Outcome(workload.name(), size, limit, kind, counts,
                cache instanceof FlagstoneCache ours ? ours.expiry() : null);
        }
    }

    private Trace read(final Path file) throws IOException {
        progress.begin(file.toString());
        final Trace trace = TraceReader.read(file);
        progress.end(String.format(Locale.ROOT, "%,d requests", trace.requests()));
        return trace;
    }

    private Trace make(final Cluster cluster) {
        progress.begin("cluster " + cluster.name());
        final Trace trace = ClusterTrace.make(cluster, requests, seed);
        progress.end(String.format(Locale.ROOT, "%,d requests made", trace.requests()));
        return trace;
    }

    private FlagstoneOptions flagstone() {
        return new FlagstoneOptions(seed, growthFactor, minimumChunk, ttl != null);
    }

    private void check() {
        Rule.require(demo || !clusters.isEmpty() || !files.isEmpty(), "a trace must be named, or --cluster or --demo"
            + " given: traces=" + files);
        Rule.require(requests >= ClusterTrace.LEAST_REQUESTS && requests <= MOST_REQUESTS, "--requests must be "
            + ClusterTrace.LEAST_REQUESTS + " to " + MOST_REQUESTS + ": requests=" + requests);
        Rule.require(keyLength == null || keyLength >= NumberedKey.SHORTEST && keyLength <= NumberedKey.LONGEST,
            "--key-length must be " + NumberedKey.SHORTEST + " to " + NumberedKey.LONGEST + ": key-length="
            + keyLength);
        Rule.require("bytes".equals(charge) || "memory".equals(charge), "--charge must be bytes or memory: charge="
            + charge);
        Rule.require(ttl == null || "mix".equals(ttl), "--ttl must be mix: ttl=" + ttl);
        Rule.require(shift == null || "replace".equals(shift) || "keep".equals(shift),
            "--shift must be replace or keep: shift=" + shift);
        Rule.require(hours > 0 && hours <= 24 * 366, "--hours must be > 0 and at most a year: hours=" + hours);
        Rule.require(rate >= 0 && rate < Double.POSITIVE_INFINITY, "--rate must be >= 0: rate=" + rate);
        Rule.require(copies >= 1 && copies <= MOST_COPIES, "--copies must be 1 to " + MOST_COPIES + ": copies="
            + copies);
    }

    private static <T> List<T> distinct(final List<T> values) {
        final Set<T> once = new LinkedHashSet<>(values);
        Rule.require(once.size() == values.size(), "a list must name nothing twice: list=" + values);
        return values;
    }
}
