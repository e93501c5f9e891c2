/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ServerConfig;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands leave no garbage on the heap while nobody watches what they do, and none when they are counted. */
class EventLogAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int REQUESTS = 2_000;
    /** The JVM may allocate something in one of them, as when it compiles; a request that allocates does in all. */
    private static final int ROUNDS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Takes replies and forgets them. */
    private static final class Nowhere implements ReplySink {
        @Override
        public void send(final ByteBuffer bytes, final int length) {
        }

        @Override
        public void send(final ValueView value) {
            value.close();
        }

        @Override
        public boolean isBlocked() {
            return false;
        }
    }

    private final Nowhere nowhere = new Nowhere();
    private final Conversation conversation = new Conversation(1);

    private void ask(final CommandExecutor executor, final Conversation with, final ByteBuffer requests) {
        assertEquals(requests.capacity(), executor.process(with, requests, 0, requests.capacity(), nowhere));
    }

    private static ByteBuffer bytes(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mn\r\n", "stats detail on\r\n", "watch connevents sysevents rawcmds\r\n"})
    void shouldLeaveNoGarbage(final String before) {
        try (ByteCache cache = ByteCache.builder().memoryLimit(8 << 20).callerMaintains().build()) {
            final ServerState state = new ServerState(cache, ServerConfig.builder().build(), 1_800_000_000);
            final CommandExecutor executor = new CommandExecutor(state, state.newCounters());
            ask(executor, new Conversation(2), bytes(before));
            final ByteBuffer requests = bytes("set a:b 0 0 1\r\n1\r\nget a:b a:c\r\nincr a:b 1\r\ntouch a:b 0\r\n"
                + "gat 0 a:b\r\nappend a:x 0 0 1\r\nx\r\ndelete a:b\r\n");
            for (int i = 0; i < WARM_UP; i++) {
                ask(executor, conversation, requests);
            }
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                final long start = THREADS.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < REQUESTS; i++) {
                    executor.process(conversation, requests, 0, requests.capacity(), nowhere);
                }
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - start);
            }
            assertEquals(0, least);
        }
    }
}
