/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.latency;

import io.flagstone.benchmarks.console.ByteCount;
import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.embedded.Contender;
import io.flagstone.benchmarks.embedded.ContenderJvm;
import io.flagstone.benchmarks.embedded.EmbeddedCache;
import io.flagstone.benchmarks.result.FigureOptions;
import io.flagstone.benchmarks.workload.ValueOptions;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long operations of an embedded cache take at a given pace, whatever else goes on in it. */
@Command(name = "latency", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Gets and sets at a steady pace while the cache grows from empty, is full and evicts, has its pages"
        + " moved because sizes shift, and is resized. Prints percentiles since operations were due, those since they"
        + " were begun beside them, and what doing nothing at the same pace takes in the same seconds.")
public final class LatencyCommand implements Callable<Integer> {
    private static final int SLICES_PER_SECOND = 2;
    private static final long SLICE_NANOS = 1_000_000_000L / SLICES_PER_SECOND;
    private static final int SAMPLE = 100_000;
    private static final long SMALLEST_LIMIT = 16L << 20;

    @Option(names = "--peers", paramLabel = "LIST", defaultValue = "flagstone,ohc,caffeine", description = "whose"
        + " operations, each in a JVM of its own (default: ${DEFAULT-VALUE})")
    private String peers;

    @Option(names = "--limit", paramLabel = "BYTES", defaultValue = "1g", description = "of the cache (default:"
        + " ${DEFAULT-VALUE})")
    private String limit;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200000", description = "operations a second, of all"
        + " threads (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--sets", paramLabel = "PERCENT", defaultValue = "50", description = "of the operations (default:"
        + " ${DEFAULT-VALUE})")
    private int sets;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "that ask at once (default:"
        + " ${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "10", description = "of operations for each phase and"
        + " round, and as many of nothing (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "each from an empty cache (default:"
        + " ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--quick", description = "64 MiB, three rounds of one second")
    private boolean quick;

    @Mixin
    private final ValueOptions values = new ValueOptions("lognormal,40-120,log:200-4000,1-60");

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    @Option(names = ContenderJvm.HERE, hidden = true)
    private boolean here;

    private final Progress progress = new Progress();

    /** Made by the command line. */
    public LatencyCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (quick) {
            limit = "64m";
            rounds = 3;
            seconds = 1;
        }
        final long bytes = ByteCount.parse("limit", limit);
        Rule.require(bytes >= SMALLEST_LIMIT, "--limit must be >= 16m: limit=" + limit);
        Rule.require(rate >= 1 && rate <= 10_000_000, "--rate must be 1 to 10000000: rate=" + rate);
        Rule.require(sets >= 1 && sets <= 100, "--sets must be 1 to 100: sets=" + sets);
        Rule.require(threads >= 1 && threads <= 64, "--threads must be 1 to 64: threads=" + threads);
        Rule.require(seconds >= 1 && seconds <= 3600, "--seconds must be 1 to 3600: seconds=" + seconds);
        Rule.require(rounds >= 1 && rounds <= 100, "--rounds must be 1 to 100: rounds=" + rounds);
        final List<ValueSizes> sizes = values.values();
        final List<Contender> contenders = Contender.named(peers);
        Rule.require(!contenders.contains(Contender.CONCURRENT_HASH_MAP), "--peers must be caches, which evict: peers="
            + peers);
        if (here) {
            measure(contenders.get(0), bytes, sizes);
            return 0;
        }
        ContenderJvm.requireMemory(2 * bytes);
        for (final Contender contender : contenders) {
            ContenderJvm.run(contender, bytes, true, words(contender));
        }
        return 0;
    }

    private List<String> words(final Contender contender) {
        final List<String> words = new ArrayList<>(List.of("latency", "--peers", contender.toString(), "--limit", limit,
            "--rate", Integer.toString(rate), "--sets", Integer.toString(sets), "--threads",
            Integer.toString(threads), "--seconds", Integer.toString(seconds), "--rounds", Integer.toString(rounds)));
        words.addAll(values.words());
        words.addAll(figures.words());
        return words;
    }

    /** The first round is for the compiler alone, and short. */
    private void measure(final Contender contender, final long bytes, final List<ValueSizes> sizes)
            throws IOException, InterruptedException {
        final Map<Phase, List<Latencies>> measured = new EnumMap<>(Phase.class);
        final ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            round(contender, bytes, sizes, pool, 1);
            for (int i = 0; i < rounds; i++) {
                round(contender, bytes, sizes, pool, seconds).forEach((phase, latencies) ->
                    measured.computeIfAbsent(phase, each -> new ArrayList<>()).add(latencies));
            }
        } finally {
            pool.shutdown();
        }
        for (final Map.Entry<Phase, List<Latencies>> each : measured.entrySet()) {
            new LatencyTable(contender.toString(), each.getKey(), each.getValue()).tell(figures);
        }
    }

    private Map<Phase, Latencies> round(final Contender contender, final long bytes, final List<ValueSizes> sizes,
        final ExecutorService pool, final int length) throws InterruptedException {
        final int longest = sizes.stream().mapToInt(ValueSizes::longest).max().orElse(0);
        final Map<Phase, Latencies> latencies = new EnumMap<>(Phase.class);
        try (EmbeddedCache cache = contender.open(bytes, false)) {
            final List<Caller> callers = IntStream.range(0, threads)
                .mapToObj(number -> new Caller(cache, number, threads, sets, longest)).toList();
            final Round round = new Round(cache, bytes, sizes, callers, rate, SLICE_NANOS, pool);
            for (final Phase phase : Phase.values()) {
                progress.begin(contender + ", " + phase);
                if (phase == Phase.FULL) {
                    round.store((int) Math.min(Integer.MAX_VALUE / 2, bytes / meanLength(sizes.get(0))));
                }
                latencies.put(phase, round.run(phase, length * SLICES_PER_SECOND, progress));
                progress.end(cache.events() + ", " + callers.stream().mapToLong(Caller::refused).sum() + " refused");
            }
        }
        return latencies;
    }

    /** More items than this fill a cache of as many bytes: each takes more than its value. */
    private static long meanLength(final ValueSizes sizes) {
        return 1 + IntStream.of(sizes.lengths(SAMPLE, 1)).asLongStream().sum() / SAMPLE;
    }
}
