/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaybackTest {
    private static final int PATIENCE_MILLIS = 50;

    private final Dialect dialect = LineDialect.text();
    private final CommandStream stream = new CommandStream(List.of(List.of("get k\r\n"), List.of("version\r\n")));

    /** Answers what begins a stream, and nothing else. */
    private Playback withoutAnswer() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            final Socket[] accepted = new Socket[1];
            final Peer peer = new Peer() {
                @Override
                public PeerConnection connect() throws IOException {
                    final PeerConnection connection = new PeerConnection(address, PATIENCE_MILLIS);
                    accepted[0] = server.accept();
                    accepted[0].getOutputStream().write("OK\r\nMN\r\n".getBytes(StandardCharsets.US_ASCII));
                    return connection;
                }

                @Override
                public void close() {
                    throw new IllegalStateException("a peer is closed by who made it");
                }
            };
            final Playback playback = Playback.of(stream, dialect, peer, true);
            accepted[0].close();
            return playback;
        }
    }

    @Test
    void shouldTellThatAServerStoppedAnswering() throws IOException {
        final Playback silent = withoutAnswer();
        assertTrue(silent.isSilent());
        assertEquals(List.of(List.of()), silent.replies());
    }

    @Test
    void shouldTakeSilenceForADifferenceInTheStepWhereItBegan() throws IOException {
        try (Peer peer = Peer.flagstone()) {
            final Playback whole = Playback.of(stream, dialect, peer, false);
            assertFalse(whole.isSilent());
            assertEquals(2, whole.replies().size());
            assertEquals(0, new Comparison(dialect).firstDifference(whole, withoutAnswer()));
        }
    }
}
