/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCrawlTest {
    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.close();
    }

    private static String name(final CrawledItem item) {
        return new String(item.key(), StandardCharsets.ISO_8859_1);
    }

    /** How often each key is shown by the rest of a walk. */
    private static Map<String, Integer> rest(final ItemCrawl crawl) {
        final Map<String, Integer> seen = new HashMap<>();
        while (!crawl.isAtEnd()) {
            crawl.next(item -> seen.merge(name(item), 1, Integer::sum), 1_000);
        }
        return seen;
    }

    private void fill(final int from, final int to) {
        for (int i = from; i < to; i++) {
            assertEquals(StoreResult.STORED, cache.set(key(i), bytes("value")));
        }
    }

    @Test
    void shouldShowNothingOfAnEmptyCache() {
        final ItemCrawl crawl = cache.crawl();
        assertFalse(crawl.isAtEnd());
        assertEquals(Map.of(), rest(crawl));
        assertEquals("ItemCrawl[at its end]", crawl.toString());
        assertEquals(0, crawl.next(item -> { }, 1));
    }

    @ParameterizedTest
    @CsvSource({"1,0,0,0", "1,1,-1,1", "250,0,7,0", "250,5000,0,36000", "100,100,2147483647,10",
        "20,200000,-2147483648,0", "20,1000000,1,864000"})
    void shouldShowWhatIsKnownOfAnItem(final int keyLength, final int length, final int flags, final int seconds) {
        final byte[] key = pattern(keyLength, 5);
        cache.set(key, pattern(length, 1), flags, Duration.ofSeconds(seconds));
        final CacheItem copy = cache.gets(key);
        final long hits = cache.stats().hits();
        bed.pass(Duration.ofMillis(900));
        final List<String> descriptions = new ArrayList<>();

        cache.forEach(item -> {
            descriptions.add(item.toString());
            assertArrayEquals(key, item.key());
            assertEquals(keyLength, item.keyLength());
            assertEquals(key[keyLength - 1], item.keyByte(keyLength - 1));
            for (final int index : new int[] {-1, keyLength, Integer.MAX_VALUE}) {
                assertThrows(IndexOutOfBoundsException.class, () -> item.keyByte(index));
            }
            assertEquals(length, item.valueLength());
            assertEquals(cache.stats().itemBytes(), item.itemLength());
            assertEquals(flags, item.flags());
            assertEquals(copy.casUnique(), item.casUnique());
            assertEquals(seconds == 0 ? 0 : cache.clock().now() + seconds * 10 - 9, item.deadline());
            assertEquals(seconds == 0 ? FOREVER : Duration.ofSeconds(seconds).minusMillis(900), item.timeToLive());
            assertTrue(item.isFetched());
            assertEquals(1, bed.slabClass(item.slabClass()).items());
        });

        assertEquals(1, descriptions.size());
        assertEquals(hits, cache.stats().hits());
        assertEquals(0, cache.stats().misses());
    }

    @Test
    void shouldTellWhatWasNeverFetchedAndHowLongItLay() {
        bed.set("old", "1");
        bed.pass(Duration.ofSeconds(100));
        bed.set("new", "1");
        final Map<String, Integer> idle = new HashMap<>();

        for (int i = 0; i < 2; i++) {
            cache.forEach(item -> {
                assertFalse(item.isFetched());
                idle.put(name(item), item.idleSeconds());
            });
        }

        assertEquals(Map.of("old", 100, "new", 0), idle);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000, Integer.MAX_VALUE})
    void shouldShowEveryItemOnceInBoundedSlices(final int most) {
        fill(0, 5_000);
        final Map<String, Integer> seen = new HashMap<>();
        final ItemCrawl crawl = cache.crawl();
        int largest = 0;
        while (!crawl.isAtEnd()) {
            final int before = seen.size();
            final int shown = crawl.next(item -> assertTrue(seen.merge(name(item), 1, Integer::sum) == 1), most);
            assertEquals(shown, seen.size() - before);
            assertTrue(shown <= most);
            largest = Math.max(largest, shown);
        }
        assertEquals(5_000, seen.size());
        assertTrue(largest <= 400, "a slice showed " + largest);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void shouldRefuseToShowNone(final int most) {
        final Exception e = assertThrows(IllegalArgumentException.class, () -> cache.crawl().next(item -> { }, most));
        assertEquals("maxItems must be at least 1: maxItems=" + most, e.getMessage());
    }

    @Test
    void shouldSeeEverythingThatStaysWhileTheIndexGrows() {
        fill(0, 3_000);
        final Set<String> seen = new HashSet<>();
        final ItemCrawl crawl = cache.crawl();
        int next = 3_000;
        while (!crawl.isAtEnd()) {
            crawl.next(item -> seen.add(name(item)), 50);
            if (next < 30_000) {
                fill(next, next + 700);
                next += 700;
            }
        }
        for (int i = 0; i < 3_000; i++) {
            assertTrue(seen.contains("key-" + i), "key-" + i);
        }
        assertTrue(next >= 30_000);
    }

    @Test
    void shouldShowItemsOfTheClassesAskedFor() {
        fill(0, 100);
        cache.set(bytes("medium"), pattern(3_000, 1));
        cache.set(bytes("large"), pattern(20_000, 1));
        final Map<String, Integer> classes = new HashMap<>();
        cache.forEach(item -> classes.put(name(item), item.slabClass()));
        final int medium = classes.get("medium");
        final int large = classes.get("large");

        assertEquals(Map.of("medium", 1), rest(cache.crawl(medium)));
        assertEquals(Map.of("medium", 1, "large", 1), rest(cache.crawl(large, medium, large)));
        assertEquals(100, rest(cache.crawl(classes.get("key-0"))).size());
        assertEquals(102, rest(cache.crawl()).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 255, Integer.MAX_VALUE})
    void shouldRefuseClassThatDoesNotExist(final int slabClass) {
        final Exception e = assertThrows(IllegalArgumentException.class, () -> cache.crawl(1, slabClass));
        assertTrue(e.getMessage().matches("slabClass must be 1 to \\d+: slabClass=" + slabClass), e.getMessage());
    }

    @Test
    void shouldShowNothingThatHasExpired() {
        cache.set(bytes("short"), bytes("1"), SECOND);
        cache.set(bytes("long"), bytes("1"), SECOND.multipliedBy(2));
        bed.set("ever", "1");
        bed.pass(SECOND);

        assertEquals(Map.of("long", 1, "ever", 1), rest(cache.crawl()));
        assertEquals(0, cache.stats().expiredGets());
    }

    @Test
    void shouldShowNothingThatExpiresBetweenTwoCalls() {
        try (CacheBed small = CacheBed.ofMegabytes(1)) {
            for (int i = 0; i < 50; i++) {
                small.cache.set(key(i), bytes("1"), i % 2 == 0 ? SECOND : FOREVER);
            }
            final Set<String> seen = new HashSet<>();
            final ItemCrawl crawl = small.cache.crawl();
            while (seen.size() < 10) {
                crawl.next(item -> seen.add(name(item)), 1);
            }
            small.pass(SECOND);
            while (!crawl.isAtEnd()) {
                crawl.next(item -> assertEquals(FOREVER, item.timeToLive(), name(item)), 10);
            }
        }
    }

    @Test
    void shouldShowNothingThatWasFlushed() {
        fill(0, 1_000);
        cache.flush();
        bed.set("new", "1");
        assertEquals(Map.of("new", 1), rest(cache.crawl()));
    }

    @Test
    void shouldShowNothingThatIsFlushedBetweenTwoCalls() {
        fill(0, 1_000);
        final ItemCrawl crawl = cache.crawl();
        while (crawl.next(item -> { }, 1) == 0) {
            assertFalse(crawl.isAtEnd());
        }
        cache.flush();

        assertEquals(Map.of(), rest(crawl));
    }

    @Test
    void shouldLetTheVisitorUseTheCache() {
        fill(0, 2_000);
        cache.forEach(item -> {
            assertEquals("value", bed.get(name(item)));
            assertEquals(DeleteResult.DELETED, cache.delete(item.key(), item.casUnique()));
        });
        assertEquals(0, cache.stats().items());
    }

    @Test
    void shouldGoOnBehindTheItemWhoseVisitorFailed() {
        fill(0, 500);
        final ItemCrawl crawl = cache.crawl();
        final IllegalStateException failure = new IllegalStateException("of the visitor");
        final Set<String> failed = new HashSet<>();
        while (failed.isEmpty()) {
            try {
                crawl.next(item -> {
                    failed.add(name(item));
                    throw failure;
                }, 10);
            } catch (final IllegalStateException e) {
                assertSame(failure, e);
            }
        }
        final Map<String, Integer> rest = rest(crawl);
        assertEquals(499, rest.size());
        assertFalse(rest.containsKey(failed.iterator().next()));
    }

    @Test
    void shouldEndWithTheCache() {
        fill(0, 100);
        final ItemCrawl crawl = cache.crawl();
        while (crawl.next(item -> { }, 1) == 0) {
            assertFalse(crawl.isAtEnd());
        }
        cache.close();

        final Exception e = assertThrows(IllegalStateException.class, () -> crawl.next(item -> { }, 1));
        assertTrue(e.getMessage().startsWith("the cache is closed: name=cache-"), e.getMessage());
    }

    @Test
    void shouldSeeWholeItemsWhileOthersWrite() throws InterruptedException {
        for (int i = 0; i < 2_000; i++) {
            cache.set(bytes("stays-" + i), bytes("x".repeat(i % 50)), i, FOREVER);
        }
        final Crew crew = new Crew();
        for (int t = 0; t < 2; t++) {
            final int worker = t;
            crew.add(1, () -> {
                for (int i = 0; i < 40_000; i++) {
                    final int n = i % 3_000;
                    cache.set(bytes("moves-" + n), pattern(n % 700 + i % 13, i), n, i % 3 == 0 ? SECOND : FOREVER);
                    if (i % 5 == worker) {
                        cache.delete(bytes("moves-" + (n + 1_500) % 3_000));
                    }
                }
            });
        }
        crew.add(1, () -> {
            for (int i = 0; i < 20; i++) {
                final Set<String> seen = new HashSet<>();
                cache.forEach(item -> {
                    final String name = name(item);
                    assertEquals(name.substring(name.indexOf('-') + 1), Integer.toString(item.flags()));
                    assertTrue(item.valueLength() < 713 && item.casUnique() > 1, item::toString);
                    seen.add(name);
                });
                for (int n = 0; n < 2_000; n++) {
                    assertTrue(seen.contains("stays-" + n), "stays-" + n);
                }
            }
        });
        crew.run();
        bed.assertAllComesBack();
    }
}
