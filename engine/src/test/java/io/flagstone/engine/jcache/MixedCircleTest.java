/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.typed.Cache;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheManager;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loader of JCache that waits for one of a typed cache, which waits for the first one's key. */
class MixedCircleTest {
    private final CacheManager manager = Managers.fresh();
    private final Cache<String, String> typed =
        Cache.builder(String.class, String.class).memoryLimit(8 << 20).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch both = new CountDownLatch(2);

    @AfterEach
    void close() {
        threads.shutdownNow();
        typed.close();
        manager.close();
    }

    private void awaitBoth() {
        both.countDown();
        try {
            assertTrue(both.await(1, TimeUnit.MINUTES));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String refusal(final CompletableFuture<?> load) {
        Throwable cause = assertThrows(CompletionException.class, load.orTimeout(1, TimeUnit.MINUTES)::join);
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    @Test
    void shouldRefuseACircleOverJCacheAndATypedCache() {
        final javax.cache.Cache<String, String> cache = manager.createCache("circle",
            new FlagstoneConfiguration<String, String>().setReadThrough(true).setCacheLoaderFactory(
                new FactoryBuilder.SingletonFactory<CacheLoader<String, String>>(new TypedLoader())));
        final CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> cache.get("j"), threads);
        final CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> typed.get("t", key -> {
            awaitBoth();
            return cache.get("j");
        }), threads);
        for (final CompletableFuture<String> load : List.of(first, second)) {
            final String refusal = refusal(load);
            assertTrue(refusal.contains("must not"), refusal);
        }
        assertEquals("later", typed.get("t", key -> "later"));
        assertEquals("later", cache.get("j"), "no key is left behind");
    }

    private final class TypedLoader implements CacheLoader<String, String> {
        @Override
        public String load(final String key) {
            awaitBoth();
            return typed.get("t", same -> "loaded by both");
        }

        @Override
        public Map<String, String> loadAll(final Iterable<? extends String> keys) {
            throw new UnsupportedOperationException();
        }
    }
}
