/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** The operations on terms, on keys and values that are strings, with one of each kind of terms. */
final class TermsBed extends ItemReader implements AutoCloseable {
    final CacheBed bed;
    final BufferOperations buffers;
    final StoreTerms store = new StoreTerms();
    final FetchTerms fetch = new FetchTerms();
    final DeleteTerms delete = new DeleteTerms();
    final CountTerms count = new CountTerms();
    String value;
    int flags;
    long cas;
    int remaining;
    int idle;
    boolean fetched;
    boolean stale;
    boolean tokenSent;
    boolean binaryKey;

    TermsBed() {
        this(new CacheBed());
    }

    TermsBed(final CacheBed bed) {
        this.bed = bed;
        buffers = bed.cache.buffers();
    }

    @Override
    protected void onItem(final ItemView item) {
        final byte[] bytes = new byte[item.valueLength()];
        item.copyTo(bytes, 0);
        value = new String(bytes, ISO_8859_1);
        flags = item.flags();
        cas = item.casUnique();
        remaining = item.remainingSeconds();
        idle = item.idleSeconds();
        fetched = item.isFetched();
        stale = item.isStale();
        tokenSent = item.isTokenSent();
        binaryKey = item.hasBinaryKey();
    }

    private static ByteBuffer buffer(final String text) {
        return ByteBuffer.wrap(CacheBed.bytes(text));
    }

    /** The deadline of so many seconds from now, 0 for never. */
    int in(final int seconds) {
        return seconds == 0 ? 0 : bed.cache.clock().now() + seconds * 10;
    }

    /** Stores without flags, by the terms. */
    StoreResult store(final String key, final String text, final int seconds) {
        return buffers.store(store, buffer(key), 0, key.length(), buffer(text), 0, text.length(), 0, in(seconds));
    }

    /** Stores plainly, and returns the CAS unique. */
    long set(final String key, final String text, final int seconds) {
        store.reset();
        store(key, text, seconds);
        return store.casUnique();
    }

    Lookup fetch(final String key) {
        return buffers.fetch(buffer(key), 0, key.length(), fetch, this);
    }

    /** Fetches plainly, and tells what memcached would add: W won, X stale, Z token sent. */
    String flagsOf(final String key) {
        fetch.reset();
        return fetch(key) == Lookup.HIT ? told() : "EN";
    }

    String told() {
        return (fetch.tokenWasSent() ? "Z" : "") + (fetch.isStale() ? "X" : "") + (fetch.won() ? "W" : "");
    }

    boolean giveBack(final String key, final long casUnique) {
        return buffers.giveBack(buffer(key), 0, key.length(), casUnique);
    }

    TermsBed peek(final String key) {
        value = null;
        buffers.peek(buffer(key), 0, key.length(), this);
        return this;
    }

    DeleteResult delete(final String key) {
        return buffers.delete(buffer(key), 0, key.length(), delete);
    }

    DeltaResult count(final String key) {
        return buffers.count(buffer(key), 0, key.length(), count);
    }

    @Override
    public void close() {
        bed.walk(0);
        bed.close();
    }
}
