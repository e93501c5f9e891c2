/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static io.flagstone.engine.typed.TypedBed.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.serializer.Serializers;
import io.flagstone.engine.StoreResult;
import java.util.Set;
import java.util.Map;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One refreshes what is about to end or is stale, and everyone goes on with the old value meanwhile. */
class CacheRefreshTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TypedBed bed = new TypedBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private CacheBuilder<String, String> tenSeconds() {
        return bed.strings().expireAfterWrite(Duration.ofSeconds(10));
    }

    private static String get(final Cache<String, String> cache, final String next) {
        return cache.get("k", k -> next);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "6900, 0", "7000, 1", "9900, 1"})
    void shouldRefreshShortlyBeforeTheEnd(final long age, final int refreshes) {
        final Cache<String, String> cache = tenSeconds().refreshAhead(Duration.ofSeconds(3)).build();
        cache.put("k", "old");
        bed.pass(Duration.ofMillis(age));
        assertEquals("old", get(cache, "new"));
        assertEquals("old", get(cache, "newer"), "somebody is at it");
        assertEquals("old", cache.getIfPresent("k"));
        assertEquals(refreshes, bed.work());
        assertEquals(refreshes == 0 ? "old" : "new", cache.getIfPresent("k"));
        assertEquals(refreshes, cache.stats().refreshes());
        bed.pass(Duration.ofMillis(9_900));
        assertEquals(refreshes == 0 ? age == 0 ? "old" : null : "new", cache.getIfPresent("k"));
    }

    @Test
    void shouldServeStaleForSomeTimeAndRefreshMeanwhile() {
        final Cache<String, String> cache = tenSeconds().serveStaleFor(Duration.ofSeconds(5)).build();
        cache.put("k", "old");
        bed.pass(Duration.ofMillis(9_900));
        assertEquals("old", get(cache, "new"));
        assertEquals(0, bed.work());
        bed.pass(Duration.ofMillis(100));
        assertEquals("old", get(cache, "new"));
        assertEquals(1, bed.work());
        assertEquals("new", get(cache, "newer"));
        bed.pass(Duration.ofMillis(14_900));
        assertEquals("new", cache.getIfPresent("k"));
        bed.pass(Duration.ofMillis(100));
        assertNull(cache.getIfPresent("k"));
        assertEquals("loaded", get(cache, "loaded"));
    }

    @Test
    void shouldServeWhatIsMarkedStaleUntilItIsRefreshed() {
        final Cache<String, String> cache = tenSeconds().build();
        assertFalse(cache.markStale("k", SECOND));
        cache.put("k", "old");
        assertTrue(cache.markStale("k", Duration.ofSeconds(2)));
        assertEquals("old", cache.getIfPresent("k"));
        assertEquals("old", get(cache, "new"));
        assertEquals("old", get(cache, "newer"));
        assertEquals(1, bed.work());
        assertEquals("new", cache.getIfPresent("k"));
        bed.pass(Duration.ofSeconds(9));
        assertEquals("new", cache.getIfPresent("k"), "with the time to live of any value");
        cache.markStale("k", Duration.ofSeconds(2));
        bed.pass(Duration.ofSeconds(2));
        assertNull(cache.getIfPresent("k"));
    }

    @Test
    void shouldLetTheNextOneTryWhenARefreshFails() {
        final Cache<String, String> cache = tenSeconds().refreshAhead(Duration.ofSeconds(3)).build();
        cache.put("k", "old");
        bed.pass(Duration.ofSeconds(8));
        for (int i = 1; i <= 3; i++) {
            assertEquals("old", Cases.failing(cache));
            assertEquals("old", get(cache, "not yet"), "somebody is at it");
            assertEquals(1, bed.work());
            assertEquals(i, cache.stats().loadFailures());
        }
        assertEquals("old", get(cache, "new"));
        assertEquals(1, bed.work());
        assertEquals("new", cache.getIfPresent("k"));
        assertEquals(4, cache.stats().refreshes());
    }

    /** Loaders that fail. */
    private static final class Cases {
        static String failing(final Cache<String, String> cache) {
            try {
                return cache.get("k", k -> {
                    throw new IOException("no");
                });
            } catch (final IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void shouldLetTheNextOneTryWhenTheExecutorTakesNothing() {
        final Cache<String, String> cache = tenSeconds().refreshAhead(Duration.ofSeconds(3)).executor(task -> {
            throw new RejectedExecutionException("full");
        }).build();
        cache.put("k", "old");
        bed.pass(Duration.ofSeconds(8));
        assertEquals("old", get(cache, "new"));
        assertEquals("old", get(cache, "new"));
        assertEquals(2, cache.stats().loadFailures());
    }

    @Test
    void shouldForgetWhatARefreshFindsGone() {
        final Cache<String, String> cache = tenSeconds().refreshAhead(Duration.ofSeconds(3)).build();
        cache.put("k", "old");
        bed.pass(Duration.ofSeconds(8));
        assertEquals("old", get(cache, null));
        bed.work();
        assertNull(cache.getIfPresent("k"));
    }

    @Test
    void shouldLeaveAloneWhatWasStoredOrRemovedDuringARefresh() {
        final Cache<String, String> cache = tenSeconds().refreshAhead(Duration.ofSeconds(3)).build();
        cache.put("k", "old");
        bed.pass(Duration.ofSeconds(8));
        get(cache, "refreshed");
        cache.put("k", "put");
        bed.work();
        assertEquals("put", cache.getIfPresent("k"));
        bed.pass(Duration.ofSeconds(8));
        get(cache, "refreshed");
        bed.setRaw("k", "of others", 16);
        bed.work();
        assertEquals("of others", cache.getIfPresent("k"));
        cache.put("k", "old");
        bed.pass(Duration.ofSeconds(8));
        get(cache, "refreshed");
        cache.invalidate("k");
        bed.work();
        assertNull(cache.getIfPresent("k"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotStoreWhatTookLongerToRefreshThanTheOldValueLived(final boolean deletes) {
        final Cache<String, String> cache = tenSeconds().refreshAhead(Duration.ofSeconds(3)).build();
        cache.put("k", "old");
        bed.pass(Duration.ofSeconds(8));
        get(cache, "late");
        if (deletes) {
            bed.bytes.delete(bytes("k"));
        }
        bed.pass(Duration.ofSeconds(3));
        bed.work();
        assertNull(cache.getIfPresent("k"), "nobody can tell whether it was removed meanwhile");
        assertEquals("next", get(cache, "next"));
        assertEquals("next", cache.getIfPresent("k"));
    }

    @Test
    void shouldNotStoreWhatWasLoadedWhenItsAnnouncementIsGone() {
        final Cache<String, String> cache = bed.strings().announceLoads(Duration.ofSeconds(5)).build();
        assertEquals("v", cache.get("k", k -> {
            bed.bytes.delete(bytes("k"));
            bed.pass(Duration.ofSeconds(6));
            return "v";
        }));
        assertNull(cache.getIfPresent("k"));
    }

    @Test
    void shouldJoinARefreshThatIsUnderWayWhenTheOldValueHasEnded() {
        final Cache<String, String> cache = tenSeconds().refreshAhead(Duration.ofSeconds(3)).build();
        cache.put("k", "old");
        bed.pass(Duration.ofSeconds(8));
        get(cache, "late");
        bed.pass(Duration.ofSeconds(3));
        final CompletableFuture<String> joins = cache.getAsync("k", (k, executor) -> null);
        assertFalse(joins.isDone());
        bed.work();
        assertEquals("late", joins.join());
    }

    @Test
    void shouldRefreshAsynchronouslyToo() {
        final Cache<String, String> cache = tenSeconds().refreshAhead(Duration.ofSeconds(3)).build();
        cache.put("k", "old");
        bed.pass(Duration.ofSeconds(8));
        final CompletableFuture<String> source = new CompletableFuture<>();
        assertEquals("old", cache.getAsync("k", (k, executor) -> source).join());
        source.complete("new");
        assertEquals("new", cache.getIfPresent("k"));
    }

    @Test
    void shouldNotLoadAgainWhatIsKnownToBeNothing() {
        final Cache<String, String> cache = tenSeconds().refreshAhead(Duration.ofSeconds(8))
            .cacheAbsence(Duration.ofSeconds(2)).build();
        assertNull(get(cache, null));
        assertNull(get(cache, "too early"));
        assertEquals(0, bed.work());
        assertTrue(cache.markStale("k", Duration.ofSeconds(2)));
        assertEquals("now", get(cache, "now"));
    }

    @Test
    void shouldServeTheEmptyItemOfAnAnnouncementAsNothing() {
        final Cache<String, String> cache = bed.strings().build();
        final Cache<String, String> announcing = bed.strings().announceLoads(Duration.ofSeconds(5)).build();
        assertEquals("v", announcing.get("k", k -> {
            assertEquals(":0", bed.raw("k"), "what clients see");
            assertNull(cache.getIfPresent("k"));
            assertFalse(cache.asMap().containsKey("k"));
            assertTrue(cache.asMap().isEmpty());
            return "v";
        }));
        assertEquals("v", cache.getIfPresent("k"));
    }

    @Test
    void shouldTakeAnAnnouncementBackWhenTheLoadFailsOrHasNothing() {
        final Cache<String, String> cache = bed.strings().announceLoads(Duration.ofSeconds(5)).build();
        assertNull(get(cache, null));
        assertNull(bed.raw("k"));
        try {
            cache.get("k", k -> {
                throw new IOException("no");
            });
        } catch (final IOException e) {
            assertEquals("no", e.getMessage());
        }
        assertNull(bed.raw("k"));
        assertEquals("v", cache.get("k", k -> {
            cache.invalidate("k");
            return "v";
        }));
        assertNull(bed.raw("k"));
    }

    @Test
    void shouldWaitForWhatAnotherCacheHasAnnounced() {
        final Cache<String, String> one = bed.strings().announceLoads(Duration.ofSeconds(5)).build();
        final Cache<String, String> other = bed.strings().announceLoads(Duration.ofSeconds(5))
            .executor(Runnable::run).build();
        final CompletableFuture<String> source = new CompletableFuture<>();
        final CompletableFuture<String> first = one.getAsync("k", (k, executor) -> source);
        final CompletableFuture<String> second = other.getAsync("k", (k, executor) -> {
            throw new AssertionError("a second load");
        });
        final CompletableFuture<String> third = CompletableFuture.supplyAsync(() -> other.get("k", k -> "third"),
            task -> new Thread(task).start());
        assertFalse(second.isDone());
        source.complete("v");
        assertEquals("v", first.join());
        assertEquals("v", second.join());
        assertEquals("v", third.join());
    }

    @Test
    void shouldLoadItselfWhenTheLeaseOfAnotherIsOver() {
        final Cache<String, String> one = bed.strings().announceLoads(Duration.ofSeconds(5)).build();
        final Cache<String, String> other = bed.strings().announceLoads(Duration.ofSeconds(5)).build();
        final CompletableFuture<String> source = new CompletableFuture<>();
        final CompletableFuture<String> slow = one.getAsync("k", (k, executor) -> source);
        bed.pass(Duration.ofSeconds(5));
        assertEquals("fast", other.get("k", k -> "fast"));
        source.complete("slow");
        assertEquals("slow", slow.join());
        assertEquals("fast", other.getIfPresent("k"), "the first one to store it stays");
    }

    @Test
    void shouldTakeTheWinOfAnEmptyItemThatIsStale() {
        final Cache<String, String> cache = bed.strings().announceLoads(Duration.ofSeconds(5)).build();
        cache.get("k", k -> {
            cache.markStale(k, Duration.ZERO);
            return "late";
        });
        assertNull(cache.getIfPresent("k"));
        assertEquals("v", get(cache, "v"));
        assertEquals("v:16", bed.raw("k"));
    }

    @Test
    void shouldOvertakeTheAnnouncementOfOthersWhenItDoesNotTakePart() {
        final Cache<String, String> announcing = bed.strings().announceLoads(Duration.ofSeconds(5)).build();
        final Cache<String, String> cache = bed.strings().build();
        assertEquals("announced", announcing.get("k", k -> {
            assertEquals("other", get(cache, "other"));
            return "announced";
        }));
        assertEquals("other", cache.getIfPresent("k"));
        assertEquals(StoreResult.NOT_STORED, cache.putIfAbsent("k", "x"));
        assertEquals("other", new String(bed.bytes.get(bytes("k"))));
    }

    @Test
    void shouldHandOverWhatAnotherCacheHasAnnouncedWhateverTheExecutorThrows() {
        final Cache<String, String> one = bed.strings().announceLoads(Duration.ofSeconds(5)).build();
        final Cache<String, String> other = bed.strings().announceLoads(Duration.ofSeconds(5)).executor(task -> {
            throw new IllegalStateException("stopped");
        }).build();
        final CompletableFuture<String> source = new CompletableFuture<>();
        one.getAsync("k", (k, executor) -> source);
        final CompletableFuture<String> waits = other.getAsync("k", (k, executor) -> null);
        source.complete("v");
        assertEquals("v", waits.orTimeout(60, TimeUnit.SECONDS).join());
    }

    @Test
    void shouldServeAnEmptyValueWithoutFlagsWhileItIsRefreshedOrStale() {
        final Cache<String, String> cache = Cache.builder(Serializers.string(),
            Serializers.withFlags(Serializers.string(), 0)).over(bed.bytes).executor(bed)
            .expireAfterWrite(Duration.ofSeconds(10)).refreshAhead(Duration.ofSeconds(3)).build();
        cache.put("k", "");
        assertEquals(":" + (1 << 28), bed.raw("k"), "as README says");
        bed.pass(Duration.ofSeconds(8));
        assertEquals("", get(cache, "new"));
        assertEquals("", cache.getIfPresent("k"));
        assertTrue(cache.asMap().containsKey("k"));
        assertEquals(StoreResult.NOT_STORED, cache.putIfAbsent("k", "x"));
        assertEquals(Set.of(Map.entry("k", "")), Set.copyOf(cache.asMap().entrySet()));
        bed.work();
        assertEquals("new:0", bed.raw("k"));
        cache.put("k", "");
        assertTrue(cache.markStale("k", SECOND));
        assertEquals("", cache.getIfPresent("k"));
        bed.setRaw("l", "", 0);
        assertEquals("", cache.getIfPresent("l"), "nor is that of others an announcement as yet");
    }
}
