/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DifferentialTest {
    private static final long STREAMS = 40;

    /** Each dialect, and a mistake in its answers: which bytes there become which, and what is left to show it. */
    private static Stream<Arguments> dialects() {
        return Stream.of(
            Arguments.of(LineDialect.text(), "NOT_STORED", "STORED"),
            Arguments.of(LineDialect.meta(), "NS\r", "NF\r"),
            Arguments.of(new BinaryDialect(), "Not found", "Not there"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void shouldFindNoDifferenceBetweenFlagstoneAndItself(final Dialect dialect) throws IOException {
        try (Peer one = Peer.flagstone(); Peer other = Peer.flagstone()) {
            final Differential differential = new Differential(new Exact(dialect), one, other);
            for (long i = 0; i < STREAMS; i++) {
                assertNull(differential.play(CommandStream.random(new Exact(dialect), i)));
            }
            assertEquals(STREAMS, differential.streams());
            assertEquals(Map.of(), differential.comparison().seen());
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void shouldFindAPlantedDifferenceAndMakeItSmall(final Dialect dialect, final String right, final String wrong)
        throws IOException {
        try (Peer one = Peer.flagstone(); Peer other = Peer.flagstone()) {
            final Differential differential = new Differential(new Exact(dialect), one, new Lying(other, right, wrong));
            Differential.Finding finding = null;
            for (long i = 0; finding == null && i < STREAMS; i++) {
                finding = differential.play(CommandStream.random(new Exact(dialect), i));
            }
            assertNotNull(finding);
            final List<String> replies = finding.flagstone().replies().get(finding.step());
            final String shown = GoldenText.of(right);
            assertEquals(1, replies.stream().filter(reply -> reply.contains(shown)).count(), replies::toString);
            assertEquals(1, finding.flagstone().requests().size());
        }
    }

    /** The dialect as Flagstone speaks it on both sides. */
    private record Exact(Dialect dialect) implements Dialect {
        @Override
        public Commands commands() {
            return dialect.commands();
        }

        @Override
        public String flush() {
            return dialect.flush();
        }

        @Override
        public String marker() {
            return dialect.marker();
        }

        @Override
        public String markerReply() {
            return dialect.markerReply();
        }

        @Override
        public Adapted adapt(final String request) {
            final Adapted adapted = dialect.adapt(request);
            return adapted == null ? null
                : new Adapted(request, java.util.Set.of(), adapted.markers(), adapted.isEnded());
        }

        @Override
        public List<String> describe(final String reply, final Uniques uniques) {
            return dialect.describe(reply, uniques);
        }

        @Override
        public KnownDifference judge(final String memcached, final String flagstone) {
            return null;
        }
    }

    /** A server whose answers have other bytes. */
    private record Lying(Peer honest, String right, String wrong) implements Peer {
        @Override
        public PeerConnection connect() throws IOException {
            final PeerConnection connection = honest.connect();
            connection.change(answer -> answer.replace(right, wrong));
            return connection;
        }

        @Override
        public void close() {
            honest.close();
        }
    }
}
