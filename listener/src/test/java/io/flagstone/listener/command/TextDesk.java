/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One connection to commands without a socket, which keeps what was not used, as a connection does. */
final class TextDesk extends KeptReplies implements AutoCloseable {
    final ServerState state;
    private final ByteCache cache;
    private final CommandExecutor executor;
    private final Conversation conversation = new Conversation(1);
    private byte[] kept = {};

    TextDesk(final ServerConfigBuilder config) {
        this(config, ByteCache.builder().callerMaintains().build());
    }

    TextDesk(final ServerConfigBuilder config, final ByteCache cache) {
        this.cache = cache;
        state = new ServerState(cache, config.port(0).build(), 1_800_000_000L);
        executor = new CommandExecutor(state, state.newCounters());
    }

    TextDesk() {
        this(ServerConfig.builder());
    }

    /** Sends, and gives what comes back. */
    String ask(final String text) {
        final byte[] more = text.getBytes(StandardCharsets.ISO_8859_1);
        final int length = kept.length + more.length;
        final ByteBuffer in = ByteBuffer.allocateDirect(length).put(kept).put(more);
        int used = 0;
        do {
            used += executor.process(conversation, in, used, length, this);
        } while (conversation.isUnfinished() && !conversation.isClosing() && !blocked);
        kept = new byte[conversation.isClosing() ? 0 : length - used];
        in.get(used, kept);
        final String answer = sent.toString(StandardCharsets.ISO_8859_1);
        sent.reset();
        return answer;
    }

    /** How many bytes the connection would have to keep. */
    int kept() {
        return kept.length;
    }

    boolean isClosing() {
        return conversation.isClosing();
    }

    @Override
    public void close() {
        conversation.end();
        cache.close();
    }
}
