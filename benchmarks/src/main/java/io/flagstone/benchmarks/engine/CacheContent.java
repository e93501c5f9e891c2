/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

/**
 * What a cache is filled with and asked for.
 *
 * @param stored      keys under which the cache is filled, by item
 * @param lookup      keys of the measured operations, by operation
 * @param storedIndex items whose very key objects are to ask, by operation; null if those of {@code lookup} do
 * @param prepared    whether a peer that asks with objects may make those of the operations beforehand
 * @param room        for which the cache is built
 */
record CacheContent(byte[][] stored, byte[][] lookup, int[] storedIndex, boolean prepared, CacheRoom room) {
    /** Nothing: keys come with the calls. */
    static CacheContent none(final CacheRoom room) {
        return new CacheContent(new byte[0][], new byte[0][], null, false, room);
    }
}
