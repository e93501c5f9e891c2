/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.result.FigureOptions;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The load alone, on a server that runs already. */
@Command(name = "load", sortOptions = false, mixinStandardHelpOptions = true, description = {
    "Loads a server that runs already, verifies every byte of what it answers, and prints throughput, hit ratio,"
        + " latency and CPU time. Ends with status 1 if anything was not as it has to be.",
    "Without --rate the loop is closed: a connection sends --in-flight requests together, and the next ones when all"
        + " are answered. With it the loop is open: requests are due at a steady pace, whatever the server does, and"
        + " latency counts from when a request was due (corrected for coordinated omission)."})
public final class LoadCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_THREADS = 64;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final double NANOS_PER_MICRO = 1e3;

    @Option(names = "--host", paramLabel = "NAME", defaultValue = "127.0.0.1", description = "of the server (default:"
        + " ${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", paramLabel = "N", defaultValue = "11211", description = "(default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--server-pid", paramLabel = "PID", description = "of a server on this machine, whose CPU time is"
        + " then shown too")
    private Long serverPid;

    @Option(names = "--dialect", paramLabel = "NAME", defaultValue = "text", description = "text, meta, binary, or"
        + " redis for get and set (default: ${DEFAULT-VALUE})")
    private String dialect;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "32", description = "1 to 10000 (default:"
        + " ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "that drive them (default:"
        + " ${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--in-flight", paramLabel = "N", defaultValue = "16", description = "requests that a connection"
        + " sends together; with --rate, that wait for an answer at most (default: ${DEFAULT-VALUE})")
    private int inFlight;

    @Option(names = "--mix", paramLabel = "LIST", defaultValue = "get=100", description = "percentages of get, set,"
        + " delete, touch and multiget, such as get=90,set=10 (default: ${DEFAULT-VALUE})")
    private String mix;

    @Option(names = "--keys-per-get", paramLabel = "N", defaultValue = "50", description = "of a multiget (default:"
        + " ${DEFAULT-VALUE})")
    private int keysPerGet;

    @Option(names = "--keys", paramLabel = "ORDER", defaultValue = "zipf:0.99", description = "uniform, zipf:EXPONENT"
        + " or sequential (default: ${DEFAULT-VALUE})")
    private String keys;

    @Option(names = "--items", paramLabel = "N", defaultValue = "100000", description = "number of keys (default:"
        + " ${DEFAULT-VALUE})")
    private int items;

    @Option(names = "--values", paramLabel = "SIZES", defaultValue = "100", description = "N, MIN-MAX, log:MIN-MAX,"
        + " etc, lognormal, or file:NAME with a length and a weight on each line (default: ${DEFAULT-VALUE})")
    private String values;

    @Option(names = "--versions", paramLabel = "N", defaultValue = "1", description = "values that sets give a key in"
        + " turn (default: ${DEFAULT-VALUE})")
    private int versions;

    @Option(names = "--ttl", paramLabel = "SECONDS", defaultValue = "0", description = "of what is stored or touched; 0"
        + " for ever (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--store-missed", description = "stores what was missed, as whoever uses a cache does")
    private boolean storesMissed;

    @Option(names = "--empty", description = "begins without storing every key")
    private boolean isEmpty;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "0", description = "requests that become due each"
        + " second; 0 for a closed loop (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--gather", paramLabel = "MICROS", defaultValue = "0", description = "lets replies gather for so"
        + " long before it looks for them: of a closed loop on a busy server it takes less of the load's CPU time,"
        + " while latencies become longer by it (default: ${DEFAULT-VALUE})")
    private int gather;

    @Option(names = "--warmup", paramLabel = "S", defaultValue = "2", description = "seconds of load that do not count"
        + " (default: ${DEFAULT-VALUE})")
    private double warmup;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "10", description = "that it lasts (default:"
        + " ${DEFAULT-VALUE})")
    private double duration;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "requests, in place of --seconds and"
        + " --warmup (default: ${DEFAULT-VALUE}, no limit)")
    private long count;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of everything random (default:"
        + " ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    private final Progress progress = new Progress();

    @Spec
    private CommandSpec spec;

    /** Made by the command line. */
    public LoadCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        Rule.require(port >= 1 && port <= HIGHEST_PORT, "--port must be 1 to 65535: port=" + port);
        Rule.require(duration > 0, "--seconds must be > 0: seconds=" + duration);
        Rule.require(warmup >= 0, "--warmup must be >= 0: warmup=" + warmup);
        Rule.require(threads >= 1 && threads <= Math.min(MOST_THREADS, connections),
            "--threads must be 1 to 64 and at most --connections: threads=" + threads);
        final Pace pace = new Pace(rate, count, gather);
        final Load load = new Load(Dialect.named(dialect), connections, inFlight, Mix.named(mix), keysPerGet,
            KeyOrder.named(keys), items, ValueSizes.named(values), versions, seconds, storesMissed, seed);
        final InetSocketAddress server = new InetSocketAddress(host, port);
        // Before the keys are drawn, which takes a while.
        Generator.connect(server).close();
        final Generator generator = Generator.of(load);
        if (!isEmpty) {
            progress.begin("every key is stored");
            generator.store(server, progress);
            progress.clear();
        }
        try (LoadRun run = generator.start(server, pace, threads)) {
            return run(run);
        }
    }

    private int run(final LoadRun run) throws IOException {
        progress.begin("load");
        if (count == 0 && warmup > 0) {
            run.runFor(warmup);
            run.forget();
        }
        final long own = ownCpuNanos();
        final CpuTime servers = serverPid == null ? null : CpuTime.of(serverPid);
        for (double passed = 0; !run.isDone() && (count > 0 || passed < duration); passed++) {
            run.runFor(count > 0 ? 1 : Math.min(1, duration - passed));
            progress.at(count > 0 ? run.answered() : (long) passed, count > 0 ? count : (long) duration);
        }
        final double ownMicros = (ownCpuNanos() - own) / NANOS_PER_MICRO;
        final double serverMicros = serverPid == null ? 0 : CpuTime.of(serverPid).microsSince(servers);
        final double during = run.answered();
        progress.clear();
        final LoadResult result = run.finish();
        show(result, ownMicros / during, serverMicros / during);
        record(result, ownMicros / during, serverMicros / during);
        return result.isRight() ? 0 : FAILED;
    }

    private void show(final LoadResult result, final double ownMicros, final double serverMicros) {
        print("throughput   %,.0f requests/s, %,d in %.1f s", result.perSecond(), result.answered(), result.seconds());
        final long asked = result.hits() + result.misses();
        if (asked > 0) {
            print("keys found   %.2f %%, %,d of %,d", 100.0 * result.hits() / asked, result.hits(), asked);
        }
        if (result.stored() + result.absent() + result.refused() > 0) {
            print("stored       %,d; refused: %,d; not there to be deleted or touched: %,d", result.stored(),
                result.refused(), result.absent());
        }
        final StringBuilder line = new StringBuilder("latency, us ");
        for (final double percentile : PERCENTILES) {
            line.append(String.format(Locale.ROOT, " p%s %,.0f", Double.toString(percentile).replaceAll("\\.0$", ""),
                result.latency().getValueAtPercentile(percentile) / NANOS_PER_MICRO));
        }
        print("%s", line);
        if (serverPid == null) {
            print("CPU, us      %.3f of the load for each request", ownMicros);
        } else {
            print("CPU, us      %.3f of the load, %.3f of the server for each request: %.2f times", ownMicros,
                serverMicros, ownMicros / serverMicros);
        }
        print("errors       %,d", result.errors());
        result.shown().forEach(error -> print("  %s", error));
    }

    private void record(final LoadResult result, final double ownMicros, final double serverMicros)
        throws IOException {
        if (result.answered() == 0) {
            return;
        }
        add("load-throughput", 0, "requests/s", result.perSecond());
        for (final double percentile : PERCENTILES) {
            add("load-latency", percentile, "us",
                result.latency().getValueAtPercentile(percentile) / NANOS_PER_MICRO);
        }
        if (result.hits() + result.misses() > 0) {
            add("load-hit-ratio", 0, "%", 100.0 * result.hits() / (result.hits() + result.misses()));
        }
        add("load-cpu", 0, "us CPU", ownMicros);
        if (serverPid != null) {
            add("load-server-cpu", 0, "us CPU", serverMicros);
        }
    }

    private void add(final String name, final double x, final String unit, final double value) throws IOException {
        figures.add("server", name, host + ":" + port, x, unit, value);
    }

    private static long ownCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void print(final String format, final Object... arguments) {
        final PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
