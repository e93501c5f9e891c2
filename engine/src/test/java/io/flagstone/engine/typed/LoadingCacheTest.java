/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cache that knows who brings its values. */
class LoadingCacheTest {
    private final TypedBed bed = new TypedBed();
    private final List<String> loaded = new ArrayList<>();
    private final Map<String, String> source = new HashMap<>(Map.of("a", "1", "b", "2", "c", "3"));

    @AfterEach
    void close() {
        bed.close();
    }

    private String load(final String key) {
        loaded.add(key);
        return source.get(key);
    }

    private LoadingCache<String, String> cache() {
        return bed.strings().expireAfterWrite(Duration.ofSeconds(10)).build(this::load);
    }

    @Test
    void shouldLoadWhatIsAbsentOnce() {
        final LoadingCache<String, String> cache = cache();

        assertEquals("1", cache.get("a"));
        assertEquals("1", cache.get("a"));
        cache.put("b", "stored");
        assertEquals("stored", cache.get("b"));
        assertNull(cache.getIfPresent("c"));
        assertNull(cache.get("d"));

        assertEquals(List.of("a", "d"), loaded);
        assertEquals("brought", cache.get("e", key -> "brought"), "a loader that is brought goes first");
    }

    @Test
    void shouldLoadSeveralKeysWithTheLoaderOfOne() {
        final LoadingCache<String, String> cache = cache();
        cache.put("b", "stored");

        final Map<String, String> values = cache.getAll(List.of("c", "b", "d", "a", "c"));

        assertEquals(List.of("c", "b", "a"), List.copyOf(values.keySet()));
        assertEquals(Map.of("a", "1", "b", "stored", "c", "3"), values);
        assertEquals(List.of("c", "d", "a"), loaded);
        assertEquals("3", cache.getIfPresent("c"));
    }

    @Test
    void shouldLoadSeveralKeysAtOnceWithABulkLoader() {
        final LoadingCache<String, String> cache = bed.strings().build(this::load, keys -> {
            loaded.add(keys.toString());
            return source;
        });

        assertEquals(Map.of("a", "1", "b", "2"), cache.getAll(List.of("a", "b")));
        assertEquals("3", cache.get("c"), "which the loader brought besides");

        assertEquals(List.of("[a, b]"), loaded);
    }

    @Test
    void shouldHandOutWhatTheLoaderThrows() {
        final RuntimeException unchecked = new IllegalArgumentException("no");
        final IOException checked = new IOException("no");
        final LoadingCache<String, String> cache = bed.strings().build(key -> {
            if (key.equals("checked")) {
                throw checked;
            }
            throw unchecked;
        });

        assertSame(unchecked, assertThrows(RuntimeException.class, () -> cache.get("unchecked")));
        assertSame(checked, assertThrows(CompletionException.class, () -> cache.get("checked")).getCause());
        assertSame(unchecked, assertThrows(RuntimeException.class, () -> cache.getAll(List.of("a", "checked"))));
        assertSame(checked,
            assertThrows(CompletionException.class, () -> cache.getAll(List.of("checked"))).getCause());
        assertEquals(5, cache.stats().loadFailures(), "one for each key");
    }

    @Test
    void shouldRefreshAtTheExecutorWhileTheOldValueIsServed() {
        final LoadingCache<String, String> cache = cache();
        cache.get("a");
        source.put("a", "new");

        final CompletableFuture<String> refresh = cache.refresh("a");
        final CompletableFuture<String> same = cache.refresh("a");

        assertEquals("1", cache.get("a"));
        assertFalse(refresh.isDone());
        assertEquals(1, bed.work());
        assertEquals("new", refresh.join());
        assertEquals("new", same.join());
        assertEquals("new", cache.getIfPresent("a"));
        assertEquals(1, cache.stats().refreshes());
    }

    @Test
    void shouldLoadWhatIsAbsentByARefresh() {
        final LoadingCache<String, String> cache = cache();

        final CompletableFuture<String> refresh = cache.refresh("a");
        assertEquals(1, bed.work());

        assertEquals("1", refresh.join());
        assertEquals("1", cache.getIfPresent("a"));
        source.remove("a");
        final CompletableFuture<String> gone = cache.refresh("a");
        assertEquals(1, bed.work());
        assertNull(gone.join());
        assertNull(cache.getIfPresent("a"));
    }

    @Test
    void shouldKeepTheOldValueIfARefreshFails() {
        final LoadingCache<String, String> cache = bed.strings().build(key -> {
            throw new IOException("no");
        });
        cache.put("a", "old");

        final CompletableFuture<String> refresh = cache.refresh("a");
        assertEquals(1, bed.work());

        assertTrue(assertThrows(CompletionException.class, refresh::join).getCause() instanceof IOException);
        assertEquals("old", cache.getIfPresent("a"));
        assertThrows(CompletionException.class, () -> cache.get("b"), "no load is left behind");
    }

    @Test
    void shouldNotStoreWhatARefreshBringsAfterAPut() {
        final LoadingCache<String, String> cache = cache();
        cache.get("a");

        final CompletableFuture<String> refresh = cache.refresh("a");
        cache.put("a", "put");
        assertEquals(1, bed.work());

        assertEquals("1", refresh.join());
        assertEquals("put", cache.getIfPresent("a"));
    }

    @Test
    void shouldTakeALoadThatIsUnderWayForTheRefresh() {
        final LoadingCache<String, String> cache = bed.strings().expireAfterWrite(Duration.ofSeconds(10))
            .refreshAhead(Duration.ofSeconds(3)).build(key -> {
                throw new IOException("no");
            });
        cache.put("a", "old");
        bed.pass(Duration.ofSeconds(8));
        assertEquals("old", cache.get("a", key -> "won"));

        final CompletableFuture<String> refresh = cache.refresh("a");
        assertEquals(1, bed.work());

        assertEquals("won", refresh.join());
        assertEquals("won", cache.getIfPresent("a"));
    }

    @Test
    void shouldRefuseNullsAndWorkAfterItsEnd() {
        assertThrows(NullPointerException.class, () -> bed.strings().build(null));
        assertThrows(NullPointerException.class, () -> bed.strings().build(this::load, null));
        final LoadingCache<String, String> cache = cache();
        assertThrows(NullPointerException.class, () -> cache.get(null));
        assertThrows(NullPointerException.class, () -> cache.refresh(null));
        cache.close();
        assertThrows(IllegalStateException.class, () -> cache.get("a"));
        assertThrows(IllegalStateException.class, () -> cache.refresh("a"));
    }

    @Test
    void shouldKeepTheThreadInterruptedWhoseLoaderWas() {
        final LoadingCache<String, String> cache = bed.strings().build(key -> {
            throw new InterruptedException("on purpose");
        });

        assertTrue(assertThrows(CompletionException.class, () -> cache.get("a")).getCause()
            instanceof InterruptedException);
        assertTrue(Thread.interrupted());
        assertThrows(CompletionException.class, () -> cache.getAll(List.of("a", "b")));
        assertTrue(Thread.interrupted());
        cache.refresh("a");
        assertEquals(1, bed.work());
        assertTrue(Thread.interrupted(), "the executor's thread");
    }

    @Test
    void shouldLoadWithoutWaiting() {
        final LoadingCache<String, String> cache = cache();
        cache.put("b", "stored");

        final CompletableFuture<String> first = cache.getAsync("a");
        final CompletableFuture<String> second = cache.getAsync("a");

        assertEquals("stored", cache.getAsync("b").join());
        assertFalse(first.isDone() || second.isDone());
        assertEquals(1, bed.work());
        assertEquals("1", first.join());
        assertEquals("1", second.join());
        assertNull(loadNow(cache.getAsync("d")));
        assertEquals(List.of("a", "d"), loaded);
        assertEquals(0, cache.stats().refreshes());
    }

    private String loadNow(final CompletableFuture<String> load) {
        assertEquals(1, bed.work());
        return load.join();
    }

    @Test
    void shouldLoadForWhoWaitsWhatTheExecutorHasNotBegun() {
        final LoadingCache<String, String> cache = cache();

        final CompletableFuture<String> load = cache.getAsync("a");

        assertEquals("1", cache.get("a"));
        assertEquals("1", load.join());
        assertEquals(1, bed.work());
        assertEquals(List.of("a"), loaded);
    }

    @Test
    void shouldRefreshSeveralKeys() {
        final LoadingCache<String, String> cache = cache();
        cache.put("a", "old");

        final CompletableFuture<Map<String, String>> all = cache.refreshAll(List.of("c", "d", "a", "c"));

        assertFalse(all.isDone());
        assertEquals(3, bed.work());
        assertEquals("{c=3, a=1}", all.join().toString());
        assertEquals("1", cache.getIfPresent("a"));
        assertEquals("{}", cache.refreshAll(List.of()).join().toString());
    }

    @Test
    void shouldTellWhatTheLoaderThrewForOneOfSeveralKeys() {
        final IOException failure = new IOException("no");
        final LoadingCache<String, String> cache = bed.strings().build(key -> {
            if (key.equals("bad")) {
                throw failure;
            }
            return key;
        });

        final CompletableFuture<Map<String, String>> all = cache.refreshAll(List.of("bad", "a"));
        final CompletableFuture<String> one = cache.getAsync("bad");
        assertEquals(2, bed.work());

        assertSame(failure, assertThrows(CompletionException.class, all::join).getCause());
        assertSame(failure, assertThrows(CompletionException.class, one::join).getCause());
        assertEquals("a", cache.getIfPresent("a"));
    }

    @Test
    void shouldLoadSeveralKeysAtTheExecutor() {
        final LoadingCache<String, String> cache = bed.strings().build(this::load, keys -> {
            loaded.add("bulk");
            return source;
        });
        cache.put("b", "there");
        final List<String> keys = new ArrayList<>(List.of("c", "b", "a", "none"));
        final CompletableFuture<Map<String, String>> all = cache.getAllAsync(keys);
        keys.clear();
        assertFalse(all.isDone());
        assertEquals(List.of(), loaded);
        assertEquals(1, bed.work());
        assertEquals("{c=3, b=there, a=1}", all.join().toString());
        assertEquals(List.of("bulk"), loaded);
    }

    /** It waits in no thread for what another one loads, which may be waiting for that very thread. */
    @Test
    void shouldLoadSeveralKeysWithoutAThreadForThoseThatOthersLoad() {
        final LoadingCache<String, String> cache = bed.strings().build(this::load);
        final CompletableFuture<String> other = new CompletableFuture<>();
        cache.getAsync("b", (key, executor) -> other);
        final CompletableFuture<Map<String, String>> all = cache.getAllAsync(List.of("a", "b"));
        assertEquals(1, bed.work());
        assertFalse(all.isDone());
        other.complete("of another");
        assertEquals("{a=1, b=of another}", all.join().toString());
    }

    @Test
    void shouldEndALoadOfSeveralKeysWithWhatItsLoaderOrTheExecutorThrows() {
        final IOException failure = new IOException("on purpose");
        final CompletableFuture<?> all = bed.strings().build(key -> {
            throw failure;
        }).getAllAsync(List.of("a"));
        bed.work();
        assertSame(failure, assertThrows(CompletionException.class, all::join).getCause());
        final RejectedExecutionException full = new RejectedExecutionException("on purpose");
        final CompletableFuture<?> refused = bed.strings().executor(task -> {
            throw full;
        }).build(this::load).getAllAsync(List.of("a"));
        assertSame(full, assertThrows(CompletionException.class, refused::join).getCause());
    }
}
