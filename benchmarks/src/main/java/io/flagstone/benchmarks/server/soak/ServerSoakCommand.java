/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server.soak;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.footprint.ResidentMemory;
import io.flagstone.benchmarks.result.FigureOptions;
import io.flagstone.benchmarks.server.ServerProcess;
import io.flagstone.benchmarks.server.ServerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether the server stays right and small while clients do everything at once. */
@Command(name = "server-soak", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Starts the server and lets clients set values of 1 B to 1 MB with and without a time to live, get,"
        + " delete, touch, flush, connect and disconnect, in the middle of a value too. Ends with status 1 if an answer"
        + " is wrong, if stats counts otherwise than the clients, or if resident memory grows after the first part.")
public final class ServerSoakCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    /** Of the whole time; the server is warm and full then. */
    private static final double FIRST_PART = 1.0 / 3;
    private static final long LONGEST_FIRST_PART_SECONDS = 300;
    private static final double SLACK = 0.03;
    private static final long MEBIBYTE = 1 << 20;
    /** Garbage comes and goes. */
    private static final long HEAP_SLACK = 16 * MEBIBYTE;
    /** Sets of which one may be refused: when all that could go is being written or sent. */
    private static final long SETS_PER_REFUSAL = 50_000;
    private static final long JOIN_MILLIS = 60_000;
    private static final int GONE_SECONDS = 10;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "30", description = "(default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "8", description = "(default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(names = "--limit", paramLabel = "MIB", defaultValue = "256", description = "the server's -m (default:"
        + " ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of what the clients do (default:"
        + " ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--server", paramLabel = "COMMAND", description = "that is started, with the options that it"
        + " shall have besides (default: java -jar listener/target/flagstone.jar)")
    private String command = Path.of(System.getProperty("java.home"), "bin", "java")
        + " -jar listener/target/flagstone.jar";

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    @Spec
    private CommandSpec spec;

    private final Progress progress = new Progress();
    private final Tally tally = new Tally();

    /** Made by the command line. */
    public ServerSoakCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        Rule.require(minutes > 0 && minutes <= 10_000, "--minutes must be above 0 and at most 10000: minutes="
            + minutes);
        Rule.require(clients >= 1 && clients <= 1000, "--clients must be 1 to 1000: clients=" + clients);
        Rule.require(limit >= 1, "--limit must be >= 1: limit=" + limit);
        final List<String> line = new ArrayList<>(List.of(command.split(" ")));
        line.addAll(List.of("-m", Integer.toString(limit)));
        try (ServerProcess server = ServerProcess.start("soak", line)) {
            return run(server) ? 0 : FAILED;
        }
    }

    private boolean run(final ServerProcess server) throws IOException {
        final ServerStats before = new ServerStats(server.address());
        final AtomicLong flushedAt = new AtomicLong();
        final List<SoakClient> running = new ArrayList<>();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            running.add(new SoakClient(server.address(), i, tally, flushedAt, seed));
            threads.add(new Thread(running.get(i), "soak-client-" + i));
        }
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
        final boolean steady = watch(server, running);
        running.forEach(SoakClient::end);
        final boolean ended = join(threads);
        boolean right = ended && steady;
        for (final SoakClient client : running) {
            if (client.failure() != null) {
                print("an answer is wrong: %s%n", client.failure());
                right = false;
            }
        }
        if (!ended) {
            print("a client did not end within %d s%n", JOIN_MILLIS / 1000);
        }
        final long abandoned = running.stream().mapToLong(SoakClient::abandoned).sum();
        final long refused = running.stream().mapToLong(SoakClient::refused).sum();
        final boolean seldom = refused <= 1 + tally.get(Tally.Kind.CMD_SET) / SETS_PER_REFUSAL;
        print("%d sets were refused for want of memory%s%n", refused, seldom ? "" : ", TOO MANY");
        // Clients that broke off have not counted all that the server did.
        return right && seldom & countsAgree(before, awaitDisconnects(server, before), abandoned + refused);
    }

    /** Looks at resident memory each second; false if it grew. Ends early if a client failed. */
    private boolean watch(final ServerProcess server, final List<SoakClient> running) throws IOException {
        final long start = System.nanoTime();
        final long seconds = Math.max(3, (long) (minutes * 60));
        final long first = Math.min(LONGEST_FIRST_PART_SECONDS, (long) (seconds * FIRST_PART));
        long early = 0;
        long late = 0;
        progress.begin("server-soak");
        for (long second = 1; second <= seconds; second++) {
            final long end = start + TimeUnit.SECONDS.toNanos(second);
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (running.stream().anyMatch(client -> client.failure() != null)) {
                return false;
            }
            final long resident = ResidentMemory.of(server.pid());
            early = second <= first ? Math.max(early, resident) : early;
            late = second > first ? Math.max(late, resident) : late;
            progress.at(second, seconds);
        }
        progress.end(String.format(Locale.ROOT, "%,d sets, %,d keys asked for", tally.get(Tally.Kind.CMD_SET),
            tally.get(Tally.Kind.CMD_GET)));
        final boolean steady = late <= early * (1 + SLACK) + HEAP_SLACK;
        print("resident: at most %d MiB in the first %d s, %d MiB in the %d s after, with -m %d: %s%n",
            early / MEBIBYTE, first, late / MEBIBYTE, seconds - first, limit, steady ? "no growth" : "IT GREW");
        figures.add("server", "soak-growth", "flagstone", 0, "MiB", (double) (late - early) / MEBIBYTE);
        return steady;
    }

    private static boolean join(final List<Thread> threads) throws IOException {
        final long end = System.currentTimeMillis() + JOIN_MILLIS;
        try {
            for (final Thread thread : threads) {
                thread.join(Math.max(1, end - System.currentTimeMillis()));
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while clients end", e);
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /** The counters once the server has noticed that everybody has gone. */
    private ServerStats awaitDisconnects(final ServerProcess server, final ServerStats before) throws IOException {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GONE_SECONDS);
        ServerStats stats = ask(server);
        while (stats.number("curr_connections") > before.number("curr_connections") && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            stats = ask(server);
        }
        return stats;
    }

    /** Asks on a connection of its own, which is a connection more. */
    private ServerStats ask(final ServerProcess server) throws IOException {
        tally.count(Tally.Kind.TOTAL_CONNECTIONS);
        return new ServerStats(server.address());
    }

    private boolean countsAgree(final ServerStats before, final ServerStats after, final long uncertain)
        throws IOException {
        boolean agree = true;
        for (final Tally.Kind kind : Tally.Kind.values()) {
            final String name = kind.name().toLowerCase(Locale.ROOT);
            final long theirs = after.number(name) - before.number(name);
            final long ours = tally.get(kind);
            // A set that was left in the middle, or refused, may have begun or not.
            final long more = kind == Tally.Kind.CMD_SET ? uncertain : 0;
            final boolean same = theirs >= ours && theirs <= ours + more;
            agree &= same;
            print("%-18s clients %,12d  stats %,12d%s%n", name, ours, theirs, same ? "" : "  DIFFERENT");
        }
        return agree;
    }

    private void print(final String format, final Object... values) {
        spec.commandLine().getOut().printf(Locale.ROOT, format, values);
        spec.commandLine().getOut().flush();
    }
}
