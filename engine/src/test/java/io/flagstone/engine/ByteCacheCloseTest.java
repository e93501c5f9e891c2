/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ByteCacheCloseTest {
    private static final byte[] KEY = bytes("key");
    private static final byte[] VALUE = bytes("value");
    private static final ItemReader READER = new ItemCopier();

    static Stream<Arguments> operations() {
        final ByteBuffer buffer = ByteBuffer.wrap(KEY);
        return Stream.of(
            operation("get", cache -> cache.get(KEY)),
            operation("gets", cache -> cache.gets(KEY)),
            operation("getAll", cache -> cache.getAll(List.of(KEY))),
            operation("copying get", cache -> cache.get(KEY, new byte[9], 0)),
            operation("get into buffer", cache -> cache.get(buffer, ByteBuffer.allocate(9))),
            operation("read", cache -> cache.read(KEY, READER)),
            operation("view", cache -> cache.view(KEY)),
            operation("contains", cache -> cache.contains(KEY)),
            operation("set", cache -> cache.set(KEY, VALUE)),
            operation("set for a while", cache -> cache.set(KEY, VALUE, SECOND)),
            operation("set with flags", cache -> cache.set(KEY, VALUE, 1, SECOND)),
            operation("set of buffers", cache -> cache.set(buffer, buffer, 1, SECOND)),
            operation("add", cache -> cache.add(KEY, VALUE)),
            operation("replace", cache -> cache.replace(KEY, VALUE)),
            operation("append", cache -> cache.append(KEY, VALUE)),
            operation("prepend", cache -> cache.prepend(KEY, VALUE)),
            operation("cas", cache -> cache.cas(KEY, VALUE, 0, FOREVER, 1)),
            operation("delete", cache -> cache.delete(KEY)),
            operation("delete with cas", cache -> cache.delete(KEY, 1)),
            operation("touch", cache -> cache.touch(KEY, SECOND)),
            operation("getAndTouch", cache -> cache.getAndTouch(KEY, SECOND)),
            operation("increment", cache -> cache.increment(KEY, 1, new MutableLong())),
            operation("decrement", cache -> cache.decrement(KEY, 1, new MutableLong())),
            operation("flush", ByteCache::flush),
            operation("stats", ByteCache::stats),
            operation("begin", cache -> cache.buffers().newWriter().begin(buffer, 0, 3, 3, 0, 0)));
    }

    private static Arguments operation(final String name, final Consumer<ByteCache> operation) {
        return Arguments.of(name, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void shouldRefuseOperationWhenClosed(final String name, final Consumer<ByteCache> operation) {
        final CacheBed bed = new CacheBed();
        operation.accept(bed.cache);
        bed.cache.close();

        final IllegalStateException e = assertThrows(IllegalStateException.class, () -> operation.accept(bed.cache));

        assertEquals("the cache is closed", e.getMessage());
    }

    @Test
    void shouldCloseTwice() {
        final ByteCache cache = ByteCache.builder().build();
        cache.set(KEY, VALUE);

        cache.close();
        cache.close();

        assertThrows(IllegalStateException.class, () -> cache.get(KEY));
    }

    @Test
    void shouldDoNoBackgroundWorkWhenClosed() {
        final CacheBed bed = new CacheBed();
        bed.cache.set(KEY, VALUE, SECOND);
        bed.cache.set(bytes("large"), pattern(50_000, 1), SECOND);
        bed.cache.flushAt(bed.cache.clock().now() + 5);
        bed.close();
        bed.pass(Duration.ofSeconds(3));

        bed.maintain();

        assertThrows(IllegalStateException.class, () -> bed.cache.get(KEY));
    }

    @Test
    void shouldCloseWhenOperationsFailedByMisuse() {
        final CacheBed bed = new CacheBed();
        final ByteCache cache = bed.cache;
        final byte[] none = null;
        assertThrows(NullPointerException.class, () -> cache.get(none));
        assertThrows(NullPointerException.class, () -> cache.get(KEY, none, 0));
        assertThrows(NullPointerException.class, () -> cache.set(KEY, none));
        bed.set("key", "5");
        assertThrows(NullPointerException.class, () -> cache.increment(KEY, 1, null));
        assertThrows(NullPointerException.class, () -> cache.read(KEY, null));

        assertTimeoutPreemptively(Duration.ofSeconds(20), cache::close);
    }

    @Test
    void shouldRefuseViewWhenCacheIsClosed() {
        final CacheBed bed = new CacheBed();
        bed.set("key", "value");
        final ValueView view = bed.cache.view(KEY);
        bed.close();

        assertThrows(IllegalStateException.class, () -> view.get(0));
        assertThrows(IllegalStateException.class, view::toByteArray);
        view.close();
    }

    @Test
    void shouldRefuseWriterWhenCacheIsClosed() {
        final CacheBed bed = new CacheBed();
        final ItemWriter writer = bed.cache.buffers().newWriter();
        final ByteBuffer buffer = ByteBuffer.wrap(bytes("keyvalue"));
        assertEquals(StoreResult.STORED, writer.begin(buffer, 0, 3, 5, 0, 0));
        bed.close();

        assertThrows(IllegalStateException.class, () -> writer.write(buffer, 3, 5));
        writer.abort();
        assertFalse(writer.isOpen());
    }

    @Test
    void shouldKeepTimeByItselfWhenNobodySaysOtherwise() {
        try (ByteCache cache = ByteCache.builder().memoryLimit(1 << 20).build()) {
            cache.set(KEY, VALUE, Duration.ofMillis(100));
            final long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (cache.stats().items() > 0) {
                assertTrue(System.nanoTime() < patience, "the item is still there");
                Thread.onSpinWait();
            }
            assertNull(cache.get(KEY));
            assertEquals(1, cache.stats().reclaimed());
        }
    }
}
