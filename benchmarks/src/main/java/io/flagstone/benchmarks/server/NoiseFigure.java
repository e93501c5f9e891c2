/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.footprint.ResidentMemory;
import io.flagstone.benchmarks.load.Generator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How long others wait for their answer while clients say what means nothing, and what stays of it in memory. */
final class NoiseFigure implements Figure {
    private static final double MOST_MILLIS = 100;
    private static final double MOST_MIB = 8;
    private static final int REST_SECONDS = 40;
    private static final int NOISY_AT_ONCE = 8;
    private static final int DIGITS = 3;
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final byte[] ASKED = ascii("set mine 0 0 1\r\nx\r\nget mine\r\n");
    private static final byte[] ANSWER = ascii("STORED\r\nVALUE mine 0 1\r\nx\r\nEND\r\n");

    private final Noise noise = new Noise(5);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length);

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public List<Row> measure(final Bench bench) throws IOException {
        final InetSocketAddress datagrams = ServerProcess.freePort();
        final InetSocketAddress proxied = ServerProcess.freePort();
        try (ServerProcess server = bench.mutedFlagstone("-m", "64", "-t", "1", "-U",
                Integer.toString(datagrams.getPort()), "-l", "proto[proxy]:127.0.0.1:" + proxied.getPort());
                SocketChannel other = Generator.connect(server.address());
                DatagramChannel socket = DatagramChannel.open()) {
            socket.configureBlocking(false);
            final List<InetSocketAddress> noisy = List.of(server.address(), proxied);
            bench.progress().begin("noise");
            run(bench, bench.warmup(), noisy, socket, datagrams, other);
            final long before = atRest(server);
            final Histogram waits = run(bench, bench.minutes() * 60, noisy, socket, datagrams, other);
            final double grown = (atRest(server) - before) / (double) (1 << 20);
            bench.progress().end(String.format(Locale.ROOT, "%,d answers, p99 %.1f ms, p99.9 %.1f ms",
                waits.getTotalCount(), waits.getValueAtPercentile(99) / NANOS_PER_MILLI,
                waits.getValueAtPercentile(99.9) / NANOS_PER_MILLI));
            return List.of(
                Row.alone("noise-longest-wait", "longest wait for an answer beside noise", "ms",
                    waits.getMaxValue() / NANOS_PER_MILLI, Bound.atMost(MOST_MILLIS)),
                Row.alone("noise-memory", "memory that stays of it", "MiB", grown, Bound.atMost(MOST_MIB)));
        }
    }

    /** The least that is resident while nobody says anything, for longer than the server takes to give memory back. */
    private static long atRest(final ServerProcess server) throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < REST_SECONDS; i++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            least = Math.min(least, ResidentMemory.of(server.pid()));
        }
        return least;
    }

    private Histogram run(final Bench bench, final double seconds, final List<InetSocketAddress> noisy,
            final DatagramChannel socket, final InetSocketAddress datagrams, final SocketChannel other)
            throws IOException {
        final Histogram waits = new Histogram(DIGITS);
        final long begun = System.nanoTime();
        final long nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        long shown = 0;
        for (long passed = 0; passed < nanos; passed = System.nanoTime() - begun) {
            for (int i = 0; i < NOISY_AT_ONCE; i++) {
                noise.say(noisy.get(i % noisy.size()));
                noise.send(socket, datagrams);
            }
            waits.recordValue(ask(other));
            if (passed - shown > PROGRESS_NANOS) {
                shown = passed;
                bench.progress().at(passed, nanos);
            }
        }
        return waits;
    }

    /** Stores a value and gets it, behind all that the noisy ones have sent; the nanoseconds until the answer. */
    private long ask(final SocketChannel other) throws IOException {
        final long asked = System.nanoTime();
        other.write(ByteBuffer.wrap(ASKED));
        answer.clear();
        while (answer.hasRemaining()) {
            if (other.read(answer) < 0) {
                throw new IOException("the server closed a connection that had done nothing wrong");
            }
        }
        final long waited = System.nanoTime() - asked;
        if (!answer.flip().equals(ByteBuffer.wrap(ANSWER))) {
            throw new IOException("a wrong answer: " + StandardCharsets.ISO_8859_1.decode(answer));
        }
        return waited;
    }
}
