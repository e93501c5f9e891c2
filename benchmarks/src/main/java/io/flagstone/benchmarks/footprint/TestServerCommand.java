/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.footprint;

import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.result.FigureOptions;
import io.flagstone.listener.testing.TestMemcached;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a server for tests takes. */
@Command(name = "test-server", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Starts a server for tests again and again in this JVM; prints the time until the first answer, and"
        + " the threads and memory that each of several takes.")
public final class TestServerCommand implements Callable<Integer> {
    private static final byte[] REQUEST = "mn\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final double AT_MOST_MILLIS = 50;
    private static final int MOST_ROUNDS = 1_000_000;
    private static final int MOST_SERVERS = 1000;
    private static final int FAILED = 1;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "200", description = "starts, one behind the other"
        + " (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--servers", paramLabel = "N", defaultValue = "20", description = "that run at the same time"
        + " (default: ${DEFAULT-VALUE})")
    private int servers;

    @Mixin
    private final FigureOptions figures = new FigureOptions();

    /** Made by the command line. */
    public TestServerCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        Rule.require(rounds >= 1 && rounds <= MOST_ROUNDS, "--rounds must be 1 to " + MOST_ROUNDS + ": rounds="
            + rounds);
        Rule.require(servers >= 1 && servers <= MOST_SERVERS, "--servers must be 1 to " + MOST_SERVERS + ": servers="
            + servers);
        final double first = startMillis();
        final double[] warm = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            warm[i] = startMillis();
        }
        figures.add("start", "test-server", "flagstone", 0, "ms", warm);
        Arrays.sort(warm);
        final boolean holds = warm[rounds / 2] < AT_MOST_MILLIS;
        System.out.printf(Locale.ROOT, "start to first answer: %.1f ms the first time in the JVM; then %d times: median"
            + " %.1f ms (%s %.0f ms), longest %.1f ms%n", first, rounds, warm[rounds / 2],
            holds ? "below" : "NOT below", AT_MOST_MILLIS, warm[rounds - 1]);
        printEach();
        return holds ? 0 : FAILED;
    }

    private static double startMillis() throws IOException {
        final long start = System.nanoTime();
        try (TestMemcached server = TestMemcached.start()) {
            ask(server);
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private static void ask(final TestMemcached server) throws IOException {
        try (Socket socket = new Socket(server.address().getAddress(), server.port())) {
            socket.getOutputStream().write(REQUEST);
            if (socket.getInputStream().readNBytes(REQUEST.length).length < REQUEST.length) {
                throw new IOException("the server must answer: " + server);
            }
        }
    }

    private void printEach() throws IOException {
        System.gc();
        final int threads = Thread.activeCount();
        final long heap = heap();
        final long direct = direct();
        final List<TestMemcached> open = new ArrayList<>();
        try {
            for (int i = 0; i < servers; i++) {
                open.add(TestMemcached.start());
                ask(open.get(i));
            }
            System.gc();
            final long items = open.stream().mapToLong(server -> server.cache().stats().memoryUsed()).sum();
            System.out.printf(Locale.ROOT, "each of %d: %.1f threads, %.2f MiB of heap, %.2f MiB of buffers, %.2f MiB"
                + " of its limit%n", servers, (double) (Thread.activeCount() - threads) / servers,
                perServer(heap() - heap), perServer(direct() - direct), perServer(items));
        } finally {
            open.forEach(TestMemcached::close);
        }
    }

    private double perServer(final long bytes) {
        return bytes / (1024.0 * 1024) / servers;
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> "direct".equals(pool.getName())).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    private static long heap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
