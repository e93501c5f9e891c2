/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.result.FigureOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says the same to memcached and to Flagstone, and shows where they answer differently. */
@Command(name = "differential", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Sends random commands to memcached and to Flagstone and compares every byte of their answers. On a"
        + " difference it prints the least commands that show it, and ends with status 1.")
public final class DifferentialCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int PASSING_AT_MOST = 10;

    @Option(names = "--dialect", paramLabel = "NAME", defaultValue = "text", description = "text, meta or binary"
        + " (default: ${DEFAULT-VALUE})")
    private String dialect;

    @Option(names = "--commands", paramLabel = "N", defaultValue = "50000", description = "sent to each (default:"
        + " ${DEFAULT-VALUE})")
    private long commands;

    @Option(names = "--seed", paramLabel = "N", description = "of the commands (default: another one each time;"
        + " it is printed)")
    private Long seed;

    @Option(names = "--memcached", paramLabel = "FILE", defaultValue = "memcached", description = "Debian's memcached,"
        + " 1.6.18 (default: ${DEFAULT-VALUE})")
    private String memcached;

    @Option(names = "--record", paramLabel = "FILE", description = "where to write what memcached answered, as"
        + " transcripts for the listener's tests")
    private Path record;

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    private final Progress progress = new Progress();

    /** Made by the command line. */
    public DifferentialCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        Rule.require(commands > 0, "--commands must be > 0: commands=" + commands);
        final Dialect spoken = dialect();
        final long first = seed == null ? new SplittableRandom().nextInt(Integer.MAX_VALUE) : seed;
        System.out.println("dialect " + dialect + ", seed " + first);
        try (Peer ours = Peer.flagstone(); Peer theirs = Peer.memcached(memcached)) {
            final Differential differential = new Differential(spoken, ours, theirs);
            return run(differential, spoken, first);
        }
    }

    private Dialect dialect() {
        return switch (dialect) {
            case "text" -> LineDialect.text();
            case "meta" -> LineDialect.meta();
            case "binary" -> new BinaryDialect();
            default -> throw new IllegalArgumentException("--dialect must be text, meta or binary: dialect="
                + dialect);
        };
    }

    private int run(final Differential differential, final Dialect spoken, final long first) throws IOException {
        final List<String> recorded = new ArrayList<>();
        progress.begin(dialect);
        for (long i = 0; differential.commands() < commands; i++) {
            final CommandStream stream = CommandStream.random(spoken, Differential.streamSeed(first, i));
            final long agreed = differential.commands();
            final Differential.Finding finding = differential.play(stream);
            if (finding != null) {
                progress.clear();
                print(finding, first, i);
                recordAgreed(agreed);
                return FAILED;
            }
            if (record != null) {
                recorded.addAll(differential.record(stream, dialect + " " + first + " " + i));
            }
            progress.at(differential.commands(), commands);
        }
        progress.end(String.format(Locale.ROOT, "%,d commands", differential.commands()));
        if (record != null) {
            Files.write(record, recorded, StandardCharsets.ISO_8859_1);
        }
        recordAgreed(differential.commands());
        return summary(differential);
    }

    /** Records how many commands were answered alike. */
    private void recordAgreed(final long agreed) throws IOException {
        figures.add("server", "text".equals(dialect) ? "differential" : "differential-" + dialect, "flagstone", 0,
            "commands", agreed);
    }

    private static int summary(final Differential differential) {
        System.out.printf(Locale.ROOT, "%,d commands in %,d streams: no difference%n", differential.commands(),
            differential.streams());
        differential.comparison().seen().forEach((reason, times) ->
            System.out.printf(Locale.ROOT, "%,9d times %s: %s%n", times, reason, reason.reason()));
        if (differential.passing() > 0) {
            System.out.printf(Locale.ROOT, "%d streams were answered differently once and not again%n",
                differential.passing());
        }
        return differential.passing() > PASSING_AT_MOST ? FAILED : 0;
    }

    private static void print(final Differential.Finding finding, final long seed, final long index) {
        System.out.println("DIFFERENT: seed " + seed + ", stream " + index + ", step " + (finding.step() + 1));
        for (int i = 0; i <= Math.max(0, finding.step()); i++) {
            final String request = finding.flagstone().requests().get(i);
            final String adapted = finding.memcached().requests().get(i);
            System.out.println("sent:      " + request);
            if (!adapted.equals(request)) {
                System.out.println("memcached: " + adapted);
            }
            System.out.println("flagstone> " + said(finding.flagstone(), i));
            System.out.println("memcached> " + said(finding.memcached(), i));
        }
    }

    private static String said(final Playback playback, final int step) {
        final boolean isLast = step == playback.replies().size() - 1;
        final String end = isLast && playback.isSilent() ? " and then nothing" : "";
        return String.join("", playback.replies().get(step)) + end;
    }
}
