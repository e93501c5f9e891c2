/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays one case of a transcript against a server and fails where the server says anything else. */
public final class GoldenReplay {
    private final GoldenCase golden;
    private final GoldenServer server;
    private final RequestSplitter splitter;
    private final GoldenUniques uniques = new GoldenUniques();
    private final Map<Integer, GoldenConnection> connections = new TreeMap<>();

    private GoldenReplay(final GoldenCase golden, final GoldenServer server, final RequestSplitter splitter) {
        this.golden = golden;
        this.server = server;
        this.splitter = splitter;
    }

    /**
     * Resets the server and plays the case.
     *
     * @throws AssertionError with the place in the transcript, what was awaited and what came
     */
    public static void play(final GoldenCase golden, final GoldenServer server, final RequestSplitter splitter)
        throws IOException {
        server.reset();
        final GoldenReplay replay = new GoldenReplay(golden, server, splitter);
        try {
            for (final GoldenStep step : golden.steps()) {
                replay.play(step);
            }
            replay.finish();
        } finally {
            for (final GoldenConnection connection : replay.connections.values()) {
                connection.close();
            }
        }
    }

    private void play(final GoldenStep step) throws IOException {
        if (!step.sleep().isZero()) {
            server.advance(step.sleep());
        }
        GoldenConnection connection = connections.get(step.connection());
        if (connection == null) {
            connection = server.connect();
            connections.put(step.connection(), connection);
        }
        for (final byte[] piece : splitter.split(step, render(step.request()))) {
            connection.send(piece);
        }
        final GoldenMatcher matcher = new GoldenMatcher(step.reply(), uniques);
        GoldenMatcher.Outcome outcome = matcher.offer(new byte[0]);
        while (outcome == GoldenMatcher.Outcome.INCOMPLETE) {
            final byte[] bytes = connection.receive();
            if (bytes.length == 0) {
                throw failure(step.line(), "the answer stops " + matcher.explain());
            }
            outcome = matcher.offer(bytes);
        }
        if (outcome == GoldenMatcher.Outcome.DIFFERENT) {
            throw failure(step.line(), "the answer differs " + matcher.explain());
        }
        if (step.closed()) {
            requireClosed(connection, step.line());
        }
    }

    /** What came unasked for on any connection has stayed there until now. */
    private void finish() throws IOException {
        for (final GoldenConnection connection : connections.values()) {
            connection.finish();
            requireClosed(connection, golden.line());
        }
    }

    private void requireClosed(final GoldenConnection connection, final int line) throws IOException {
        final byte[] more = connection.receive();
        if (more.length > 0) {
            final GoldenMatcher nothing = new GoldenMatcher(List.of(), uniques);
            nothing.offer(more);
            throw failure(line, "the server must only close " + nothing.explain());
        }
        if (!connection.closed()) {
            throw failure(line, "the server must close and does not");
        }
    }

    private byte[] render(final List<GoldenPiece> request) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (final GoldenPiece piece : request) {
            if (piece instanceof GoldenPiece.Bytes plain) {
                bytes.writeBytes(plain.bytes());
            } else if (piece instanceof GoldenPiece.Now now) {
                bytes.writeBytes(decimal(server.unixSeconds() + now.seconds()));
            } else if (piece instanceof GoldenPiece.Unique unique) {
                final long value = uniques.value(unique);
                bytes.writeBytes(unique.binary()
                    ? ByteBuffer.allocate(Long.BYTES).putLong(value).array() : decimal(value));
            } else {
                throw new IllegalArgumentException("a request must not hold this: piece=" + piece);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] decimal(final long value) {
        return Long.toUnsignedString(value).getBytes(StandardCharsets.US_ASCII);
    }

    private AssertionError failure(final int line, final String what) {
        return new AssertionError("case '" + golden.name() + "', line " + line + ": " + what);
    }
}
