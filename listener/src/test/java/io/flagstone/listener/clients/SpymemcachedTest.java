/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.clients;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import net.spy.memcached.CASResponse;
import net.spy.memcached.CachedData;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.ConnectionFactoryBuilder.Protocol;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.internal.GetFuture;
import net.spy.memcached.transcoders.Transcoder;

class SpymemcachedTest extends ClientContract {

    Protocol protocol() {
        return Protocol.TEXT;
    }

    @Override
    final TestedClient connect(final int port) throws IOException {
        System.setProperty("net.spy.log.LoggerImpl", "net.spy.memcached.compat.log.SLF4JLogger");
        return new Adapter(new MemcachedClient(
            new ConnectionFactoryBuilder().setProtocol(protocol()).setOpTimeout(60_000).build(),
            List.of(new InetSocketAddress("127.0.0.1", port))));
    }

    private record Adapter(MemcachedClient client) implements TestedClient {

        private static final Transcoder<byte[]> RAW = new Raw();

        @Override
        public boolean set(final String key, final byte[] value, final int seconds) throws Exception {
            try {
                return client.set(key, seconds, value, RAW).get();
            } catch (final ExecutionException e) {
                return false;
            }
        }

        @Override
        public boolean add(final String key, final byte[] value) throws Exception {
            return client.add(key, 0, value, RAW).get();
        }

        @Override
        public boolean replace(final String key, final byte[] value) throws Exception {
            return client.replace(key, 0, value, RAW).get();
        }

        @Override
        public boolean append(final String key, final byte[] value) throws Exception {
            return client.append(key, value, RAW).get();
        }

        @Override
        public boolean prepend(final String key, final byte[] value) throws Exception {
            return client.prepend(key, value, RAW).get();
        }

        @Override
        public boolean cas(final String key, final byte[] value, final long unique) {
            return client.cas(key, unique, value, RAW) == CASResponse.OK;
        }

        @Override
        public byte[] get(final String key) {
            return client.get(key, RAW);
        }

        @Override
        public long unique(final String key) {
            return client.gets(key, RAW).getCas();
        }

        @Override
        public Map<String, byte[]> getAll(final List<String> keys) {
            return client.getBulk(keys, RAW);
        }

        @Override
        public List<byte[]> getEach(final List<String> keys) throws Exception {
            final List<GetFuture<byte[]>> asked = new ArrayList<>();
            for (final String key : keys) {
                asked.add(client.asyncGet(key, RAW));
            }
            final List<byte[]> values = new ArrayList<>();
            for (final GetFuture<byte[]> answer : asked) {
                values.add(answer.get());
            }
            return values;
        }

        @Override
        public boolean delete(final String key) throws Exception {
            return client.delete(key).get();
        }

        @Override
        public boolean touch(final String key, final int seconds) throws Exception {
            return client.touch(key, seconds, RAW).get();
        }

        @Override
        public long increment(final String key, final long delta) {
            return client.incr(key, delta);
        }

        @Override
        public long decrement(final String key, final long delta) {
            return client.decr(key, delta);
        }

        @Override
        public int flagBytes() {
            return 0;
        }

        @Override
        public void close() {
            client.shutdown(10, TimeUnit.SECONDS);
        }
    }

    private static final class Raw implements Transcoder<byte[]> {

        @Override
        public boolean asyncDecode(final CachedData data) {
            return false;
        }

        @Override
        public CachedData encode(final byte[] value) {
            return new CachedData(0, value, getMaxSize());
        }

        @Override
        public byte[] decode(final CachedData data) {
            return data.getData();
        }

        @Override
        public int getMaxSize() {
            return CachedData.MAX_SIZE;
        }
    }
}
