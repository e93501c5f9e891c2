/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Plays the server's part of one case by heart, and may be told to get it wrong. */
final class RecitingServer implements GoldenServer {
    private final GoldenCase golden;
    private final BiFunction<Integer, byte[], byte[]> slip;
    private final List<Connection> connections = new ArrayList<>();
    private Duration slept = Duration.ZERO;
    private int step;
    private boolean neverCloses;
    private byte[] lastWords = new byte[0];

    /** The slip may change the answer to a step, known by its index. */
    RecitingServer(final GoldenCase golden, final BiFunction<Integer, byte[], byte[]> slip) {
        this.golden = golden;
        this.slip = slip;
    }

    RecitingServer neverClosing() {
        neverCloses = true;
        return this;
    }

    RecitingServer saying(final String words) {
        lastWords = words.getBytes(StandardCharsets.US_ASCII);
        return this;
    }

    Duration slept() {
        return slept;
    }

    @Override
    public GoldenConnection connect() {
        final Connection connection = new Connection();
        connections.add(connection);
        return connection;
    }

    @Override
    public void reset() {
        connections.clear();
        slept = Duration.ZERO;
        step = 0;
    }

    @Override
    public void advance(final Duration time) {
        slept = slept.plus(time);
    }

    @Override
    public long unixSeconds() {
        return 1_000_000;
    }

    /** A value for each name and kind of token. */
    private byte[] recite(final List<GoldenPiece> pieces) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (final GoldenPiece piece : pieces) {
            if (piece instanceof GoldenPiece.Bytes plain) {
                bytes.writeBytes(plain.bytes());
            } else if (piece instanceof GoldenPiece.Unique unique) {
                final long value = 1000 + unique.name().hashCode() - unique.less();
                bytes.writeBytes(unique.binary() ? ByteBuffer.allocate(8).putLong(value).array()
                    : Long.toString(value).getBytes(StandardCharsets.US_ASCII));
            } else {
                final long value = piece instanceof GoldenPiece.Number number ? Math.max(0, number.lowest())
                    : piece instanceof GoldenPiece.Now now ? unixSeconds() + now.seconds() : 0;
                bytes.writeBytes(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }

    private final class Connection implements GoldenConnection {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int received;
        private boolean closed;

        @Override
        public void send(final byte[] bytes) {
            received += bytes.length;
            answer();
        }

        /** Answers the steps whose requests have come in whole; a step without a request is answered when it is due. */
        private void answer() {
            while (step < golden.steps().size()) {
                final GoldenStep now = golden.steps().get(step);
                final int length = recite(now.request()).length;
                final boolean mine = connections.size() >= now.connection()
                    && connections.indexOf(this) == indexOf(now.connection());
                if (!mine || received < length) {
                    return;
                }
                received -= length;
                out.writeBytes(slip.apply(step, recite(now.reply())));
                closed |= now.closed() && !neverCloses;
                step++;
                if (received == 0) {
                    return;
                }
            }
        }

        private int indexOf(final int number) {
            return (int) golden.steps().stream().limit(step + 1L).mapToInt(GoldenStep::connection).distinct()
                .takeWhile(other -> other != number).count();
        }

        @Override
        public byte[] receive() {
            final byte[] bytes = out.toByteArray();
            out.reset();
            return bytes;
        }

        @Override
        public boolean closed() {
            return closed && out.size() == 0;
        }

        @Override
        public void finish() {
            out.writeBytes(lastWords);
            closed = !neverCloses;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
