/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.growth;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.embedded.Contender;
import io.flagstone.benchmarks.embedded.ContenderJvm;
import io.flagstone.benchmarks.result.Figure;
import io.flagstone.benchmarks.result.FigureOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a get costs as a cache grows, as threads are added, and as values become longer. */
@Command(name = "growth", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Prints nanoseconds for each get: by the number of items, of 20 and 60 bytes, with keys that are all"
        + " as likely (items) and by Zipf's law with 0.99 (zipf); by threads, at a million items; by the length of"
        + " values. Each cache has a JVM of its own and is measured in rounds that visit all its points.")
public final class GrowthCommand implements Callable<Integer> {
    private static final String SECTION = "growth";
    private static final String PLAIN = "plain";
    private static final String HUGE = "huge";
    private static final int QUICK_ITEMS = 1_000_000;

    @Option(names = "--items", paramLabel = "LIST", defaultValue = "1k,10k,100k,1m,10m,50m", description = "numbers of"
        + " items; 50m takes 8 GiB (default: ${DEFAULT-VALUE})")
    private String items;

    @Option(names = "--peer-items", paramLabel = "N", defaultValue = "10m", description = "the most of them that"
        + " others than Flagstone hold (default: ${DEFAULT-VALUE})")
    private String peerItems;

    @Option(names = "--threads", paramLabel = "LIST", defaultValue = "1,2", description = "that ask at once (default:"
        + " ${DEFAULT-VALUE})")
    private String threads;

    @Option(names = "--lengths", paramLabel = "LIST", defaultValue = "16,64,256,1024,4096,16384,65536",
        description = "of values, in bytes (default: ${DEFAULT-VALUE})")
    private String lengths;

    @Option(names = "--curves", paramLabel = "LIST", defaultValue = "items,zipf,threads,lengths",
        description = "what is measured (default: ${DEFAULT-VALUE})")
    private String curves;

    @Option(names = "--peers", paramLabel = "LIST", defaultValue = "flagstone,ohc,concurrent-hash-map",
        description = "whose gets; caffeine is another one (default: ${DEFAULT-VALUE})")
    private String peers;

    @Option(names = "--pages", paramLabel = "LIST", defaultValue = "huge,plain", description = "of the memory, the"
        + " heap's and Flagstone's own: huge, plain (default: ${DEFAULT-VALUE})")
    private String pages;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "(default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--millis", paramLabel = "N", defaultValue = "400", description = "of gets for each point and round"
        + " (default: ${DEFAULT-VALUE})")
    private int millis;

    @Option(names = "--quick", description = "a million items at most, huge pages, three rounds of 100 ms")
    private boolean quick;

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    @Option(names = ContenderJvm.HERE, hidden = true)
    private boolean here;

    private final Progress progress = new Progress();

    /** Made by the command line. */
    public GrowthCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = new Plan(List.of(curves.split(",")), Plan.items(items), Plan.numbers("--threads", threads, 64),
            Plan.numbers("--lengths", lengths, 1 << 20));
        if (quick) {
            plan = plan.upTo(QUICK_ITEMS);
            pages = HUGE;
            rounds = 3;
            millis = 100;
        }
        Rule.require(rounds >= 1 && rounds <= 1000, "--rounds must be 1 to 1000: rounds=" + rounds);
        Rule.require(millis >= 1 && millis <= 60_000, "--millis must be 1 to 60000: millis=" + millis);
        for (final String kind : pages.split(",")) {
            Rule.require(HUGE.equals(kind) || PLAIN.equals(kind), "--pages must be huge or plain: pages=" + pages);
        }
        final List<Contender> contenders = Contender.named(peers);
        final Plan peersPlan = plan.upTo(Plan.items(peerItems).get(0));
        if (here) {
            measure(contenders.get(0), plan);
            return 0;
        }
        for (final Contender contender : contenders) {
            fork(contender, contender == Contender.FLAGSTONE ? plan : peersPlan);
        }
        return 0;
    }

    private void fork(final Contender contender, final Plan plan) throws IOException {
        final long memory = plan.memory(contender.isOnHeap());
        ContenderJvm.requireMemory(memory);
        for (final String kind : contender == Contender.FLAGSTONE ? pages.split(",") : new String[] {HUGE}) {
            final List<String> words = new ArrayList<>(List.of("growth"));
            words.addAll(plan.words());
            words.addAll(List.of("--peers", contender.toString(), "--pages", kind, "--rounds",
                Integer.toString(rounds), "--millis", Integer.toString(millis)));
            words.addAll(figures.words());
            ContenderJvm.run(contender, memory, HUGE.equals(kind), words);
        }
    }

    private void measure(final Contender contender, final Plan plan) throws IOException, InterruptedException {
        final String series = contender + (contender == Contender.FLAGSTONE && HUGE.equals(pages) ? " huge pages" : "");
        for (final List<Point> points : List.of(plan.byItems(), plan.byLength())) {
            try (Curves each = new Curves(contender, HUGE.equals(pages), progress)) {
                tell(series, points.isEmpty() ? Map.of() : each.measure(points, rounds, millis * 1_000_000L));
            }
        }
    }

    private void tell(final String series, final Map<Point, double[]> costs) throws IOException {
        for (final Map.Entry<Point, double[]> each : costs.entrySet()) {
            final Point point = each.getKey();
            print(point.curve(), series, point.x(), "ns", each.getValue());
            final double[] base = costs.entrySet().stream().filter(other -> other.getKey().isMillionOf(point))
                .map(Map.Entry::getValue).findFirst().orElse(null);
            if (base != null) {
                print(point.curve() + "-to-a-million", series, point.x(), Figure.RATIO,
                    Figure.ratios(each.getValue(), base));
            }
        }
    }

    private void print(final String name, final String series, final long x, final String unit, final double[] values)
            throws IOException {
        final Figure figure = Figure.of(SECTION, name, series, x, unit, values, "growth");
        System.out.printf(Locale.ROOT, "%-32s %-22s %,12d %8.2f %-5s %8.2f..%.2f%n", name, series, x, figure.value(),
            unit, figure.low(), figure.high());
        figures.add(SECTION, name, series, x, unit, values);
    }
}
