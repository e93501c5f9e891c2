/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.CommandExecutor;
import io.flagstone.listener.command.Conversation;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.ReplySink;
import io.flagstone.listener.command.ServerState;
import io.flagstone.listener.command.Statistics;
import io.flagstone.listener.metrics.ServerMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A server without sockets, to be looked at. */
final class AdminDesk implements ReplySink, AutoCloseable {
    final ByteCache cache;
    final ServerMetrics metrics;
    final ServerState state;
    final Counters counters;
    private final CommandExecutor executor;
    private final Conversation conversation = new Conversation(1);

    AdminDesk(final EvictionPolicy policy, final boolean showsKeys) {
        cache = ByteCache.builder().memoryLimit(8 << 20).evictionPolicy(policy).callerMaintains().build();
        metrics = new ServerMetrics(showsKeys);
        state = new ServerState(cache, ServerConfig.builder().evictionPolicy(policy).build(), 1_800_000_000L);
        counters = state.newCounters();
        executor = new CommandExecutor(state, counters, metrics.newWorker());
    }

    AdminDesk() {
        this(EvictionPolicy.S3_FIFO, true);
    }

    AdminDesk say(final String request) {
        return say(request, 1);
    }

    AdminDesk say(final String request, final int times) {
        final byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < times; i++) {
            executor.process(conversation, ByteBuffer.wrap(bytes), 0, bytes.length, this);
        }
        return this;
    }

    MetricsPage page() {
        return new MetricsPage(new Statistics(state), metrics);
    }

    @Override
    public void send(final ByteBuffer bytes, final int length) {
        // Nobody reads it.
    }

    @Override
    public void send(final ValueView value) {
        value.close();
    }

    @Override
    public boolean isBlocked() {
        return false;
    }

    @Override
    public void close() {
        cache.close();
    }
}
