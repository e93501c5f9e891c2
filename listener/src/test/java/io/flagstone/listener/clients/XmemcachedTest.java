/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.clients;

import com.google.code.yanf4j.core.impl.StandardSocketOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.rubyeye.xmemcached.CommandFactory;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.MemcachedClientBuilder;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.exception.MemcachedServerException;
import net.rubyeye.xmemcached.transcoders.SerializingTranscoder;

class XmemcachedTest extends ClientContract {

    private static final long PATIENCE_MILLIS = 60_000;

    CommandFactory commands() {
        return new TextCommandFactory();
    }

    @Override
    final TestedClient connect(final int port) throws IOException {
        final SerializingTranscoder transcoder = new SerializingTranscoder(4 * 1024 * 1024);
        transcoder.setCompressionThreshold(Integer.MAX_VALUE);
        final MemcachedClientBuilder builder =
            new XMemcachedClientBuilder(List.of(new InetSocketAddress("127.0.0.1", port)));
        builder.setCommandFactory(commands());
        builder.setTranscoder(transcoder);
        builder.setOpTimeout(PATIENCE_MILLIS);
        builder.setSocketOption(StandardSocketOption.TCP_NODELAY, true);
        return new Adapter(builder.build());
    }

    private record Adapter(MemcachedClient client) implements TestedClient {

        @Override
        public boolean set(final String key, final byte[] value, final int seconds) throws Exception {
            try {
                return client.set(key, seconds, value);
            } catch (final MemcachedServerException e) {
                return false;
            }
        }

        @Override
        public boolean add(final String key, final byte[] value) throws Exception {
            return client.add(key, 0, value);
        }

        @Override
        public boolean replace(final String key, final byte[] value) throws Exception {
            return client.replace(key, 0, value);
        }

        @Override
        public boolean append(final String key, final byte[] value) throws Exception {
            return client.append(key, value);
        }

        @Override
        public boolean prepend(final String key, final byte[] value) throws Exception {
            return client.prepend(key, value);
        }

        @Override
        public boolean cas(final String key, final byte[] value, final long unique) throws Exception {
            return client.cas(key, 0, value, unique);
        }

        @Override
        public byte[] get(final String key) throws Exception {
            return client.get(key);
        }

        @Override
        public long unique(final String key) throws Exception {
            return client.gets(key).getCas();
        }

        @Override
        public Map<String, byte[]> getAll(final List<String> keys) throws Exception {
            return client.get(keys);
        }

        /** This client's gets wait, so that it pipelines what several threads ask over its one connection. */
        @Override
        public List<byte[]> getEach(final List<String> keys) throws Exception {
            final ExecutorService threads = Executors.newFixedThreadPool(32);
            try {
                final List<Future<byte[]>> asked = new ArrayList<>();
                for (final String key : keys) {
                    asked.add(threads.submit(() -> get(key)));
                }
                final List<byte[]> values = new ArrayList<>();
                for (final Future<byte[]> answer : asked) {
                    values.add(answer.get());
                }
                return values;
            } finally {
                threads.shutdownNow();
            }
        }

        @Override
        public boolean delete(final String key) throws Exception {
            return client.delete(key);
        }

        @Override
        public boolean touch(final String key, final int seconds) throws Exception {
            return client.touch(key, seconds);
        }

        @Override
        public long increment(final String key, final long delta) throws Exception {
            return client.incr(key, delta);
        }

        @Override
        public long decrement(final String key, final long delta) throws Exception {
            return client.decr(key, delta);
        }

        @Override
        public int flagBytes() {
            return Integer.BYTES;
        }

        @Override
        public void close() throws IOException {
            client.shutdown();
        }
    }
}
