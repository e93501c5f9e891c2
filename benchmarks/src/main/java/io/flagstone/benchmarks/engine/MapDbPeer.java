/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.HTreeMap;
import org.mapdb.Serializer;

/**
 * MapDB's HTreeMap in direct buffers, as deep as its documentation asks for so many items, and bounded by its size with
 * the cheapest of its queues, by age.
 */
final class MapDbPeer extends BytesPeer {
    private static final int SEGMENTS = 8;
    private static final int DIRECTORY = 16;
    private static final int LEAST_LEVELS = 4;

    private final DB database;
    private final HTreeMap<byte[], byte[]> map;

    MapDbPeer(final CacheContent content) {
        super(content);
        database = DBMaker.memoryDirectDB().make();
        map = database.hashMap("peer", Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY)
            .layout(SEGMENTS, DIRECTORY, levels(content.room().items())).expireAfterCreate()
            .expireStoreSize(content.room().generousMemory()).create();
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
        return map.sizeLong();
    }

    @Override
    public void close() {
        database.close();
    }
}
