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

import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.ByteWriter;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheAsyncTest {
    private final TypedBed bed = new TypedBed();
    private final Cache<String, String> cache = bed.strings().build();
    private final CompletableFuture<String> source = new CompletableFuture<>();

    @AfterEach
    void close() {
        cache.close();
        bed.close();
    }

    @Test
    void shouldLoadOnceForAllWhoDoNotWait() {
        final CompletableFuture<String> first = cache.getAsync("k", (k, executor) -> source);
        final CompletableFuture<String> second = cache.getAsync("k", (k, executor) -> {
            throw new AssertionError("a second load");
        });
        assertFalse(first.isDone() || second.isDone());
        source.complete("v");
        assertEquals("v", first.join());
        assertEquals("v", second.join());
        assertEquals("v", cache.getIfPresent("k"));
        assertEquals("v", cache.getAsync("k", (k, executor) -> null).join());
        assertEquals(1, cache.stats().loads());
    }

    @Test
    void shouldLetNoCallerEndTheLoadOfTheOthers() {
        final CompletableFuture<String> first = cache.getAsync("k", (k, executor) -> source);
        final CompletableFuture<String> second = cache.getAsync("k", (k, executor) -> source);
        assertTrue(first.cancel(true));
        source.complete("v");
        assertEquals("v", second.join());
        assertEquals("v", cache.getIfPresent("k"));
    }

    @Test
    void shouldGiveTheLoaderTheExecutorOfTheCache() {
        final CompletableFuture<String> load =
            cache.getAsync("k", (k, executor) -> CompletableFuture.supplyAsync(() -> "of " + k, executor));
        assertFalse(load.isDone());
        assertEquals(1, bed.work());
        assertEquals("of k", load.join());
    }

    @Test
    void shouldEndWithWhatTheLoadEndedWith() {
        final IOException failure = new IOException("no");
        final CompletableFuture<String> load = cache.getAsync("k", (k, executor) -> source);
        source.completeExceptionally(failure);
        assertSame(failure, assertThrows(ExecutionException.class, load::get).getCause());
        assertNull(cache.getIfPresent("k"));
        assertEquals(1, cache.stats().loadFailures());
        final CompletableFuture<String> thrown = cache.getAsync("k", (k, executor) -> {
            throw failure;
        });
        assertSame(failure, assertThrows(CompletionException.class, thrown::join).getCause());
        final CompletableFuture<String> none = cache.getAsync("k", (k, executor) -> null);
        assertEquals("an AsyncLoader must not return null",
            assertInstanceOf(NullPointerException.class,
                assertThrows(CompletionException.class, none::join).getCause()).getMessage());
        assertEquals("v", cache.get("k", k -> "v"));
    }

    @Test
    void shouldThrowToWhoWaitsWhatAnAsynchronousLoadEndsWith() {
        final IOException failure = new IOException("no");
        cache.getAsync("k", (k, executor) -> source);
        final CompletableFuture<Throwable> waits = new CompletableFuture<>();
        final Thread waiter = new Thread(
            () -> waits.complete(assertThrows(Throwable.class, () -> cache.get("k", k -> "other"))));
        waiter.start();
        awaitThat(() -> waiter.getState() == Thread.State.WAITING);
        source.completeExceptionally(failure);
        assertSame(failure, waits.join());
    }

    @Test
    void shouldRefuseALoaderThatWaitsForItsOwnKey() {
        final CompletableFuture<String> load = cache.getAsync("k",
            (k, executor) -> CompletableFuture.completedFuture(cache.get(k, l -> "inner")));
        assertInstanceOf(IllegalStateException.class,
            assertThrows(CompletionException.class, load::join).getCause());
    }

    @Test
    void shouldHandOverNullWhereThereIsNothing() {
        assertNull(cache.getAsync("k", (k, executor) -> CompletableFuture.completedFuture(null)).join());
        assertNull(bed.raw("k"));
    }

    @Test
    void shouldNotStoreWhatWasLoadedBeforeAnInvalidate() {
        final CompletableFuture<String> load = cache.getAsync("k", (k, executor) -> source);
        cache.invalidate("k");
        source.complete("old");
        assertEquals("old", load.join());
        assertNull(cache.getIfPresent("k"));
    }

    @Test
    void shouldHandOverThatTheByteCacheWasClosedBeforeALoadIsAnnounced() {
        final Announcements<String, String> announcements = new Announcements<>(
            new Entries<>(bed.strings(), bed.bytes, new LoadCounters("closed")), Duration.ofSeconds(5), bed);
        bed.bytes.close();
        final CompletableFuture<?> look = announcements.awaitAsync("k", new FlightKey(TypedBed.bytes("k")));
        assertInstanceOf(IllegalStateException.class,
            assertThrows(CompletionException.class, look::join).getCause());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(final Throwable e) throws E {
        throw (E) e;
    }

    private static void assertEndedWith(final Throwable failure, final CompletableFuture<?> load) {
        assertTrue(load.isDone(), "nobody ends it any more");
        assertSame(failure, assertThrows(CompletionException.class, load::join).getCause());
    }

    @Test
    void shouldEndALoadWhoseStoringThrowsWhatItDoesNotDeclare() {
        final IOException failure = new IOException("undeclared, on purpose");
        try (Cache<String, String> broken = bed.strings().expiry((k, v) -> {
            throw CacheAsyncTest.<RuntimeException>undeclared(failure);
        }).build()) {
            for (int i = 0; i < 2; i++) {
                assertEndedWith(failure,
                    broken.getAsync("k", (k, executor) -> CompletableFuture.completedFuture("v")));
            }
        }
    }

    /** Writes keys, but for the second one. */
    private static final class FailingOnce implements Serializer<String> {
        private final AtomicInteger writes = new AtomicInteger();
        private final IOException failure = new IOException("undeclared, on purpose");

        @Override
        public void write(final String value, final ByteWriter out) {
            if (writes.incrementAndGet() == 2) {
                throw CacheAsyncTest.<RuntimeException>undeclared(failure);
            }
            Serializers.string().write(value, out);
        }

        @Override
        public String read(final ByteReader in) {
            return Serializers.string().read(in);
        }

        @Override
        public int flags() {
            return Serializers.string().flags();
        }
    }

    @Test
    void shouldEndALoadWhoseLookThrowsWhatItDoesNotDeclare() {
        final FailingOnce keys = new FailingOnce();
        try (Cache<String, String> broken = Cache.builder(keys, Serializers.string()).over(bed.bytes).build()) {
            assertEndedWith(keys.failure, broken.getAsync("k", (k, executor) -> source));
            assertEquals("v", broken.get("k", k -> "v"), "no load is left behind");
        }
    }

    @Test
    void shouldEndARefreshWhoseLookThrowsWhatItDoesNotDeclare() {
        final FailingOnce keys = new FailingOnce();
        try (LoadingCache<String, String> broken =
                Cache.builder(keys, Serializers.string()).over(bed.bytes).build(k -> "v")) {
            assertEndedWith(keys.failure, broken.refresh("k"));
            assertEquals("v", broken.get("k"), "no load is left behind");
        }
    }

    /** A stage that takes nobody who would hear of its end. */
    private static final class Deaf extends CompletableFuture<String> {
        private final RuntimeException failure = new IllegalStateException("deaf, on purpose");

        @Override
        public CompletableFuture<String> whenComplete(final BiConsumer<? super String, ? super Throwable> action) {
            throw failure;
        }
    }

    @Test
    void shouldEndALoadWhoseStageCannotBeFollowed() {
        final Deaf deaf = new Deaf();
        assertEndedWith(deaf.failure, cache.getAsync("k", (k, executor) -> deaf));
        assertEquals(1, cache.stats().loadFailures());
        assertEquals("v", cache.get("k", k -> "v"));
        cache.markStale("k", Duration.ofSeconds(5));
        assertEquals("v", cache.getAsync("k", (k, executor) -> deaf).join(), "the old value stays");
        assertEquals("v", cache.getAsync("k", (k, executor) -> deaf).join(), "the next one tries again");
        assertEquals(3, cache.stats().loadFailures());
    }
}
