/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheBulkLoadTest {
    private final TypedBed bed = new TypedBed();
    private final Cache<String, String> cache = bed.strings().build();
    private final List<Set<String>> asked = new ArrayList<>();

    @AfterEach
    void close() {
        cache.close();
        bed.close();
    }

    private Map<String, String> load(final Set<String> keys) {
        asked.add(Set.copyOf(keys));
        final Map<String, String> values = new HashMap<>();
        keys.stream().filter(key -> !key.startsWith("none")).forEach(key -> values.put(key, "of " + key));
        return values;
    }

    @Test
    void shouldLoadAtOnceWhatIsAbsentAndEachKeyOnce() {
        cache.put("b", "there");
        final Map<String, String> all = cache.getAll(List.of("c", "b", "a", "c", "none", "b"), this::load);
        assertEquals("{c=of c, b=there, a=of a}", all.toString());
        assertEquals(List.of(Set.of("a", "c", "none")), asked);
        assertEquals("{a=of a, b=there, c=of c}", cache.getAll(List.of("a", "b", "c"), this::load).toString());
        assertEquals(1, asked.size());
        assertEquals(3, cache.stats().loads());
        assertEquals("{}", cache.getAll(List.of(), this::load).toString());
    }

    @Test
    void shouldWaitForWhatOthersLoadAndLoadTheRest() {
        final CompletableFuture<String> theirs = new CompletableFuture<>();
        cache.getAsync("a", (k, executor) -> theirs);
        final Map<String, String> all = cache.getAll(List.of("a", "b"), keys -> {
            theirs.complete("theirs");
            return load(keys);
        });
        assertEquals("{a=theirs, b=of b}", all.toString());
        assertEquals(List.of(Set.of("b")), asked);
    }

    @Test
    void shouldServeThoseWhoWaitForOneOfItsKeys() {
        final List<CompletableFuture<String>> waiting = new ArrayList<>();
        cache.getAll(List.of("a", "none"), keys -> {
            waiting.add(cache.getAsync("a", (k, executor) -> null));
            waiting.add(cache.getAsync("none", (k, executor) -> null));
            return load(keys);
        });
        assertEquals("of a", waiting.get(0).join());
        assertNull(waiting.get(1).join());
    }

    @Test
    void shouldThrowToAllWhatTheLoaderThrew() {
        final IOException failure = new IOException("no");
        final List<CompletableFuture<String>> waiting = new ArrayList<>();
        assertSame(failure, assertThrows(IOException.class, () -> cache.getAll(List.of("a", "b"), keys -> {
            waiting.add(cache.getAsync("b", (k, executor) -> null));
            throw failure;
        })));
        assertSame(failure, assertThrows(CompletionException.class, () -> waiting.get(0).join()).getCause());
        assertEquals(2, cache.stats().loadFailures());
        assertEquals("{a=of a, b=of b}", cache.getAll(List.of("a", "b"), this::load).toString());
        assertEquals("a BulkLoader must not return null",
            assertThrows(NullPointerException.class, () -> cache.getAll(List.of("x"), keys -> null)).getMessage());
    }

    @Test
    void shouldLeaveNothingUnderWayWhenAKeyIsNull() {
        assertEquals("key must not be null", assertThrows(NullPointerException.class,
            () -> cache.getAll(Arrays.asList("a", null), this::load)).getMessage());
        assertEquals("v", cache.get("a", k -> "v"));
    }

    @Test
    void shouldKeepWhatTheLoaderBringsBesidesWhereThereIsNothing() {
        cache.put("c", "there");
        cache.getAll(List.of("a"), keys -> Map.of("a", "1", "b", "2", "c", "3"));
        assertEquals("1", cache.getIfPresent("a"));
        assertEquals("2", cache.getIfPresent("b"));
        assertEquals("there", cache.getIfPresent("c"));
    }

    @Test
    void shouldNotStoreAKeyThatChangedMeanwhile() {
        assertEquals("{a=of a, b=of b}", cache.getAll(List.of("a", "b"), keys -> {
            cache.put("a", "put");
            cache.invalidate("b");
            return load(keys);
        }).toString());
        assertEquals("put", cache.getIfPresent("a"));
        assertNull(cache.getIfPresent("b"));
    }

    @Test
    void shouldRefuseALoaderThatWaitsForOneOfItsKeys() {
        assertThrows(IllegalStateException.class, () -> cache.getAll(List.of("a", "b"), keys -> {
            cache.get("b", k -> "inner");
            return load(keys);
        }));
    }

    @Test
    void shouldTakeNullForAKeyWithoutValueAlsoIfNobodyAskedForIt() {
        final Map<String, String> brought = new HashMap<>();
        brought.put("a", "1");
        brought.put("b", null);
        brought.put("c", null);
        assertEquals("{a=1}", cache.getAll(List.of("a", "b"), keys -> brought).toString());
        assertNull(cache.getIfPresent("c"));
    }

    @Test
    void shouldHandOutWhatWasAskedForAlsoIfWhatCameBesidesCannotBeStored() {
        final Cache<String, String> refuses = bed.strings().expiry((key, value) -> {
            if (value.equals("refused")) {
                throw new IllegalArgumentException("on purpose");
            }
            return Duration.ZERO;
        }).build();
        final Map<String, String> brought = new HashMap<>(Map.of("a", "1", "b", "refused"));
        brought.put(null, "of nobody");
        assertEquals("{a=1}", refuses.getAll(List.of("a"), keys -> brought).toString());
        assertEquals("1", refuses.getIfPresent("a"));
        assertNull(refuses.getIfPresent("b"));
    }
}
