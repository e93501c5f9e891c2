/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.command;

import io.flagstone.benchmarks.workload.Keys;
import io.flagstone.engine.BufferOperations;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ItemReader;
import io.flagstone.engine.ItemView;
import io.flagstone.engine.Lookup;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.CommandExecutor;
import io.flagstone.listener.command.Conversation;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.ReplySink;
import io.flagstone.listener.command.ServerState;
import java.nio.ByteBuffer;

/** A filled cache behind the server's executor, without sockets. */
final class ServedCache implements ReplySink, AutoCloseable {
    private static final long ITEM_OVERHEAD = 100;
    private static final long FIXED = 64L << 20;
    private static final long UNIX_TIME = 1_800_000_000L;

    private final ByteCache cache;
    private final ServerState state;
    private final BufferOperations operations;
    private final CommandExecutor executor;
    private final Conversation conversation = new Conversation(1);
    private final CopyingReader reader = new CopyingReader();
    private long bytesSent;
    /** Keys that the engine alone was asked for and did not have. */
    private long missed;

    ServedCache(final int items, final int valueLength, final boolean hugePages) {
        cache = ByteCache.builder().memoryLimit(FIXED + items * (Keys.LENGTH + valueLength + ITEM_OVERHEAD))
            .hugePages(hugePages).build();
        state = new ServerState(cache, ServerConfig.builder().requestsPerEvent(1 << 20).build(), UNIX_TIME);
        executor = new CommandExecutor(state, state.newCounters());
        operations = cache.buffers();
        final byte[] value = new byte[valueLength];
        for (int i = 0; i < items; i++) {
            if (cache.set(Keys.key(i), value) != StoreResult.STORED) {
                throw new IllegalStateException("every item must be stored: item=" + i);
            }
        }
    }

    /** Answers one group of requests; tells the bytes of the replies. */
    long serve(final RequestBytes requests, final int group) {
        final long before = bytesSent;
        final int from = requests.groupAt[group];
        final int to = requests.groupAt[group + 1];
        if (executor.process(conversation, requests.bytes, from, to, this) != to - from) {
            throw new IllegalStateException("every request must be answered: group=" + group);
        }
        return bytesSent - before;
    }

    /** Reads the keys of one group through the engine alone, each value into the same place; tells the hits. */
    int read(final RequestBytes requests, final int group) {
        int hits = 0;
        final int first = group * requests.keysPerGroup();
        for (int i = first; i < first + requests.keysPerGroup(); i++) {
            hits += operations.read(requests.bytes, requests.keyAt[i], Keys.LENGTH, reader) == Lookup.HIT ? 1 : 0;
        }
        missed += requests.keysPerGroup() - hits;
        return hits;
    }

    @Override
    public void send(final ByteBuffer bytes, final int length) {
        bytesSent += length;
    }

    @Override
    public void send(final ValueView value) {
        bytesSent += value.length();
        value.close();
    }

    @Override
    public boolean isBlocked() {
        return false;
    }

    /** Closes the cache; throws if a request was a miss or refused, since then the figure means nothing. */
    @Override
    public void close() {
        final long misses = missed + state.sum(Counter.GET_MISSES);
        final boolean closing = conversation.isClosing();
        cache.close();
        if (misses > 0 || closing) {
            throw new IllegalStateException("every get must hit: misses=" + misses + " closing=" + closing);
        }
    }

    private static final class CopyingReader extends ItemReader {
        private final ByteBuffer target = ByteBuffer.allocateDirect(1 << 16);

        @Override
        protected void onItem(final ItemView item) {
            item.copyTo(target, 0);
        }
    }
}
