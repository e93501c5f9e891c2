/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.workload.ValueSizes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The load alone, on a server that runs already. */
@Command(name = "server-load", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Loads a server that speaks memcached's text protocol, verifies every byte of what it answers, and"
        + " prints requests per second.")
public final class LoadCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--host", paramLabel = "NAME", defaultValue = "127.0.0.1", description = "of the server (default:"
        + " ${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", paramLabel = "N", defaultValue = "11211", description = "(default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "10", description = "that it lasts (default:"
        + " ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "32", description = "(default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--in-flight", paramLabel = "N", defaultValue = "16", description = "requests that a connection"
        + " sends together (default: ${DEFAULT-VALUE})")
    private int inFlight;

    @Option(names = "--keys-per-get", paramLabel = "N", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
    private int keysPerGet;

    @Option(names = "--items", paramLabel = "N", defaultValue = "100000", description = "keys, all stored beforehand"
        + " (default: ${DEFAULT-VALUE})")
    private int items;

    @Option(names = "--values", paramLabel = "SIZES", defaultValue = "100", description = "N, MIN-MAX, log:MIN-MAX, etc"
        + " or lognormal (default: ${DEFAULT-VALUE})")
    private String values;

    @Option(names = "--sets", paramLabel = "PERCENT", defaultValue = "0", description = "of the requests, the others"
        + " being gets (default: ${DEFAULT-VALUE})")
    private int sets;

    @Option(names = "--skew", paramLabel = "S", defaultValue = "0.99", description = "exponent of the keys' Zipf"
        + " distribution (default: ${DEFAULT-VALUE})")
    private double skew;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of everything random (default:"
        + " ${DEFAULT-VALUE})")
    private long seed;

    @Spec
    private CommandSpec spec;

    /** Made by the command line. */
    public LoadCommand() {
        // its fields are set before it is called
    }

    @Override
    public Integer call() throws IOException {
        Rule.require(port >= 1 && port <= HIGHEST_PORT, "--port must be 1 to 65535: port=" + port);
        Rule.require(seconds >= 1, "--seconds must be >= 1: seconds=" + seconds);
        final Load load =
            new Load(connections, inFlight, keysPerGet, items, ValueSizes.named(values), sets, skew, seed);
        final InetSocketAddress server = new InetSocketAddress(host, port);
        // Before the keys are made, which takes a while.
        LoadDriver.connect(server).close();
        final TextExchanges exchanges = new TextExchanges(load);
        final Script script = Script.of(load, exchanges);
        Preload.store(server, exchanges);
        try (LoadDriver driver = LoadDriver.start(server, script, connections)) {
            long before = 0;
            for (int second = 1; second <= seconds; second++) {
                driver.runFor(1);
                final long answered = driver.answered();
                print("%3d s  %,9d requests/s%n", second, answered - before);
                before = answered;
            }
            print("mean   %,9d requests/s, every reply as it has to be%n", before / seconds);
        }
        return 0;
    }

    private void print(final String format, final Object... values) {
        spec.commandLine().getOut().printf(Locale.ROOT, format, values);
        spec.commandLine().getOut().flush();
    }
}
