/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.clients;

import com.spotify.folsom.AsciiMemcacheClient;
import com.spotify.folsom.MemcacheClient;
import com.spotify.folsom.MemcacheClientBuilder;
import com.spotify.folsom.MemcacheStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

class FolsomTest extends ClientContract {

    private static final long PATIENCE_SECONDS = 60;

    @Override
    final TestedClient connect(final int port) throws Exception {
        final Adapter adapter = connect(MemcacheClientBuilder.newByteArrayClient()
            .withAddress("127.0.0.1", port)
            .withMaxOutstandingRequests(20_000)
            .withMaxSetLength(4 * 1024 * 1024));
        adapter.client().awaitConnected(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return adapter;
    }

    Adapter connect(final MemcacheClientBuilder<byte[]> builder) {
        final AsciiMemcacheClient<byte[]> client = builder.connectAscii();
        return new Adapter(client, client::incr, client::decr);
    }

    /** Counts a number that is there. */
    interface Counting {
        CompletionStage<Long> by(String key, long delta);
    }

    record Adapter(MemcacheClient<byte[]> client, Counting up, Counting down) implements TestedClient {

        private static <T> T answer(final CompletionStage<T> stage) throws Exception {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        private static boolean isOk(final CompletionStage<MemcacheStatus> stage) throws Exception {
            return answer(stage) == MemcacheStatus.OK;
        }

        @Override
        public boolean set(final String key, final byte[] value, final int seconds) throws Exception {
            return isOk(client.set(key, value, seconds));
        }

        @Override
        public boolean add(final String key, final byte[] value) throws Exception {
            return isOk(client.add(key, value, 0));
        }

        @Override
        public boolean replace(final String key, final byte[] value) throws Exception {
            return isOk(client.replace(key, value, 0));
        }

        @Override
        public boolean append(final String key, final byte[] value) throws Exception {
            return isOk(client.append(key, value));
        }

        @Override
        public boolean prepend(final String key, final byte[] value) throws Exception {
            return isOk(client.prepend(key, value));
        }

        @Override
        public boolean cas(final String key, final byte[] value, final long unique) throws Exception {
            return isOk(client.set(key, value, 0, unique));
        }

        @Override
        public byte[] get(final String key) throws Exception {
            return answer(client.get(key));
        }

        @Override
        public long unique(final String key) throws Exception {
            return answer(client.casGet(key)).getCas();
        }

        @Override
        public Map<String, byte[]> getAll(final List<String> keys) throws Exception {
            return answer(client.getAsMap(keys));
        }

        @Override
        public List<byte[]> getEach(final List<String> keys) throws Exception {
            final List<CompletionStage<byte[]>> asked = new ArrayList<>();
            for (final String key : keys) {
                asked.add(client.get(key));
            }
            final List<byte[]> values = new ArrayList<>();
            for (final CompletionStage<byte[]> stage : asked) {
                values.add(answer(stage));
            }
            return values;
        }

        @Override
        public boolean delete(final String key) throws Exception {
            return isOk(client.delete(key));
        }

        @Override
        public boolean touch(final String key, final int seconds) throws Exception {
            return isOk(client.touch(key, seconds));
        }

        @Override
        public long increment(final String key, final long delta) throws Exception {
            return answer(up.by(key, delta));
        }

        @Override
        public long decrement(final String key, final long delta) throws Exception {
            return answer(down.by(key, delta));
        }

        @Override
        public int flagBytes() {
            return 0;
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }
}
