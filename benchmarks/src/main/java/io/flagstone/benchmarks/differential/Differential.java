/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sends the same random streams to two servers until their answers differ or enough commands were sent. */
final class Differential {
    /** A difference counts if it is there again. */
    private static final int REPEATS = 3;

    private final Dialect dialect;
    private final Peer flagstone;
    private final Peer memcached;
    private final Comparison comparison;
    private Finding last;
    private long commands;
    private long streams;
    private long passing;

    Differential(final Dialect dialect, final Peer flagstone, final Peer memcached) {
        this.dialect = dialect;
        this.flagstone = flagstone;
        this.memcached = memcached;
        comparison = new Comparison(dialect);
    }

    /**
     * A stream that was answered differently.
     *
     * @param flagstone what Flagstone answered
     * @param memcached what memcached answered
     * @param step      the first step where the answers differ
     */
    record Finding(Playback flagstone, Playback memcached, int step) {
    }

    /** The seed of one of the streams of a run. */
    static long streamSeed(final long seed, final long index) {
        return new SplittableRandom(seed + index * 0x9E3779B97F4A7C15L).nextLong();
    }

    /** Plays one stream; null if the answers are the same. */
    Finding play(final CommandStream stream) throws IOException {
        streams++;
        commands += stream.commands();
        for (int i = 0; i < stream.steps().size(); i++) {
            stream.adapted(dialect, i).reasons().forEach(comparison::count);
        }
        if (!differs(stream, comparison)) {
            return null;
        }
        for (int i = 0; i < REPEATS; i++) {
            if (!differs(stream, new Comparison(dialect))) {
                passing++;
                return null;
            }
        }
        Shrinker.shrink(stream, dialect, smaller -> differs(smaller, new Comparison(dialect)));
        return last;
    }

    /** What memcached answers, as a case of a transcript; none if it is not what Flagstone has to answer. */
    List<String> record(final CommandStream stream, final String name) throws IOException {
        final Comparison exact = new Comparison(dialect);
        final Playback ours = Playback.of(stream, dialect, flagstone, false);
        final Playback theirs = Playback.of(stream, dialect, memcached, true);
        final boolean isSame = ours.requests().equals(theirs.requests())
            && exact.firstDifference(ours, theirs) < 0
            && exact.seen().isEmpty();
        return isSame ? GoldenFile.lines(name, theirs) : new ArrayList<>();
    }

    private boolean differs(final CommandStream stream, final Comparison into) {
        try {
            final Playback ours = Playback.of(stream, dialect, flagstone, false);
            final Playback theirs = Playback.of(stream, dialect, memcached, true);
            final int step = into.firstDifference(ours, theirs);
            if (step >= 0) {
                last = new Finding(ours, theirs, step);
            }
            return step >= 0;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long commands() {
        return commands;
    }

    long streams() {
        return streams;
    }

    /** Streams that were answered differently once and not again. */
    long passing() {
        return passing;
    }

    Comparison comparison() {
        return comparison;
    }
}
