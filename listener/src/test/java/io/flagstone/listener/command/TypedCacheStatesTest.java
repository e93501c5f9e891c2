/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.typed.Cache;
import io.flagstone.engine.typed.CacheBuilder;
import io.flagstone.listener.ServerConfig;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A typed cache and a client of the meta dialect at one byte cache: of both together, one brings the new value. */
class TypedCacheStatesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private volatile long millis = 1_000_000;
    private final ByteCache bytes = ByteCache.builder().clock(() -> millis).callerMaintains().build();
    private final TextDesk client = new TextDesk(ServerConfig.builder(), bytes);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        client.close();
    }

    private CacheBuilder<String, String> strings() {
        return Cache.builder(String.class, String.class).over(bytes).expireAfterWrite(MINUTE).executor(tasks::add);
    }

    private void ask(final String command, final String... answer) {
        assertEquals(String.join("\r\n", answer) + "\r\n", client.ask(command + "\r\n"), command);
    }

    @Test
    void shouldLeaveTheRefreshToAClientWhoHasWonIt() {
        final Cache<String, String> cache = strings().refreshAhead(Duration.ofSeconds(30)).build();
        cache.put("k", "old");
        millis += 40_000;
        ask("mg k f t v R30", "VA 3 f16 t20 W", "old");
        assertEquals("old", cache.get("k", k -> "never"));
        assertTrue(tasks.isEmpty());
        ask("ms k 3 T60\r\nnew", "HD");
        assertEquals("new", cache.get("k", k -> "never"));
        assertTrue(tasks.isEmpty());
    }

    @Test
    void shouldTellClientsThatItRefreshesAndThatItCouldNot() {
        final Cache<String, String> cache = strings().refreshAhead(Duration.ofSeconds(30)).build();
        cache.put("k", "old");
        millis += 40_000;
        assertEquals("old", cache.get("k", k -> {
            throw new IllegalStateException("a loader that fails, on purpose");
        }));
        ask("mg k v R30", "VA 3 Z", "old");
        tasks.remove().run();
        ask("mg k v R30", "VA 3 W", "old");
        ask("mg k v R30", "VA 3 Z", "old");
    }

    @Test
    void shouldLetNobodyWinWhatItHasRefreshed() {
        final Cache<String, String> cache = strings().refreshAhead(Duration.ofSeconds(30)).build();
        cache.put("k", "old");
        millis += 40_000;
        cache.get("k", k -> "new");
        tasks.remove().run();
        ask("mg k t v R30", "VA 3 t60", "new");
    }

    @Test
    void shouldRefreshWhatAClientHasMarkedStale() {
        final Cache<String, String> cache = strings().build();
        cache.put("k", "old");
        ask("md k I T30", "HD");
        assertEquals("old", cache.getIfPresent("k"));
        assertEquals("old", cache.get("k", k -> "new"));
        ask("mg k t v", "VA 3 t30 Z X", "old");
        tasks.remove().run();
        ask("mg k t v", "VA 3 t60", "new");
    }

    @Test
    void shouldLetAClientRefreshWhatItHasMarkedStale() {
        final Cache<String, String> cache = strings().build();
        cache.put("k", "old");
        assertTrue(cache.markStale("k", Duration.ofSeconds(30)));
        ask("mg k t v", "VA 3 t30 X W", "old");
        assertEquals("old", cache.get("k", k -> "never"));
        assertTrue(tasks.isEmpty());
        ask("ms k 3\r\nnew", "HD");
        assertEquals("new", cache.getIfPresent("k"));
    }

    @Test
    void shouldServeClientsTooBeyondTheEnd() {
        final Cache<String, String> cache = strings().serveStaleFor(Duration.ofSeconds(30)).build();
        cache.put("k", "old");
        millis += 70_000;
        ask("mg k t v R31", "VA 3 t20 W", "old");
        assertEquals("old", cache.get("k", k -> "never"));
        millis += 20_000;
        ask("mg k v", "EN");
    }

    @Test
    void shouldWaitForTheValueThatAClientHasAnnounced() {
        final Cache<String, String> cache = strings().announceLoads(Duration.ofSeconds(10)).build();
        ask("mg k v N30", "VA 0 W", "");
        assertNull(cache.getIfPresent("k"));
        final CompletableFuture<String> waits =
            cache.getAsync("k", (k, executor) -> CompletableFuture.failedFuture(new AssertionError("a second load")));
        final CompletableFuture<String> alsoWaits = CompletableFuture.supplyAsync(() -> cache.get("k", k -> "never"),
            task -> new Thread(task).start());
        assertFalse(waits.isDone());
        ask("ms k 5\r\nvalue", "HD");
        runTasksUntil(waits);
        assertEquals("value", waits.join());
        assertEquals("value", alsoWaits.join());
    }

    private void runTasksUntil(final CompletableFuture<?> end) {
        final long limit = System.nanoTime() + 60_000_000_000L;
        while (!end.isDone() && System.nanoTime() < limit) {
            final Runnable task = tasks.poll();
            if (task != null) {
                task.run();
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldLoadWhatAClientHasAnnouncedAndNotBroughtInTime() {
        final Cache<String, String> cache = strings().announceLoads(Duration.ofSeconds(10)).build();
        ask("mg k v N30", "VA 0 W", "");
        final CompletableFuture<String> waits = new CompletableFuture<>();
        final Thread waiting = new Thread(() -> waits.complete(cache.get("k", k -> "mine")));
        waiting.start();
        // Its lease begins when it comes across the announcement.
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        millis += 10_000;
        assertEquals("mine", waits.join());
        ask("mg k v", "VA 4", "mine");
    }

    @Test
    void shouldTellClientsThatItLoads() {
        final Cache<String, String> cache = strings().announceLoads(Duration.ofSeconds(10)).build();
        assertEquals("value", cache.get("k", k -> {
            ask("mg k t v N30", "VA 0 t10 Z", "");
            return "value";
        }));
        ask("mg k t v N30", "VA 5 t60", "value");
    }

    @Test
    void shouldNotStoreWhatItLoadedWhenAClientRemovedItMeanwhile() {
        final Cache<String, String> cache = strings().announceLoads(Duration.ofSeconds(10)).build();
        assertEquals("value", cache.get("k", k -> {
            ask("md k", "HD");
            return "value";
        }));
        ask("mg k v", "EN");
    }

    @Test
    void shouldShowClientsALongKeyByItsDigest() {
        final Cache<String, String> cache = strings().build();
        cache.put("", "v");
        ask("mg sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 f s",
            "HD f1073741840 s5");
    }
}
