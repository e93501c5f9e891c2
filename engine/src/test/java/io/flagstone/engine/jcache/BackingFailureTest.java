/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackingFailureTest {
    private static final int THREADS = 8;
    private static final long SECONDS = 60;

    private final CacheManager manager = Managers.fresh();

    @AfterEach
    void close() {
        manager.close();
    }

    private Cache<String, String> loading(final Function<String, String> loader) {
        return manager.createCache("loading", new FlagstoneConfiguration<String, String>().setReadThrough(true)
            .setCacheLoaderFactory(new FactoryBuilder.SingletonFactory<>(new Loader(loader))));
    }

    private static int keysInUse(final Cache<?, ?> cache) {
        return cache.unwrap(StoredCache.class).keysInUse();
    }

    @Test
    void shouldLoadAgainAfterALoaderThatFailed() {
        final RuntimeException failure = new IllegalStateException("down");
        final AtomicInteger calls = new AtomicInteger();
        final Cache<String, String> cache = loading(key -> {
            if (calls.incrementAndGet() == 1) {
                throw failure;
            }
            return "of " + key;
        });
        assertSame(failure, assertThrows(CacheLoaderException.class, () -> cache.get("k")).getCause());
        assertEquals(0, keysInUse(cache));
        assertEquals("of k", cache.get("k"));
        assertEquals("of k", cache.get("k"));
        assertEquals(2, calls.get());
    }

    @Test
    void shouldTellALoaderThatAsksForTheKeyThatItLoads() {
        final Cache<?, ?>[] self = new Cache<?, ?>[1];
        final Cache<String, String> cache = loading(key -> {
            final Cache<String, String> same = self[0].getCacheManager().getCache("loading");
            return same.get(key.equals("a") ? "b" : key) + " by " + key;
        });
        self[0] = cache;
        final CacheLoaderException thrown = assertThrows(CacheLoaderException.class, () -> cache.get("a"));
        assertTrue(thrown.getMessage().contains("key=b"), thrown.getMessage());
        assertEquals(0, keysInUse(cache));
        cache.put("b", "1");
        assertEquals("1 by a", cache.get("a"));
    }

    @Test
    void shouldRefuseLoadersThatWaitForEachOthersKeys() throws Exception {
        final CountDownLatch begun = new CountDownLatch(2);
        final Cache<?, ?>[] self = new Cache<?, ?>[1];
        final Cache<String, String> cache = loading(key -> {
            begun.countDown();
            await(begun);
            final Cache<String, String> same = self[0].getCacheManager().getCache("loading");
            return same.get(key.equals("a") ? "b" : "a") + " by " + key;
        });
        self[0] = cache;
        final ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            final Future<String> a = threads.submit(() -> cache.get("a"));
            final Future<String> b = threads.submit(() -> cache.get("b"));
            for (final Future<String> each : List.of(a, b)) {
                assertEquals(CacheLoaderException.class, assertThrows(ExecutionException.class,
                    () -> each.get(SECONDS, TimeUnit.SECONDS)).getCause().getClass(), "either is refused in the end");
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(0, keysInUse(cache));
        cache.put("b", "1");
        assertEquals("1 by a", cache.get("a"));
    }

    @Test
    void shouldRemoveAllEntriesSomeAtATime() {
        final int entries = 5_000;
        final List<Integer> batches = new ArrayList<>();
        final Cache<String, String> cache = manager.createCache("many", new FlagstoneConfiguration<String, String>()
            .setWriteThrough(true).setCacheWriterFactory(new FactoryBuilder.SingletonFactory<>(new Writer() {
                @Override
                public void deleteAll(final Collection<?> keys) {
                    batches.add(keys.size());
                    super.deleteAll(keys);
                }
            })));
        for (int i = 0; i < entries; i++) {
            cache.put("key-" + i, "v");
        }
        cache.removeAll();
        assertFalse(cache.iterator().hasNext());
        assertEquals(entries, batches.stream().mapToInt(i -> i).sum());
        assertTrue(batches.stream().allMatch(size -> size < entries / 2), batches::toString);
    }

    @Test
    void shouldTellTheCompletionListenerOfALoaderThatFailed() {
        final Cache<String, String> cache = loading(key -> {
            throw new IllegalStateException("down");
        });
        final CompletionListenerFuture end = new CompletionListenerFuture();
        cache.loadAll(Set.of("k"), true, end);
        final ExecutionException thrown =
            assertThrows(ExecutionException.class, () -> end.get(SECONDS, TimeUnit.SECONDS));
        assertEquals(CacheLoaderException.class, thrown.getCause().getClass());
        assertEquals(0, keysInUse(cache));
    }

    @Test
    void shouldLoadOnceForAllWhoWantTheSameKey() throws Exception {
        final AtomicInteger calls = new AtomicInteger();
        final CountDownLatch asked = new CountDownLatch(THREADS);
        final Cache<String, String> cache = loading(key -> {
            await(asked);
            return "load " + calls.incrementAndGet();
        });
        final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            final List<Future<String>> values = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                values.add(threads.submit(() -> {
                    asked.countDown();
                    return cache.get("k");
                }));
            }
            for (final Future<String> value : values) {
                assertEquals("load 1", value.get(SECONDS, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldHoldUpNoOtherKeyWhileALoaderTakesItsTime() throws Exception {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(1);
        final Cache<String, String> cache = loading(key -> {
            if (key.equals("slow")) {
                begun.countDown();
                await(end);
            }
            return "of " + key;
        });
        final ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            final Future<String> slow = threads.submit(() -> cache.get("slow"));
            await(begun);
            for (int i = 0; i < 1_000; i++) {
                assertEquals("of " + i, cache.get(String.valueOf(i)));
            }
            end.countDown();
            assertEquals("of slow", slow.get(SECONDS, TimeUnit.SECONDS));
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void shouldChangeNothingThatTheWriterRefuses() {
        final Cache<String, String> cache = manager.createCache("writing", new FlagstoneConfiguration<String, String>()
            .setWriteThrough(true).setCacheWriterFactory(new FactoryBuilder.SingletonFactory<>(new Writer())));
        cache.put("k", "1");
        assertThrows(CacheWriterException.class, () -> cache.put("k", "bad"));
        assertThrows(CacheWriterException.class, () -> cache.put("bad", "1"));
        assertThrows(CacheWriterException.class, () -> cache.putAll(new HashMap<>(Map.of("a", "1", "bad", "2"))));
        assertEquals("1", cache.get("k"));
        assertEquals("1", cache.get("a"));
        assertNull(cache.get("bad"));
        assertThrows(CacheWriterException.class, () -> cache.removeAll(Set.of("a", "bad")));
        assertNull(cache.get("a"));
        assertEquals(0, keysInUse(cache));
    }

    /** Two threads want the same keys, each in another order. */
    @Test
    void shouldLetNoBulkOperationsWaitForEachOther() throws Exception {
        final Cache<String, String> cache = manager.createCache("bulk", new FlagstoneConfiguration<String, String>()
            .setWriteThrough(true).setCacheWriterFactory(new FactoryBuilder.SingletonFactory<>(new Accepting())));
        final Map<String, String> forth = new LinkedHashMap<>();
        final Map<String, String> back = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            forth.put("k" + i, "1");
            back.put("k" + (19 - i), "2");
        }
        final ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            final Future<?> first = threads.submit(() -> repeat(() -> cache.putAll(forth)));
            final Future<?> second = threads.submit(() -> repeat(() -> {
                cache.putAll(back);
                cache.removeAll(back.keySet());
            }));
            first.get(SECONDS, TimeUnit.SECONDS);
            second.get(SECONDS, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(0, keysInUse(cache));
    }

    private static void repeat(final Runnable task) {
        for (int i = 0; i < 300; i++) {
            task.run();
        }
    }

    @Test
    void shouldLeaveAnEntryAloneThatAProcessorFailedAt() {
        final Cache<String, String> cache = manager.createCache("plain", new FlagstoneConfiguration<>());
        cache.put("k", "1");
        assertThrows(EntryProcessorException.class, () -> cache.invoke("k", (entry, more) -> {
            entry.setValue("2");
            throw new IllegalStateException("no");
        }));
        assertEquals("1", cache.get("k"));
        assertEquals(0, keysInUse(cache));
    }

    @Test
    void shouldLoseNoIncrementOfManyThreads() throws Exception {
        final Cache<String, Integer> cache = manager.createCache("counts", new FlagstoneConfiguration<>());
        final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        final int each = 1_000;
        try {
            final List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                ends.add(threads.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        cache.invoke("count" + n % 2, (entry, more) -> {
                            entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
                            return null;
                        });
                    }
                }));
            }
            for (final Future<?> end : ends) {
                end.get(SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(THREADS * each, cache.get("count0") + cache.get("count1"));
        assertEquals(0, keysInUse(cache));
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(SECONDS, TimeUnit.SECONDS));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Loader implements CacheLoader<String, String> {
        private final Function<String, String> function;

        private Loader(final Function<String, String> function) {
            this.function = function;
        }

        @Override
        public String load(final String key) {
            return function.apply(key);
        }

        @Override
        public Map<String, String> loadAll(final Iterable<? extends String> keys) {
            final Map<String, String> values = new HashMap<>();
            keys.forEach(key -> values.put(key, function.apply(key)));
            return values;
        }
    }

    private static final class Accepting implements CacheWriter<String, String> {
        @Override
        public void write(final Cache.Entry<? extends String, ? extends String> entry) {
        }

        @Override
        public void writeAll(final Collection<Cache.Entry<? extends String, ? extends String>> entries) {
        }

        @Override
        public void delete(final Object key) {
        }

        @Override
        public void deleteAll(final Collection<?> keys) {
        }
    }

    /** Refuses what is bad, and of many what is bad alone. */
    private static class Writer implements CacheWriter<String, String> {
        @Override
        public void write(final Cache.Entry<? extends String, ? extends String> entry) {
            delete(entry.getKey());
            delete(entry.getValue());
        }

        @Override
        public void writeAll(final Collection<Cache.Entry<? extends String, ? extends String>> entries) {
            entries.removeIf(entry -> !entry.getKey().equals("bad"));
            checkEmpty(entries);
        }

        @Override
        public void delete(final Object key) {
            if (key.equals("bad")) {
                throw new IllegalStateException("bad");
            }
        }

        @Override
        public void deleteAll(final Collection<?> keys) {
            keys.removeIf(key -> !key.equals("bad"));
            checkEmpty(keys);
        }

        private static void checkEmpty(final Collection<?> rest) {
            if (!rest.isEmpty()) {
                throw new IllegalStateException("bad");
            }
        }
    }
}
