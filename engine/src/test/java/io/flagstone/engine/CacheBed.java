/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.agrona.collections.MutableLong;

/** A cache whose clock, background work and hash are in the hands of a test. */
final class CacheBed implements AutoCloseable {
    static final Duration FOREVER = Duration.ZERO;
    static final Duration SECOND = Duration.ofSeconds(1);
    /** Bytes of an item beyond its key and value, from the length on where an item has room for an expiry. */
    static final int LARGE_ITEM_OVERHEAD = 24 + 12;
    /** The same in each run, as the time is: which buckets fill up first decides when the index takes a page. */
    private static final long HASH_SEED = 20_261_122;

    final ByteCache cache;
    private InvariantWalker walker;
    private volatile long millis = 1_000_000;

    /** A cache of 64 MiB with pages of 64 KiB. */
    CacheBed() {
        this(builder -> builder);
    }

    CacheBed(final UnaryOperator<ByteCacheBuilder> settings) {
        cache = settings.apply(ByteCache.builder().clock(() -> millis).callerMaintains().hashSeed(HASH_SEED)).build();
    }

    static CacheBed ofMegabytes(final int megabytes) {
        return new CacheBed(builder -> builder.memoryLimit((long) megabytes << 20));
    }

    static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Bytes of which no two neighbours or pages look alike. */
    static byte[] pattern(final int length, final int seed) {
        final byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed * 31 + i * 7 + (i >>> 8) * 13 + (i >>> 16) * 5);
        }
        return bytes;
    }

    static byte[] key(final int number) {
        return bytes("key-" + number);
    }

    void pass(final Duration time) {
        millis += time.toMillis();
    }

    void maintain() {
        try {
            cache.maintenance().doWork();
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stores and insists. */
    void set(final String key, final String value) {
        assertEquals(StoreResult.STORED, cache.set(bytes(key), bytes(value)));
    }

    String get(final String key) {
        final byte[] value = cache.get(bytes(key));
        return value == null ? null : new String(value, StandardCharsets.ISO_8859_1);
    }

    CacheItem gets(final String key) {
        return cache.gets(bytes(key));
    }

    void assertValue(final String key, final String value) {
        assertArrayEquals(bytes(value), cache.get(bytes(key)), () -> "the value of " + key + " is " + get(key));
    }

    /** Increments and gives the new number as it would be printed. */
    String increment(final String key, final long delta) {
        final MutableLong result = new MutableLong();
        final DeltaResult outcome = cache.increment(bytes(key), delta, result);
        return outcome == DeltaResult.OK ? Long.toUnsignedString(result.value) : outcome.name();
    }

    String decrement(final String key, final long delta) {
        final MutableLong result = new MutableLong();
        final DeltaResult outcome = cache.decrement(bytes(key), delta, result);
        return outcome == DeltaResult.OK ? Long.toUnsignedString(result.value) : outcome.name();
    }

    SlabClassStats slabClass(final int id) {
        return cache.stats().slabClasses().stream().filter(c -> c.classId() == id).findFirst().orElseThrow();
    }

    /** The class that holds everything, when there is only one kind of item. */
    SlabClassStats onlyClass() {
        final CacheStats stats = cache.stats();
        assertEquals(1, stats.slabClasses().size(), stats::toString);
        return stats.slabClasses().get(0);
    }

    int usedChunks() {
        return cache.stats().slabClasses().stream().mapToInt(SlabClassStats::usedChunks).sum();
    }

    /** Checks what has to add up in every snapshot of a cache at rest. */
    CacheStats assertBooksBalance() {
        final CacheStats stats = cache.stats();
        long pages = (stats.indexBytes() + stats.pageSize() - 1) / stats.pageSize();
        long items = 0;
        long bytes = 0;
        for (final SlabClassStats c : stats.slabClasses()) {
            assertEquals(c.totalChunks(), c.usedChunks() + c.freeChunks(), c::toString);
            assertEquals(c.totalChunks(), c.pages() * c.chunksPerPage(), c::toString);
            assertTrue(c.freeChunks() >= 0 && c.usedChunks() >= c.items(), c::toString);
            assertTrue(c.items() > 0 || c.itemBytes() == 0, c::toString);
            pages += c.pages();
            items += c.items();
            bytes += c.itemBytes();
        }
        assertEquals(stats.items(), items, stats::toString);
        assertEquals(stats.itemBytes(), bytes, stats::toString);
        assertEquals(stats.memoryUsed(), pages * stats.pageSize(), stats::toString);
        assertTrue(stats.memoryUsed() <= stats.memoryLimit(), stats::toString);
        walk(0);
        return stats;
    }

    /** Walks the cache, in which writers that rest have some items in hand. */
    void walk(final int detached) {
        walker = walker == null ? new InvariantWalker(cache) : walker;
        walker.walk(detached);
    }

    /** Checks that not one chunk is lost: after a flush and its sweep all of them are free. */
    void assertAllComesBack() {
        assertBooksBalance();
        cache.flush();
        maintain();
        assertEmpty();
    }

    /** Checks that there is no item and that every chunk is free. */
    void assertEmpty() {
        final CacheStats stats = assertBooksBalance();
        assertEquals(0, stats.items(), stats::toString);
        assertEquals(0, stats.itemBytes(), stats::toString);
        assertEquals(0, usedChunks(), stats::toString);
    }

    @Override
    public void close() {
        cache.close();
    }
}
