/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ServerConfig;
import java.nio.ByteBuffer;

/**
 * Everything behind a socket, for the coverage-guided fuzzer: whatever bytes a connection sends, however they are cut,
 * and however little it takes at a time, each turn takes bytes that are there or waits for more, and in the end the
 * cache is as sound as before.
 */
public final class CommandExecutorTarget {
    private static final long START = 1_800_000_000L;
    private static final long MOST_TURNS = 100_000;

    private static final ServerConfig CONFIG = ServerConfig.builder().port(0).memoryLimit(8 << 20).build();
    private static final ByteCache CACHE = ByteCache.builder().memoryLimit(CONFIG.memoryLimit()).callerMaintains()
        .build();
    private static final ServerState STATE = new ServerState(CACHE, CONFIG, START);
    private static final CommandExecutor EXECUTOR = new CommandExecutor(STATE, STATE.newCounters());

    private CommandExecutorTarget() {
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(final byte[] data) throws Exception {
        converse(data, data.length, false);
        converse(data, 1 + data.length / 3, true);
        CACHE.flush();
        CACHE.maintenance().doWork();
    }

    private static void converse(final byte[] data, final int piece, final boolean blocks) {
        final Nobody client = new Nobody(blocks);
        final Conversation conversation = new Conversation(1);
        final ByteBuffer in = ByteBuffer.allocate(data.length);
        long turns = 0;
        int offset = 0;
        int arrived = 0;
        while (arrived < data.length && !conversation.isClosing()) {
            final int more = Math.min(piece, data.length - arrived);
            in.put(arrived, data, arrived, more);
            arrived += more;
            do {
                client.blocked = false;
                final int used = EXECUTOR.process(conversation, in, offset, arrived, client);
                if (used < 0 || used > arrived - offset || turns++ > MOST_TURNS) {
                    throw new IllegalStateException("a turn must take bytes that are there, and there must be an end:"
                        + " used=" + used + " turns=" + turns);
                }
                offset += used;
            } while (conversation.isUnfinished() && !conversation.isClosing());
        }
        conversation.end();
    }

    private static final class Nobody implements ReplySink {
        private final boolean blocks;
        private boolean blocked;

        private Nobody(final boolean blocks) {
            this.blocks = blocks;
        }

        @Override
        public void send(final ByteBuffer bytes, final int length) {
            bytes.get(length - 1);
            blocked = blocks;
        }

        @Override
        public void send(final ValueView value) {
            value.close();
            blocked = blocks;
        }

        @Override
        public boolean isBlocked() {
            return blocked;
        }
    }
}
