/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream as one server answered it.
 *
 * @param requests what was sent in each step, in the words of a transcript, the markers behind it included
 * @param replies  what came back, as far as the server went
 * @param isSilent whether it stopped there without closing
 */
record Playback(List<String> requests, List<List<String>> replies, boolean isSilent) {
    static Playback of(final CommandStream stream, final Dialect dialect, final Peer peer, final boolean isMemcached)
        throws IOException {
        final List<String> requests = new ArrayList<>();
        final List<List<String>> replies = new ArrayList<>();
        final Uniques uniques = new Uniques();
        try (PeerConnection connection = peer.connect()) {
            connection.ask(uniques.bytes(dialect.flush() + dialect.marker()), dialect.markerReply(), 1);
            if (connection.isSilent()) {
                throw new IOException("a server must answer: peer=" + (isMemcached ? "memcached" : "flagstone"));
            }
            for (int i = 0; i < stream.steps().size() && !connection.isSilent(); i++) {
                final Adapted adapted = stream.adapted(dialect, i);
                final String request = isMemcached ? adapted.request() : stream.request(dialect, i);
                requests.add(uniques.text(request));
                final byte[] bytes = uniques.bytes(request);
                final String reply = stream.isLast(i) ? connection.askLast(bytes)
                    : connection.ask(bytes, dialect.markerReply(), adapted.markers());
                replies.add(dialect.describe(reply, uniques));
            }
            return new Playback(requests, replies, connection.isSilent());
        }
    }
}
