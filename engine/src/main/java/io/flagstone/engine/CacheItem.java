/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * A copy of an item.
 *
 * @param value     the caller's own.
 * @param flags     the client flags, 32 bits.
 * @param casUnique the item's version: it changes with every change of the item, and the cache gives it to no other;
 *                  a caller of {@link StoreTerms#assignCas} may.
 */
public record CacheItem(byte[] value, int flags, long casUnique) {
    /** Leaves the bytes of the value out: they may be many, and nobody's business in a log. */
    @Override
    public String toString() {
        return "CacheItem[valueLength=" + value.length + ", flags=" + flags + ", casUnique=" + casUnique + ']';
    }
}
