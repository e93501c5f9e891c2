/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javax.cache.event.CacheEntryListenerException;
import org.junit.jupiter.api.Test;

class ListenerFailureTest {
    @Test
    void shouldHaveStoredAndCountedWhatAListenerFailsAt() {
        try (CacheOnTheBench bench = new CacheOnTheBench(CacheOnTheBench.eternal())) {
            final RecordingListener second = new RecordingListener();
            bench.listen(second, true);
            bench.listener.failure = new IllegalStateException("no");
            final CacheEntryListenerException thrown =
                assertThrows(CacheEntryListenerException.class, () -> bench.cache.put("k", "1"));
            assertSame(bench.listener.failure, thrown.getCause());
            assertEquals("1", bench.cache.get("k"));
            assertEquals(List.of("CREATED k=1"), second.take());
            assertEquals(1, bench.statistics.getCachePuts());
            assertEquals(0, bench.cache.keysInUse());
        }
    }

    @Test
    void shouldTellAnAsynchronousListenerOfWhatComesAfterItsFailure() {
        final List<Runnable> later = new ArrayList<>();
        final List<Throwable> heard = new ArrayList<>();
        final Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        try (CacheOnTheBench bench = new CacheOnTheBench(new FlagstoneConfiguration<>(), CacheOnTheBench.eternal(),
                later::add)) {
            final RecordingListener late = new RecordingListener();
            late.failure = new IllegalStateException("no");
            bench.listen(late, false);
            bench.cache.put("k", "1");
            bench.cache.put("k", "2");
            bench.cache.remove("k");
            assertEquals(List.of(), late.take());
            assertEquals(1, later.size());
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> heard.add(failure));
            later.get(0).run();
            assertEquals(List.of("CREATED k=1", "UPDATED k=2 was 1", "REMOVED k=2 was 2"), late.take());
            assertEquals(3, heard.size());
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }
    }

    @Test
    void shouldTellAListenerThatWasTakenAwayNothing() {
        try (CacheOnTheBench bench = new CacheOnTheBench(CacheOnTheBench.eternal())) {
            bench.cache.deregisterCacheEntryListener(bench.cache.getConfiguration(bench.type())
                .getCacheEntryListenerConfigurations().iterator().next());
            bench.cache.put("k", "1");
            assertEquals(List.of(), bench.listener.take());
            assertTrue(bench.listener.closed);
        }
    }
}
