/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A closed load on a server that speaks memcached's text protocol: one thread drives all connections and verifies
 * every reply. As a command it stores the keys, runs for some seconds and prints requests per second:
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.flagstone.benchmarks.server.LoadDriver --port 11211
 * </pre>
 */
public final class LoadDriver implements AutoCloseable {
    private static final long SELECT_MILLIS = 100;
    private static final long JOIN_MILLIS = 10_000;

    private final LoadCounters counters = new LoadCounters();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Selector selector;
    private final Thread thread;
    private volatile boolean isClosing;
    private volatile Throwable failure;

    private LoadDriver(final InetSocketAddress server, final TextExchanges exchanges, final LoadOptions options)
        throws IOException {
        final RequestSequence sequence = new RequestSequence(options);
        selector = Selector.open();
        for (int i = 0; i < options.connections(); i++) {
            final SocketChannel channel = SocketChannel.open(server);
            channels.add(channel);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ,
                new LoadConnection(channel, exchanges, sequence, counters, options));
        }
        thread = new Thread(this::run, "load-driver");
        thread.setDaemon(true);
    }

    /**
     * Connects and starts.
     *
     * @param server    to load
     * @param exchanges that {@link Preload} has stored
     * @param options   of the load
     * @return the running load
     * @throws IOException if a connection is refused
     */
    static LoadDriver start(final InetSocketAddress server, final TextExchanges exchanges, final LoadOptions options)
        throws IOException {
        final LoadDriver driver = new LoadDriver(server, exchanges, options);
        driver.thread.start();
        return driver;
    }

    LoadCounters counters() {
        return counters;
    }

    /** Lets the load run; throws what broke it, if something does. */
    void runFor(final double seconds) {
        final long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            checkHealth();
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(SELECT_MILLIS)));
        }
        checkHealth();
    }

    /** Stops sending and closes every connection; requests in flight are given up. */
    @Override
    public void close() {
        isClosing = true;
        selector.wakeup();
        try {
            thread.join(JOIN_MILLIS);
            for (final SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        checkHealth();
    }

    private void checkHealth() {
        final Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the load broke: " + cause.getMessage(), cause);
        }
    }

    private void run() {
        try {
            for (final SelectionKey key : selector.keys()) {
                connection(key).advance(key);
            }
            while (!isClosing) {
                selector.select(LoadDriver::advance, SELECT_MILLIS);
            }
        } catch (final IOException | RuntimeException e) {
            failure = e;
        }
    }

    private static void advance(final SelectionKey key) {
        try {
            connection(key).advance(key);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoadConnection connection(final SelectionKey key) {
        return (LoadConnection) key.attachment();
    }

    /**
     * Loads a server that already runs.
     *
     * @param arguments {@code --help} lists them
     * @throws IOException if the server cannot be reached
     */
    public static void main(final String[] arguments) throws IOException {
        if (Arguments.asksForHelp(arguments)) {
            System.out.println("""
                Loads a server that speaks memcached's text protocol, and verifies what it answers.
                  --host NAME       the server (127.0.0.1)
                  --port N          its port (11211)
                  --seconds N       how long (10)
                """ + LoadOptions.help());
            return;
        }
        final Arguments given = new Arguments(arguments);
        final InetSocketAddress server =
            new InetSocketAddress(given.text("host", "127.0.0.1"), given.number("port", 11211));
        final int seconds = given.number("seconds", 10);
        final LoadOptions options = LoadOptions.of(given, given.number("in-flight", 16));
        given.checkAllKnown();
        final TextExchanges exchanges = new TextExchanges(options);
        Preload.store(server, exchanges);
        try (LoadDriver driver = start(server, exchanges, options)) {
            long before = 0;
            for (int second = 1; second <= seconds; second++) {
                driver.runFor(1);
                final long answered = driver.counters().answered();
                System.out.printf("%3d s  %,9d requests/s%n", second, answered - before);
                before = answered;
            }
            System.out.printf("mean   %,9d requests/s: %,d hits, %,d misses, %,d stored%n", before / seconds,
                driver.counters().hits(), driver.counters().misses(), driver.counters().stored());
        }
    }
}
