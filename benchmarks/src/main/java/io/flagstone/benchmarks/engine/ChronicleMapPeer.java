/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import net.openhft.chronicle.map.ChronicleMap;

/**
 * Chronicle Map in memory of its own process. It is told the number of items and their sizes, as it must be, and that
 * nobody asks for what a store or a removal found, as its documentation advises. It does not evict.
 */
final class ChronicleMapPeer extends BytesPeer {
    private final ChronicleMap<byte[], byte[]> map;

    ChronicleMapPeer(final CacheContent content) {
        super(content);
        final CacheRoom room = content.room();
        map = ChronicleMap.of(byte[].class, byte[].class).name("peer").entries(room.items())
            .averageKeySize(room.keyLength()).averageValueSize(room.valueLength()).putReturnsNull(true)
            .removeReturnsNull(true).create();
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
        return map.longSize();
    }

    @Override
    public void close() {
        map.close();
    }
}
