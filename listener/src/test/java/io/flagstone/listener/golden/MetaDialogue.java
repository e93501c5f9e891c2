/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;

/** A dialogue in text: {@code >} lines of requests, {@code <} the lines of their answer. */
final class MetaDialogue {
    private MetaDialogue() {
    }

    /** Plays a dialogue against a server in memory, in packets as it stands there and then byte by byte. */
    static void play(final String dialogue) throws IOException {
        play(ServerConfig.builder(), dialogue);
    }

    /** The same against a server that is told something. */
    static void play(final ServerConfigBuilder config, final String dialogue) throws IOException {
        final StringBuilder transcript = new StringBuilder("== dialogue\n");
        boolean answering = false;
        for (final String line : dialogue.split("\n")) {
            final boolean asks = line.startsWith(">");
            transcript.append(asks && answering ? "-\n" : "").append(line).append("\\r\\n\n");
            answering = !asks;
        }
        final GoldenCase golden = GoldenTranscript.parse(transcript.toString()).get(0);
        try (InMemoryServer server = new InMemoryServer(config)) {
            GoldenReplay.play(golden, server, RequestSplitter.AS_RECORDED);
            GoldenReplay.play(golden, server, RequestSplitter.BYTE_BY_BYTE);
        }
    }
}
