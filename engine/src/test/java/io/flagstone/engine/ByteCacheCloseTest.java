/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

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
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;

class ByteCacheCloseTest {
    private static final byte[] KEY = bytes("key");
    private static final byte[] VALUE = bytes("value");

    @Test
    void shouldCloseTwice() {
        final ByteCache cache = ByteCache.builder().build();
        cache.set(KEY, VALUE);

        cache.close();
        cache.close();

        assertThrows(IllegalStateException.class, () -> cache.get(KEY));
    }

    @Test
    void shouldDoWhatItWasToldUnlessThatWasTakenBack() {
        final List<String> done = new ArrayList<>();
        final ByteCache cache = ByteCache.builder().build();
        cache.onClose(() -> done.add("first"));
        final Runnable takeBack = cache.onClose(() -> done.add("taken back"));
        cache.onClose(() -> done.add("last"));
        takeBack.run();
        takeBack.run();

        cache.close();

        assertEquals(List.of("first", "last"), done);
    }

    @Test
    void shouldDoNoBackgroundWorkWhenClosed() throws Exception {
        final CacheBed bed = new CacheBed();
        final Agent maintenance = bed.cache.maintenance();
        bed.cache.set(KEY, VALUE, SECOND);
        bed.cache.set(bytes("large"), pattern(50_000, 1), SECOND);
        bed.cache.flushAt(bed.cache.clock().now() + 5);
        bed.close();
        bed.pass(Duration.ofSeconds(3));

        assertEquals(0, maintenance.doWork());

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

        assertTimeoutPreemptively(Duration.ofSeconds(60), cache::close);
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
        assertThrows(IllegalStateException.class, () -> writer.begin(buffer, 0, 3, 5, 0, 0));
    }

    @Test
    void shouldKeepTimeByItselfWhenNobodySaysOtherwise() {
        try (ByteCache cache = ByteCache.builder().memoryLimit(1 << 20).build()) {
            cache.set(KEY, VALUE, Duration.ofMillis(100));
            final long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (cache.stats().items() > 0) {
                assertTrue(System.nanoTime() < patience, "the item is still there");
                Thread.onSpinWait();
            }
            assertNull(cache.get(KEY));
            assertEquals(1, cache.stats().reclaimed());
        }
    }
}
