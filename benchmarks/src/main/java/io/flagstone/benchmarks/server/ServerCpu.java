/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a request costs the server: the CPU time of its process, user and system, divided by the requests answered,
 * for Flagstone and for memcached in turn. The command starts both servers itself, on free ports, and stops them.
 *
 * <pre>
 * benchmarks/server-cpu.sh
 * benchmarks/server-cpu.sh --in-flight 1,16,64 --rounds 7 --at-most 0.4
 * </pre>
 *
 * Exit status 0; 1 if {@code --at-most} is given and the median ratio of the first {@code --in-flight} is above it;
 * 2 if something is missing.
 */
public final class ServerCpu {
    private static final int MEMCACHED_WARMUP_SECONDS = 2;

    private final LoadOptions options;
    private final int rounds;
    private final int seconds;
    private final int warmup;
    private final int ticksPerSecond;

    private ServerCpu(final LoadOptions options, final int rounds, final int seconds, final int warmup)
        throws IOException {
        this.options = options;
        this.rounds = rounds;
        this.seconds = seconds;
        this.warmup = warmup;
        this.ticksPerSecond = Integer.parseInt(output("getconf", "CLK_TCK"));
    }

    /**
     * Measures and prints a table.
     *
     * @param arguments {@code --help} lists them
     */
    public static void main(final String[] arguments) {
        if (Arguments.asksForHelp(arguments)) {
            System.out.println(help());
            return;
        }
        try {
            System.exit(run(new Arguments(arguments)));
        } catch (final IOException | IllegalArgumentException e) {
            System.err.println("server-cpu: " + e.getMessage());
            System.exit(2);
        }
    }

    private static int run(final Arguments given) throws IOException {
        final String jar = given.text("flagstone", "listener/target/flagstone.jar");
        final String memcached = given.text("memcached", "memcached");
        final String java = given.text("java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        final int threads = given.number("threads", 1);
        final int rounds = given.number("rounds", 5);
        final int seconds = given.number("seconds", 4);
        final int warmup = given.number("warmup", 10);
        final double atMost = Double.parseDouble(given.text("at-most", "0"));
        final Pinning pinning = new Pinning(given.number("server-core", 0), given.number("load-core", 1));
        final List<LoadOptions> loads = new ArrayList<>();
        for (final String inFlight : given.text("in-flight", "16").split(",")) {
            loads.add(LoadOptions.of(given, Integer.parseInt(inFlight)));
        }
        given.checkAllKnown();
        if (!Files.isReadable(Path.of(jar))) {
            throw new IOException("build it first (mvn package), or name it with --flagstone: jar=" + jar);
        }
        System.out.println("flagstone: " + java + " -jar " + jar + "; memcached: " + output(memcached, "-V"));
        try (ServerProcess flagstone =
                ServerProcess.start("flagstone", List.of(java, "-jar", jar), threads, pinning);
            ServerProcess reference = ServerProcess.start("memcached", List.of(memcached), threads, pinning)) {
            double firstRatio = Double.NaN;
            for (final LoadOptions options : loads) {
                System.out.printf("%n%d worker, %d connections, %d in flight each, %d %% sets, %s-byte values, %s%n",
                    threads, options.connections(), options.inFlight(), options.setPercent(), options.values(),
                    pinning);
                final double ratio = new ServerCpu(options, rounds, seconds, warmup).compare(flagstone, reference);
                firstRatio = Double.isNaN(firstRatio) ? ratio : firstRatio;
            }
            return atMost > 0 && firstRatio > atMost ? 1 : 0;
        }
    }

    private double compare(final ServerProcess flagstone, final ServerProcess reference) throws IOException {
        final TextExchanges exchanges = new TextExchanges(options);
        Preload.store(flagstone.address(), exchanges);
        Preload.store(reference.address(), exchanges);
        measure(flagstone, exchanges, warmup);
        measure(reference, exchanges, Math.min(warmup, MEMCACHED_WARMUP_SECONDS));
        final List<CpuPerRequest> ours = new ArrayList<>();
        final List<CpuPerRequest> theirs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(measure(flagstone, exchanges, seconds));
            theirs.add(measure(reference, exchanges, seconds));
        }
        System.out.printf("%-10s %9s %15s %9s %9s %12s %9s%n", "server", "us/req", "min..max", "user", "system",
            "requests/s", "load us");
        print(flagstone.name(), ours);
        print(reference.name(), theirs);
        final double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = ours.get(round).micros() / theirs.get(round).micros();
        }
        final double ratio = CpuPerRequest.median(ratios);
        System.out.printf("%-10s %9.3f %15s   (median and range of %d rounds of %d s, flagstone / memcached)%n",
            "ratio", ratio, range(ratios), rounds, seconds);
        return ratio;
    }

    private CpuPerRequest measure(final ServerProcess server, final TextExchanges exchanges, final int duration)
        throws IOException {
        try (LoadDriver driver = LoadDriver.start(server.address(), exchanges, options)) {
            driver.runFor(0.2);
            final long load = ownCpuNanos();
            final CpuTime before = CpuTime.of(server.pid(), ticksPerSecond);
            final long answeredBefore = driver.counters().answered();
            final long start = System.nanoTime();
            driver.runFor(duration);
            final CpuTime cpu = CpuTime.of(server.pid(), ticksPerSecond).since(before);
            final double answered = driver.counters().answered() - answeredBefore;
            final double elapsed = System.nanoTime() - start;
            final double ownMicros = (ownCpuNanos() - load) / 1e3;
            if (driver.counters().misses() > 0) {
                throw new IllegalStateException("a get missed, so that rounds do not compare: server="
                    + server.name() + ", misses=" + driver.counters().misses());
            }
            return new CpuPerRequest(cpu.userMicros() / answered, cpu.systemMicros() / answered,
                ownMicros / answered, answered / (elapsed / 1e9));
        }
    }

    private static void print(final String name, final List<CpuPerRequest> rounds) {
        System.out.printf("%-10s %9.3f %15s %9.3f %9.3f %,12.0f %9.3f%n", name,
            median(rounds, CpuPerRequest::micros),
            range(rounds.stream().mapToDouble(CpuPerRequest::micros).toArray()),
            median(rounds, CpuPerRequest::userMicros), median(rounds, CpuPerRequest::systemMicros),
            median(rounds, CpuPerRequest::perSecond), median(rounds, CpuPerRequest::loadMicros));
    }

    private static double median(final List<CpuPerRequest> rounds, final ToDoubleFunction<CpuPerRequest> figure) {
        return CpuPerRequest.median(rounds.stream().mapToDouble(figure).toArray());
    }

    private static String range(final double[] values) {
        double least = values[0];
        double most = values[0];
        for (final double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return "%.3f..%.3f".formatted(least, most);
    }

    private static long ownCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static String output(final String... command) throws IOException {
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    private static String help() {
        return """
            CPU time of the server per request, Flagstone and memcached in turn, each started by this command.
              --flagstone JAR   (listener/target/flagstone.jar)
              --memcached BIN   (memcached)
              --java BIN        that runs Flagstone (the one that runs this)
              --threads N       worker threads of each server (1)
              --rounds N        measured rounds of each (5)
              --seconds N       length of a round (4)
              --warmup N        seconds of load on Flagstone before the first round (10)
              --server-core N   core of the servers (0)
              --load-core N     core of the load (1)
              --at-most RATIO   exit with 1 if the median ratio of the first load is above it
            """ + LoadOptions.help() + "  --in-flight takes a list here, such as 1,16,64\n";
    }
}
