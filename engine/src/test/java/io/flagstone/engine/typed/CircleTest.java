/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static io.flagstone.engine.typed.TypedBed.awaitThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loaders that run at an executor, and ask for what they themselves, each other, or nobody as yet is loading. */
class CircleTest {
    private final TypedBed bed = new TypedBed();
    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private final AtomicReference<LoadingCache<String, String>> self = new AtomicReference<>();

    @AfterEach
    void close() {
        one.shutdownNow();
        bed.close();
    }

    private LoadingCache<String, String> cache(final Executor executor,
            final Loader<String, String, RuntimeException> loader) {
        self.set(bed.strings().executor(executor).build(loader));
        return self.get();
    }

    private Executor executor(final String name) {
        return switch (name) {
            case "caller" -> Runnable::run;
            case "one" -> one;
            default -> task -> new Thread(task).start();
        };
    }

    private static void assertRefused(final CompletableFuture<?> load) {
        final Throwable cause = assertThrows(CompletionException.class, load::join).getCause();
        assertInstanceOf(IllegalStateException.class, cause);
        assertTrue(cause.getMessage().startsWith("a loader must not ask for the key")
            || cause.getMessage().startsWith("loaders must not wait for each other"), cause::getMessage);
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"caller", "one", "threads"})
    void shouldRefuseARefreshWhoseLoaderAsksForItsKey(final String executor) {
        final LoadingCache<String, String> cache = cache(executor(executor), key -> self.get().get(key));
        assertRefused(cache.refresh("k"));
        assertEquals("v", cache.get("k", key -> "v"), "no load is left behind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"caller", "one", "threads"})
    void shouldRefuseARefreshWhoseLoaderAsksInACircle(final String executor) {
        final LoadingCache<String, String> cache =
            cache(executor(executor), key -> self.get().get(key.equals("a") ? "b" : "a"));
        assertRefused(cache.refresh("a"));
        assertRefused(cache.refresh("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"caller", "one", "threads"})
    void shouldRefuseRefreshesThatWaitForEachOther(final String executor) {
        final CountDownLatch bothAsked = new CountDownLatch(1);
        final LoadingCache<String, String> cache = cache(executor(executor), key -> {
            if (!executor.equals("caller")) {
                await(bothAsked);
            }
            return self.get().get(key.equals("a") ? "b" : "a");
        });
        final CompletableFuture<String> a = cache.refresh("a");
        final CompletableFuture<String> b = cache.refresh("b");
        bothAsked.countDown();
        assertRefused(a);
        assertRefused(b);
    }

    @Test
    void shouldRefuseAnAsynchronousLoaderThatWaitsForItsKeyAtTheExecutor() {
        final Cache<String, String> cache = bed.strings().executor(one).build();
        assertRefused(cache.getAsync("k",
            (key, executor) -> CompletableFuture.supplyAsync(() -> cache.get(key, k -> "inner"), executor)));
    }

    @Test
    void shouldRefuseARefreshWhoseLoaderAsksForItsKeyAmongOthers() {
        final LoadingCache<String, String> cache =
            cache(one, key -> self.get().getAll(List.of("other", key), CircleTest::echo).get(key));
        assertRefused(cache.refresh("k"));
        assertEquals("other", cache.getIfPresent("other"));
    }

    private static Map<String, String> echo(final Set<String> keys) {
        final Map<String, String> values = new HashMap<>();
        keys.forEach(key -> values.put(key, key));
        return values;
    }

    @Test
    void shouldLetTheThreadOfARefreshAskForOtherKeysAndForTheSameOneLater() {
        final LoadingCache<String, String> cache =
            cache(one, key -> key.equals("a") ? self.get().get("b") + 1 : key);
        assertEquals("b1", cache.refresh("a").join());
        cache.invalidate("a");
        assertEquals("later", CompletableFuture.supplyAsync(() -> cache.get("a", key -> "later"), one).join());
    }

    /** The one thread of the executor waits for what stands behind it in the queue. */
    @Test
    void shouldRunARefreshInTheThreadThatWaitsForItIfTheExecutorHasNotBegun() {
        final CountDownLatch queued = new CountDownLatch(1);
        final LoadingCache<String, String> cache = cache(one, key -> {
            if (key.equals("a")) {
                await(queued);
                return self.get().get("b") + 1;
            }
            return key;
        });
        final CompletableFuture<String> a = cache.refresh("a");
        final CompletableFuture<String> b = cache.refresh("b");
        queued.countDown();
        assertEquals("b1", a.join());
        assertEquals("b", b.join());
        assertEquals(2, cache.stats().loads(), "each once");
    }

    @Test
    void shouldLoadForWhoWaitsWhatTheExecutorHasDropped() {
        final LoadingCache<String, String> cache = cache(task -> { }, key -> "v");
        final CompletableFuture<String> refresh = cache.refresh("k");
        assertFalse(refresh.isDone());
        assertEquals("v", cache.get("k"));
        assertEquals("v", refresh.join());
        assertEquals("{l=l}", cache.getAll(List.of("l"), CircleTest::echo).toString());
    }

    @Test
    void shouldRunOnceWhatTheExecutorBringsLate() {
        final LoadingCache<String, String> cache = cache(bed, key -> "v");
        cache.refresh("k");
        assertEquals("v", cache.get("k"));
        assertEquals(1, bed.work());
        assertEquals(1, cache.stats().loads());
    }

    @Test
    void shouldTellWhoRefreshesThatTheExecutorTakesNothing() {
        final LoadingCache<String, String> cache = cache(task -> {
            throw new RejectedExecutionException("full");
        }, key -> "v");
        assertInstanceOf(RejectedExecutionException.class,
            assertThrows(CompletionException.class, () -> cache.refresh("k").join()).getCause());
        assertEquals("v", cache.get("k"));
    }

    @Test
    void shouldJoinAGetThatIsUnderWayAndNotRunItTwice() throws InterruptedException {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final LoadingCache<String, String> cache = cache(bed, key -> {
            begun.countDown();
            await(open);
            return "v";
        });
        final CompletableFuture<String> get =
            CompletableFuture.supplyAsync(() -> cache.get("k"), executor("threads"));
        await(begun);
        final CompletableFuture<String> refresh = cache.refresh("k");
        open.countDown();
        assertEquals("v", refresh.join());
        assertEquals("v", get.join());
        assertEquals(0, bed.work());
        assertEquals(1, cache.stats().loads());
    }

    @Test
    void shouldRefuseBulkLoadersThatWaitForEachOther() {
        final CountDownLatch both = new CountDownLatch(2);
        final Cache<String, String> cache = bed.strings().build();
        final List<CompletableFuture<Map<String, String>>> all = List.of("a", "b").stream()
            .map(key -> CompletableFuture.supplyAsync(() -> cache.getAll(List.of(key, key + 1), keys -> {
                both.countDown();
                await(both);
                final String other = key.equals("a") ? "b1" : "a1";
                return Map.of(key, cache.getAll(List.of(other), CircleTest::echo).get(other));
            }), executor("threads"))).toList();
        all.forEach(CircleTest::assertRefused);
        assertEquals("{a=a, b=b}", cache.getAll(List.of("a", "b"), CircleTest::echo).toString());
    }

    private LoadingCache<String, String> announcing(final Executor executor) {
        return bed.strings().executor(executor).announceLoads(Duration.ofSeconds(5)).build(key -> "v");
    }

    /** Waits, with the one thread of the executor, for what another cache has announced; the test takes that back. */
    private String takeBackWhatTheExecutorWaitsFor(final Cache<String, String> cache) throws Exception {
        final AtomicReference<Thread> waiter = new AtomicReference<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final CompletableFuture<String> get = CompletableFuture.supplyAsync(() -> {
            waiter.set(Thread.currentThread());
            begun.countDown();
            return cache.get("k", key -> "of who waits");
        }, one);
        await(begun);
        awaitThat(() -> waiter.get().getState() == Thread.State.WAITING);
        assertFalse(get.isDone());
        bed.bytes.delete(TypedBed.bytes("k"));
        return get.get(60, TimeUnit.SECONDS);
    }

    @Test
    void shouldRunALoadInTheThreadThatWaitsForItAlsoIfItIsLeftOnlyThen() throws Exception {
        announcing(bed).getAsync("k");
        final LoadingCache<String, String> cache = announcing(one);
        final CompletableFuture<String> load = cache.getAsync("k");
        assertEquals("v", takeBackWhatTheExecutorWaitsFor(cache));
        assertEquals("v", load.join());
        assertEquals(1, cache.stats().loads());
    }

    @Test
    void shouldBeginAnAsynchronousLoadThatHasWaitedWhateverTheExecutorWaitsFor() throws Exception {
        announcing(bed).getAsync("k");
        final Cache<String, String> cache = announcing(one);
        final CompletableFuture<String> load =
            cache.getAsync("k", (key, executor) -> CompletableFuture.completedFuture("asynchronous"));
        assertEquals("asynchronous", takeBackWhatTheExecutorWaitsFor(cache));
        assertEquals("asynchronous", load.join());
    }
}
