/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.caffinitas.ohc.CacheSerializer;
import org.caffinitas.ohc.OHCache;
import org.caffinitas.ohc.OHCacheBuilder;
import org.openjdk.jmh.infra.Blackhole;

/**
 * OHC of strings under strings that were made before the clock started, with a serializer as its users write one, that
 * knows of ASCII without making the bytes twice; else as {@link OhcPeer}.
 */
final class OhcTextPeer implements CachePeer {
    private final OHCache<String, String> cache;
    private final String[] lookup;
    private final String[] stored;

    OhcTextPeer(final CacheContent content) {
        this.cache = OHCacheBuilder.<String, String>newBuilder().keySerializer(new TextSerializer())
            .valueSerializer(new TextSerializer()).capacity(content.room().generousMemory()).throwOOME(true).build();
        this.stored = Texts.of(content.stored());
        this.lookup = Texts.of(content.lookup());
    }

    @Override
    public boolean put(final byte[] key, final byte[] value) {
        return cache.put(Texts.of(key), Texts.ofValue(value));
    }

    @Override
    public byte[] read(final byte[] key) {
        return Texts.bytes(cache.get(Texts.of(key)));
    }

    @Override
    public void remove(final byte[] key) {
        cache.remove(Texts.of(key));
    }

    @Override
    public boolean fill(final int item, final byte[] value) {
        return cache.put(stored[item], Texts.ofValue(value));
    }

    @Override
    public int get(final int operation, final byte[] destination, final Blackhole blackhole) {
        return TypedPeer.length(cache.get(lookup[operation]), blackhole);
    }

    @Override
    public boolean set(final int operation, final byte[] value) {
        return cache.put(lookup[operation], Texts.ofValue(value));
    }

    @Override
    public long size() {
        return cache.size();
    }

    @Override
    public void close() {
        Ohc.close(cache);
    }

    private static final class TextSerializer implements CacheSerializer<String> {
        @Override
        public void serialize(final String text, final ByteBuffer destination) {
            destination.put(text.getBytes(UTF_8));
        }

        @Override
        public String deserialize(final ByteBuffer source) {
            final byte[] bytes = new byte[source.remaining()];
            source.get(bytes);
            return new String(bytes, UTF_8);
        }

        /** One byte for each character: all of them are ASCII. */
        @Override
        public int serializedSize(final String text) {
            return text.length();
        }
    }
}
