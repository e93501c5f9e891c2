/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ManualClock;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import io.flagstone.listener.command.CommandExecutor;
import io.flagstone.listener.command.Conversation;
import io.flagstone.listener.command.DebugClock;
import io.flagstone.listener.command.ReplySink;
import io.flagstone.listener.command.ServerState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The commands without a socket: what a connection sends goes straight to the executor. */
final class InMemoryServer implements GoldenServer, AutoCloseable {
    private static final long START = 1_800_000_000L;
    private static final int FIRST_ROOM = 4 << 10;

    private final ServerConfig config;
    private ManualClock clock = new ManualClock();
    private boolean debugged;
    private ByteCache cache;
    private CommandExecutor executor;

    InMemoryServer(final ServerConfigBuilder config) {
        this.config = config.port(0).build();
    }

    /** Lets clients change the time and hold items. */
    InMemoryServer debugged() {
        debugged = true;
        return this;
    }

    @Override
    public void reset() {
        close();
        clock = new ManualClock();
        final DebugClock debugClock = new DebugClock(clock);
        cache = ByteCache.builder().memoryLimit(config.memoryLimit()).maximumItemSize(config.maximumItemSize())
            .evictionPolicy(config.evictionPolicy()).clock(debugged ? debugClock : clock).callerMaintains().build();
        final ServerState state = new ServerState(cache, config, START);
        state.debug(debugged ? debugClock : null);
        executor = new CommandExecutor(state, state.newCounters());
    }

    @Override
    public void advance(final Duration time) {
        clock.advance(time);
        maintain();
    }

    private void maintain() {
        try {
            cache.maintenance().doWork();
        } catch (final Exception e) {
            throw new AssertionError("maintenance must not fail", e);
        }
    }

    @Override
    public long unixSeconds() {
        return START + clock.time() / 1000;
    }

    @Override
    public GoldenConnection connect() {
        return new InMemoryConnection();
    }

    @Override
    public void close() {
        if (cache != null) {
            cache.close();
        }
    }

    private final class InMemoryConnection implements GoldenConnection, ReplySink {
        private final Conversation conversation = new Conversation(1);
        private ByteBuffer input = ByteBuffer.allocate(FIRST_ROOM);
        private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
        private boolean finished;

        @Override
        public void send(final byte[] bytes) {
            if (conversation.isClosing()) {
                return;
            }
            if (input.remaining() < bytes.length) {
                input = ByteBuffer.allocate(input.position() + bytes.length).put(input.flip());
            }
            input.put(bytes);
            do {
                final int used = executor.process(conversation, input, 0, input.position(), this);
                input.flip().position(used);
                input.compact();
            } while (conversation.isUnfinished() && !conversation.isClosing());
        }

        @Override
        public void send(final ByteBuffer bytes, final int length) {
            for (int i = 0; i < length; i++) {
                replies.write(bytes.get(i));
            }
        }

        @Override
        public void send(final ValueView value) {
            replies.writeBytes(value.toByteArray());
            value.close();
        }

        @Override
        public boolean isBlocked() {
            return false;
        }

        @Override
        public byte[] receive() {
            final byte[] all = replies.toByteArray();
            replies.reset();
            return all;
        }

        @Override
        public boolean closed() {
            return (finished || conversation.isClosing()) && replies.size() == 0;
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void close() {
            conversation.end();
        }
    }
}
