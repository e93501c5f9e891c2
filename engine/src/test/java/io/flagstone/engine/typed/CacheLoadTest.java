/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static io.flagstone.engine.typed.TypedBed.awaitThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers of one key share, and what happens to a key while it is loaded. */
class CacheLoadTest {
    private static final Executor THREADS = task -> new Thread(task).start();

    private final TypedBed bed = new TypedBed();
    private final Cache<String, String> cache = bed.strings().build();

    @AfterEach
    void close() {
        cache.close();
        bed.close();
    }

    /** A loader that stands still until the test lets it go on. */
    private static final class Gate implements Loader<String, String, IOException> {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();
        private final String value;
        private final Throwable failure;

        Gate(final String value, final Throwable failure) {
            this.value = value;
            this.failure = failure;
        }

        @Override
        public String load(final String key) throws IOException {
            calls.incrementAndGet();
            begun.countDown();
            await(open);
            if (failure instanceof Error) {
                throw (Error) failure;
            } else if (failure instanceof IOException) {
                throw (IOException) failure;
            } else if (failure != null) {
                throw (RuntimeException) failure;
            }
            return value;
        }
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<String> inThread(final Gate gate) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return cache.get("k", gate);
            } catch (final IOException e) {
                throw new CompletionException(e);
            }
        }, THREADS);
    }

    @Test
    void shouldLoadOnceAndThenKnow() {
        final AtomicInteger loads = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertEquals("v1", cache.get("k", k -> "v" + loads.incrementAndGet()));
        }
        assertEquals(1, loads.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64})
    void shouldLetOneLoadForAll(final int callers) {
        final Gate gate = new Gate("v", null);
        final List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            all.add(inThread(gate));
        }
        await(gate.begun);
        gate.open.countDown();
        all.forEach(one -> assertEquals("v", one.join()));
        assertEquals(1, gate.calls.get());
        assertEquals(1, cache.stats().loads());
        assertEquals(callers, cache.stats().hits() + cache.stats().misses());
    }

    @Test
    void shouldHoldUpNoOtherKey() {
        final Gate gate = new Gate("v", null);
        final CompletableFuture<String> slow = inThread(gate);
        await(gate.begun);
        for (int i = 0; i < 10_000; i++) {
            assertEquals("o", cache.get("other-" + i % 5_000, k -> "o"));
        }
        assertFalse(slow.isDone());
        gate.open.countDown();
        assertEquals("v", slow.join());
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IOException("checked"), new IllegalArgumentException("unchecked"),
            new CompletionException("a completion", new IOException("inside")), new StackOverflowError("an error"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldThrowWhatTheLoaderThrewToAllWhoWait(final Throwable failure) {
        final Gate gate = new Gate(null, failure);
        final CompletableFuture<Throwable> first = CompletableFuture.supplyAsync(
            () -> assertThrows(Throwable.class, () -> cache.get("k", gate)), THREADS);
        await(gate.begun);
        final CompletableFuture<Throwable> second = new CompletableFuture<>();
        final Thread waiter = new Thread(() -> second.complete(
            assertThrows(Throwable.class, () -> cache.get("k", gate))));
        waiter.start();
        awaitThat(() -> waiter.getState() == Thread.State.WAITING);
        gate.open.countDown();
        assertSame(failure, first.join());
        assertSame(failure, second.join());
        assertEquals(1, gate.calls.get());
        assertEquals(1, cache.stats().loadFailures());
        assertEquals("again", cache.get("k", k -> "again"));
    }

    @Test
    void shouldRefuseALoaderThatAsksForItsOwnKey() {
        assertEquals("a loader must not ask for the key that it is loading: key=k",
            assertThrows(IllegalStateException.class, () -> cache.get("k", k -> cache.get(k, l -> "inner")))
                .getMessage());
        assertEquals("a loader must not ask for the key that it is loading: key=k",
            assertThrows(IllegalStateException.class,
                () -> cache.get("k", k -> cache.getAll(List.of(k), ks -> java.util.Map.of(k, "v")).get(k)))
                .getMessage());
        assertEquals("of another", cache.get("k", k -> cache.get("other", l -> "of another")));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void shouldRefuseLoadersThatWaitForEachOther(final int loaders) {
        final CountDownLatch begun = new CountDownLatch(loaders);
        final List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < loaders; i++) {
            final String key = "key-" + i;
            final String next = "key-" + (i + 1) % loaders;
            all.add(CompletableFuture.supplyAsync(() -> cache.get(key, k -> {
                begun.countDown();
                await(begun);
                return cache.get(next, l -> "never");
            }), THREADS));
        }
        for (final CompletableFuture<String> one : all) {
            assertEquals("loaders must not wait for each other's keys: key=key-", assertInstanceOf(
                IllegalStateException.class, assertThrows(CompletionException.class, one::join).getCause())
                .getMessage().replaceFirst("\\d$", ""));
        }
        assertEquals("v", cache.get("key-0", k -> "v"));
    }

    @Test
    void shouldStoreNothingWhenTheLoaderHasNothing() {
        final AtomicInteger loads = new AtomicInteger();
        for (int i = 1; i <= 3; i++) {
            assertNull(cache.get("k", k -> {
                loads.incrementAndGet();
                return null;
            }));
            assertEquals(i, loads.get());
        }
        assertNull(bed.raw("k"));
    }

    @Test
    void shouldRememberThatThereIsNothingWhenAsked() {
        try (Cache<String, String> knowing = bed.strings().cacheAbsence(Duration.ofSeconds(5)).build()) {
            for (final String key : List.of("k", "k".repeat(300))) {
                assertNull(knowing.get(key, k -> null));
                assertNull(knowing.get(key, k -> "too early"));
                assertNull(knowing.getIfPresent(key));
                assertNull(knowing.peek(key));
                assertFalse(knowing.asMap().containsKey(key));
                bed.pass(Duration.ofSeconds(5));
                assertEquals("v", knowing.get(key, k -> "v"));
            }
            assertEquals(4, knowing.stats().hits());
        }
    }

    @Test
    void shouldPutWhatIsKnownNotToBeThere() {
        try (Cache<String, String> knowing = bed.strings().cacheAbsence(Duration.ofSeconds(5)).build()) {
            knowing.get("k", k -> null);
            assertEquals(io.flagstone.engine.StoreResult.NOT_STORED, knowing.replace("k", "v"));
            assertEquals(io.flagstone.engine.StoreResult.STORED, knowing.putIfAbsent("k", "v"));
            assertEquals("v", knowing.getIfPresent("k"));
            knowing.get("l", k -> null);
            assertEquals("w", knowing.asMap().computeIfPresent("k", (k, v) -> "w"));
            assertNull(knowing.asMap().computeIfPresent("l", (k, v) -> "w"));
            assertNull(knowing.asMap().put("l", "w"));
            assertEquals("w", knowing.getIfPresent("l"));
        }
    }

    static Stream<Arguments> interferences() {
        return Stream.of(
            Arguments.of("invalidate", (Consumer<Cache<String, String>>) c -> c.invalidate("k"), null),
            Arguments.of("invalidateAll", (Consumer<Cache<String, String>>) Cache::invalidateAll, null),
            Arguments.of("put", (Consumer<Cache<String, String>>) c -> c.put("k", "put"), "put"),
            Arguments.of("putIfAbsent", (Consumer<Cache<String, String>>) c -> c.putIfAbsent("k", "put"), "put"),
            Arguments.of("put and invalidate", (Consumer<Cache<String, String>>) c -> {
                c.put("k", "put");
                c.invalidate("k");
            }, null),
            Arguments.of("put in the map and remove", (Consumer<Cache<String, String>>) c -> {
                c.asMap().put("k", "put");
                c.asMap().remove("k");
            }, null),
            Arguments.of("another key", (Consumer<Cache<String, String>>) c -> c.invalidate("l"), "loaded"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interferences")
    void shouldNotStoreWhatWasLoadedBeforeTheKeyChanged(final String name,
            final Consumer<Cache<String, String>> interference, final String after) {
        final Gate gate = new Gate("loaded", null);
        final CompletableFuture<String> load = inThread(gate);
        await(gate.begun);
        interference.accept(cache);
        gate.open.countDown();
        assertEquals("loaded", load.join());
        assertEquals(after, cache.getIfPresent("k"));
    }

    @Test
    void shouldLoadAnewForThoseWhoComeAfterAnInvalidate() {
        final Gate gate = new Gate("old", null);
        final CompletableFuture<String> load = inThread(gate);
        await(gate.begun);
        cache.invalidate("k");
        assertEquals("new", cache.get("k", k -> "new"));
        gate.open.countDown();
        assertEquals("old", load.join());
        assertEquals("new", cache.getIfPresent("k"));
    }

    @Test
    void shouldKeepWhatSomebodyElseStoredWhileItWasLoaded() {
        assertEquals("loaded", cache.get("k", k -> {
            bed.setRaw("k", "theirs", 16);
            return "loaded";
        }));
        assertEquals("theirs", cache.getIfPresent("k"));
    }

    @Test
    void shouldHandOverWhatIsLoadedWhenTheCacheIsClosedMeanwhile() {
        final Gate gate = new Gate("v", null);
        final CompletableFuture<String> load = inThread(gate);
        await(gate.begun);
        final CompletableFuture<String> waits = inThread(gate);
        cache.close();
        bed.close();
        gate.open.countDown();
        assertEquals("v", load.join());
        assertTrue(waits.handle((v, e) -> "v".equals(v) || e.getCause() instanceof IllegalStateException
            || e instanceof IllegalStateException).join());
    }

    @Test
    void shouldWaitWithoutRegardToAnInterruptAndKeepIt() throws InterruptedException {
        final Gate gate = new Gate("v", null);
        final CompletableFuture<String> load = inThread(gate);
        await(gate.begun);
        final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        final Thread waiter = new Thread(() -> {
            Thread.currentThread().interrupt();
            cache.get("k", k -> "other");
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        waiter.start();
        awaitThat(() -> waiter.getState() == Thread.State.WAITING);
        gate.open.countDown();
        assertTrue(interrupted.join());
        waiter.join();
        assertEquals("v", load.join());
    }

    @Test
    void shouldReportWhatAnExpiryFunctionThrows() {
        try (Cache<String, String> broken = bed.strings().expiry((k, v) -> {
            throw new IllegalArgumentException("no expiry for " + k);
        }).build()) {
            assertEquals("no expiry for k",
                assertThrows(IllegalArgumentException.class, () -> broken.get("k", k -> "v")).getMessage());
            assertEquals("no expiry for k",
                assertThrows(IllegalArgumentException.class, () -> broken.put("k", "v")).getMessage());
            assertNull(bed.raw("k"));
        }
    }
}
