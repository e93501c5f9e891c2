/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.metrics.ServerMetrics;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests on keys leave no garbage, from the first byte of the input to the last one of the answer, timed or not. */
class CommandAllocationTest implements ReplySink {
    private static final int REQUESTS = 300_000;
    private static final int MEASUREMENTS = 5;
    /** Reading the counter may cost a little by itself; a single object per request would be megabytes. */
    private static final long SLACK = 16 << 10;

    private final ByteCache cache = ByteCache.builder().memoryLimit(32 << 20).callerMaintains().build();
    private final Conversation conversation = new Conversation(1);
    private final CommandExecutor executor;
    private long sent;

    CommandAllocationTest() {
        final ServerState state = new ServerState(cache, ServerConfig.builder().build(), 1_800_000_000L);
        executor = new CommandExecutor(state, state.newCounters(), new ServerMetrics(true).newWorker());
        converse(bytes("set key 7 0 5\r\nhello\r\nset number 0 0 2\r\n10\r\nms a2V5Mg== 5 b T100\r\nhello\r\n"), 1);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get key\r\n", "gets key none number\r\n", "set key 7 0 5\r\nhello\r\n",
        "incr number 1\r\n", "mg key v\r\n", "mg key k f v c t\r\n", "mg key s t h l u O123 q v\r\n",
        "mg none k v q\r\n", "mg a2V5Mg== b k v\r\n", "mg key T0 v\r\n", "mg key R30 N30 v\r\n",
        "ms key 5\r\nhello\r\n", "ms key 5 T100 F7 c k O1\r\nhello\r\n", "ms a2V5Mg== 5 b\r\nhello\r\n",
        "ms key 5 MR q\r\nhello\r\n", "md none q\r\n", "md key I k\r\nmg key v\r\n", "ma number v c\r\n",
        "ma number N0 J5 t T100 q\r\n", "me key\r\n", "mn\r\n", "mg key w\r\n", "ms key 5 w\r\nhello\r\n",
        "md key\r\nms key 1\r\nx\r\n"})
    void shouldAllocateNothing(final String requests) {
        final ByteBuffer in = bytes(requests);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        converse(in, REQUESTS / 3);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASUREMENTS && least / SLACK != 0; i++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            converse(in, REQUESTS);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        final long allocated = least;
        assertEquals(0, allocated / SLACK, () -> "allocated=" + allocated + " sent=" + sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set key 7 0 5\r\nhello\r\n", "ms key 5 T100 F7 c k O1\r\nhello\r\n"})
    void shouldAllocateNothingWhenAValueComesInPieces(final String request) {
        final ByteBuffer in = bytes(request);
        final int cut = in.capacity() - 4;
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASUREMENTS && least / SLACK != 0; i++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int round = 0; round < REQUESTS; round++) {
                executor.process(conversation, in, 0, cut, this);
                executor.process(conversation, in, cut, in.capacity(), this);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        final long allocated = least;
        assertEquals(0, allocated / SLACK, () -> "allocated=" + allocated + " sent=" + sent);
    }

    private static ByteBuffer bytes(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
    }

    private void converse(final ByteBuffer in, final int times) {
        for (int i = 0; i < times; i++) {
            int used = 0;
            while (used < in.capacity()) {
                used += executor.process(conversation, in, used, in.capacity(), this);
            }
        }
    }

    @Override
    public void send(final ByteBuffer bytes, final int length) {
        sent += length;
    }

    @Override
    public void send(final ValueView value) {
        throw new AssertionError("no value is that large");
    }

    @Override
    public boolean isBlocked() {
        return false;
    }
}
