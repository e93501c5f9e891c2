/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import net.openhft.chronicle.map.ChronicleMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/** A cache off the heap that is a map of arrays: Chronicle Map, or MapDB's HTreeMap. */
final class OffHeapMapPeer extends BytesPeer {
    private static final int SEGMENTS = 8;
    private static final int DIRECTORY = 16;
    private static final int LEAST_LEVELS = 4;

    private final Map<byte[], byte[]> map;
    private final Closeable memory;

    private OffHeapMapPeer(final CacheContent content, final Map<byte[], byte[]> map, final Closeable memory) {
        super(content);
        this.map = map;
        this.memory = memory;
    }

    /**
     * Chronicle Map in memory of its own process. It is told the number of items and their sizes, as it must be, and
     * that nobody asks for what a store or a removal found, as its documentation advises. It does not evict.
     */
    static OffHeapMapPeer chronicleMap(final CacheContent content) {
        final CacheRoom room = content.room();
        final ChronicleMap<byte[], byte[]> map = ChronicleMap.of(byte[].class, byte[].class).name("peer")
            .entries(room.items()).averageKeySize(room.keyLength()).averageValueSize(room.valueLength())
            .putReturnsNull(true).removeReturnsNull(true).create();
        return new OffHeapMapPeer(content, map, map);
    }

    /**
     * MapDB's HTreeMap in direct buffers, as deep as its documentation asks for so many items, and bounded by its size
     * with the cheapest of its queues, by age.
     */
    static OffHeapMapPeer mapDb(final CacheContent content) {
        final DB database = DBMaker.memoryDirectDB().make();
        return new OffHeapMapPeer(content, database.hashMap("peer", Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY)
            .layout(SEGMENTS, DIRECTORY, levels(content.room().items())).expireAfterCreate()
            .expireStoreSize(content.room().generousMemory()).create(), database);
    }

    /** As many levels of directories as give each item a place of its own. */
    private static int levels(final int items) {
        int levels = LEAST_LEVELS;
        while (SEGMENTS * Math.pow(DIRECTORY, levels) < items) {
            levels++;
        }
        return levels;
    }

    @Override
    public boolean put(final byte[] key, final byte[] value) {
        map.put(key, value);
        return true;
    }

    @Override
    public byte[] read(final byte[] key) {
        return map.get(key);
    }

    @Override
    public void remove(final byte[] key) {
        map.remove(key);
    }

    @Override
    public long size() {
        return map.size();
    }

    @Override
    public void close() {
        try {
            memory.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
