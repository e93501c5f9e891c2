/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Gets, and one set in ten, at a steady pace, whatever the server does: each request has a time at which it is due, and
 * its latency counts from there, so that a request which had to wait because the server was late is late as well.
 * (A load that sends only when it was answered leaves out the very requests that would have been slow: coordinated
 * omission.) Sets are of items that were never there, so that a full server evicts, and of those that were missed, as
 * whoever uses a cache stores them again. The thread that runs it never sleeps.
 */
final class PacedLoad implements AutoCloseable {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final int SETS_IN = 10;
    /** So many times smaller than the window is the part that nobody asks for yet. */
    private static final int UNSETTLED = 8;

    private final Selector selector = Selector.open();
    private final ArrayDeque<PacedConnection> free;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Consumer<SelectionKey> receive = this::receive;
    private final Histogram histogram = new Histogram(HIGHEST_NANOS, DIGITS);
    private final int window;
    /** The item that was missed and is to be stored next; one is remembered at a time. */
    private int missed;
    private int newest;
    private long misses;

    /**
     * Connects.
     *
     * @param server      that holds numbered items
     * @param connections to it
     * @param items       that were stored; new ones are numbered from here on
     * @param window      how far behind the newest the items lie that are asked for
     */
    PacedLoad(final InetSocketAddress server, final int connections, final int items,
        final int window) throws IOException {
        this.window = window;
        newest = items;
        free = new ArrayDeque<>(connections);
        for (int i = 0; i < connections; i++) {
            final SocketChannel channel = LoadDriver.connect(server);
            channel.configureBlocking(false);
            final PacedConnection connection = new PacedConnection(channel);
            channel.register(selector, SelectionKey.OP_READ, connection);
            free.add(connection);
        }
    }

    /**
     * Runs.
     *
     * @param perSecond requests that become due each second; 0 for as many as are answered
     * @param seconds   that it lasts
     * @return the time from when a request was due until it was answered, in nanoseconds; valid until the next call
     */
    Histogram run(final double perSecond, final double seconds) throws IOException {
        histogram.reset();
        final long start = System.nanoTime();
        final long end = start + (long) (seconds * 1e9);
        long sent = 0;
        for (long now = start; now < end; now = System.nanoTime()) {
            while (!free.isEmpty()) {
                final long due = perSecond == 0 ? now : start + (long) (sent * 1e9 / perSecond);
                if (due > now) {
                    break;
                }
                send(free.poll(), due);
                sent++;
            }
            selector.selectNow(receive);
        }
        while (free.size() < selector.keys().size()) {
            selector.select(receive);
        }
        return histogram;
    }

    private void send(final PacedConnection connection, final long due) throws IOException {
        if (missed != 0) {
            connection.send(missed, true, due);
            missed = 0;
        } else if (random.nextInt(SETS_IN) == 0) {
            connection.send(newest++, true, due);
        } else {
            // The older the rarer; the newest may be on their way still.
            final double age = random.nextDouble();
            connection.send(newest - window / UNSETTLED - (int) (window * age * age), false, due);
        }
    }

    private void receive(final SelectionKey key) {
        final PacedConnection connection = (PacedConnection) key.attachment();
        try {
            if (connection.receive()) {
                histogram.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - connection.due()));
                if (connection.isMiss()) {
                    misses++;
                    missed = connection.number();
                }
                free.add(connection);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gets that found nothing, in all runs. */
    long misses() {
        return misses;
    }

    @Override
    public void close() throws IOException {
        for (final SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
