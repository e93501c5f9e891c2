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
import org.junit.jupiter.api.Test;

/** Commands of the binary dialect that clients use all the time leave no garbage. */
class BinaryAllocationTest {
    private static final int WARM_UP = 30_000;
    private static final int ROUNDS = 50_000;
    /** Reading the counter may cost a little by itself; a single object per round would be 800 KB. */
    private static final long SLACK = 1024;

    private final ReplySink nowhere = new Nowhere();
    private final Conversation conversation = new Conversation(1);

    @Test
    void shouldAllocateNothing() {
        try (ByteCache cache = ByteCache.builder().callerMaintains().build()) {
            final ServerState state = new ServerState(cache, ServerConfig.builder().port(0).build(), 1_800_000_000L);
            final CommandExecutor executor = new CommandExecutor(state, state.newCounters());
            final ByteBuffer in = ByteBuffer.allocateDirect(8 << 10);
            for (final byte[] packet : new byte[][] {
                BinaryDesk.packet(0x01, 8, "key", "value"), BinaryDesk.packet(0x11, 8, "number", "1"),
                BinaryDesk.packet(0x00, 0, "key", ""), BinaryDesk.packet(0x0c, 0, "key", ""),
                BinaryDesk.packet(0x0c, 0, "absent", ""), BinaryDesk.packet(0x09, 0, "absent", ""),
                BinaryDesk.packet(0x0d, 0, "key", ""), BinaryDesk.packet(0x0d, 0, "number", ""),
                BinaryDesk.packet(0x0a, 0, "", ""), BinaryDesk.packet(0x1d, 4, "key", ""),
                BinaryDesk.packet(0x1c, 4, "key", ""), BinaryDesk.packet(0x05, 20, "number", ""),
                BinaryDesk.packet(0x0e, 0, "key", "x"), BinaryDesk.packet(0x03, 8, "key", "value"),
                BinaryDesk.packet(0x12, 8, "key", "value"), BinaryDesk.packet(0x14, 0, "number", "")}) {
                in.put(packet);
            }
            final int whole = in.position();
            final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            run(executor, in, whole, WARM_UP);
            final long before = threads.getCurrentThreadAllocatedBytes();
            run(executor, in, whole, ROUNDS);
            final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / SLACK, () -> "allocated=" + allocated);
            conversation.end();
        }
    }

    /** Offers the requests whole, and then so that a value comes in two pieces. */
    private void run(final CommandExecutor executor, final ByteBuffer in, final int whole, final int rounds) {
        for (int i = 0; i < rounds; i++) {
            offer(executor, in, 0, whole);
            final int cut = offer(executor, in, 0, 38);
            offer(executor, in, cut, whole);
        }
    }

    private int offer(final CommandExecutor executor, final ByteBuffer in, final int from, final int limit) {
        int at = from;
        do {
            at += executor.process(conversation, in, at, limit, nowhere);
        } while (conversation.isUnfinished());
        return at;
    }

    private static final class Nowhere implements ReplySink {
        @Override
        public void send(final ByteBuffer bytes, final int length) {
            assertEquals((byte) 0x81, bytes.get(0));
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
}
