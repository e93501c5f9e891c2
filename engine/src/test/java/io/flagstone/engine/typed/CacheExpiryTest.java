/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static io.flagstone.engine.typed.TypedBed.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.StoreResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheExpiryTest {
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TypedBed bed = new TypedBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void shouldEndSomeTimeAfterTheWrite() {
        final Cache<String, String> cache = bed.strings().expireAfterWrite(SECOND).build();
        cache.put("k", "v");
        cache.get("l", k -> "v");
        cache.putAll(Map.of("m", "v"));
        cache.asMap().put("n", "v");
        bed.pass(SECOND.minus(TENTH));
        assertEquals(4, cache.getAllPresent(java.util.List.of("k", "l", "m", "n")).size());
        bed.pass(TENTH);
        assertEquals(0, cache.getAllPresent(java.util.List.of("k", "l", "m", "n")).size());
    }

    @Test
    void shouldPreferTheTimeThatAPutNames() {
        final Cache<String, String> cache = bed.strings().expireAfterWrite(SECOND).build();
        cache.put("short", "v", TENTH);
        cache.put("long", "v", SECOND.multipliedBy(10));
        cache.put("ever", "v", Duration.ZERO);
        bed.pass(TENTH);
        assertNull(cache.getIfPresent("short"));
        bed.pass(SECOND.multipliedBy(9));
        assertEquals("v", cache.getIfPresent("long"));
        bed.pass(SECOND);
        assertNull(cache.getIfPresent("long"));
        bed.pass(Duration.ofDays(1_000));
        assertEquals("v", cache.getIfPresent("ever"));
    }

    @Test
    void shouldGiveAnEntryAnotherTimeAndTellIt() {
        final Cache<String, String> cache = bed.strings().expireAfterWrite(SECOND).cacheAbsence(SECOND).build();
        cache.put("k", "v");
        assertEquals(SECOND, cache.timeToLive("k"));
        bed.pass(TENTH);
        assertEquals(SECOND.minus(TENTH), cache.timeToLive("k"));
        assertTrue(cache.touch("k", SECOND.multipliedBy(2)));
        bed.pass(SECOND);
        assertEquals(SECOND, cache.timeToLive("k"));
        assertEquals("v", cache.getIfPresent("k"));
        assertTrue(cache.touch("k", Duration.ZERO));
        assertEquals(Duration.ZERO, cache.timeToLive("k"));
        bed.pass(Duration.ofDays(1_000));
        assertTrue(cache.touch("k", TENTH));
        assertEquals(TENTH, cache.timeToLive("k"));
        bed.pass(TENTH);
        assertNull(cache.timeToLive("k"));
        assertFalse(cache.touch("k", SECOND));
        assertNull(cache.get("none", key -> null));
        assertNull(cache.timeToLive("none"));
        assertFalse(cache.touch("none", Duration.ofDays(1)), "that there is none is no entry");
        assertEquals("timeToLive must not be negative: timeToLive=PT-1S", assertThrows(IllegalArgumentException.class,
            () -> cache.touch("k", Duration.ofSeconds(-1))).getMessage());
    }

    @Test
    void shouldTellAndGiveATimeThatIncludesTheOneInWhichItIsServedStale() {
        final Cache<String, String> cache =
            bed.strings().expireAfterWrite(SECOND).serveStaleFor(SECOND.multipliedBy(3)).build();
        cache.put("k", "v");
        assertEquals(SECOND.multipliedBy(4), cache.timeToLive("k"));
        assertTrue(cache.touch("k", SECOND.multipliedBy(2)));
        assertEquals(SECOND.multipliedBy(5), cache.timeToLive("k"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 600, 86_400})
    void shouldLiveOnAsLongAsItIsReadAndNotMuchLonger(final long seconds) {
        final Duration time = Duration.ofSeconds(seconds);
        final Cache<String, String> cache = bed.strings().expireAfterAccess(time).build();
        cache.put("k", "v");
        for (int i = 0; i < 20; i++) {
            bed.pass(time.minus(TENTH));
            assertEquals("v", cache.getIfPresent("k"));
        }
        bed.pass(time.minus(TENTH));
        assertEquals("v", cache.peek("k"), "a peek prolongs nothing");
        bed.pass(TENTH.plus(time.dividedBy(64)));
        assertNull(cache.peek("k"));
    }

    @Test
    void shouldNoteAnAccessOnlyWhenItMovesTheEndEnough() {
        final Cache<String, String> cache = bed.strings().expireAfterAccess(Duration.ofMinutes(10)).build();
        cache.put("k", "v");
        for (int i = 0; i < 1_000; i++) {
            bed.pass(TENTH);
            cache.getIfPresent("k");
        }
        assertEquals(10, touches(), "in 100 seconds, with 9.3 seconds between two");
    }

    private long touches() {
        final CacheStats stats = bed.bytes.stats();
        return stats.slabClasses().stream().mapToLong(c -> c.touchHits()).sum();
    }

    @Test
    void shouldEndWhenTheFunctionSays() {
        final Cache<String, String> cache =
            bed.strings().expiry((k, v) -> Duration.ofSeconds(Long.parseLong(v))).build();
        cache.put("k", "2");
        cache.get("l", k -> "3");
        assertEquals(StoreResult.STORED, cache.put("ever", "0"));
        bed.pass(SECOND.multipliedBy(2));
        assertNull(cache.getIfPresent("k"));
        assertEquals("3", cache.getIfPresent("l"));
        bed.pass(SECOND);
        assertNull(cache.getIfPresent("l"));
        bed.pass(Duration.ofDays(100));
        assertEquals("0", cache.getIfPresent("ever"));
    }

    @Test
    void shouldNotStoreWhatIsOverAlready() {
        final Cache<String, String> cache =
            bed.strings().expiry((k, v) -> Duration.ofSeconds(Long.parseLong(v))).build();
        cache.put("k", "10");
        assertEquals(StoreResult.NOT_STORED, cache.put("k", "-1"));
        assertNull(cache.getIfPresent("k"), "and the older value is not served");
        assertEquals("-5", cache.get("k", k -> "-5"));
        assertNull(cache.getIfPresent("k"));
        assertEquals(StoreResult.NOT_STORED, cache.putIfAbsent("k", "-1"));
        cache.put("k", "10");
        assertEquals("-1", cache.asMap().compute("k", (k, v) -> "-1"));
        assertNull(cache.getIfPresent("k"));
    }

    @Test
    void shouldServeToOthersForAsLongAsItServesItself() {
        final Cache<String, String> cache = bed.strings().expireAfterWrite(SECOND).build();
        cache.put("k", "v");
        assertNotNull(bed.bytes.get(bytes("k")));
        bed.pass(SECOND);
        assertNull(bed.bytes.get(bytes("k")));
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 30, 365, 1_000})
    void shouldTakeDaysAsTheyAreSaid(final int days) {
        final Cache<String, String> accessed =
            bed.strings().keyPrefix("a").expireAfterAccess(Duration.ofDays(days)).build();
        final Cache<String, String> stale = bed.strings().keyPrefix("s").expireAfterWrite(SECOND)
            .serveStaleFor(Duration.ofDays(days)).build();
        accessed.put("k", "v");
        stale.put("k", "v");
        bed.pass(Duration.ofDays(days));
        assertEquals("v", stale.getIfPresent("k"));
        bed.pass(Duration.ofDays(days).dividedBy(50));
        assertNull(accessed.getIfPresent("k"));
        assertNull(stale.getIfPresent("k"));
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 30, 365})
    void shouldRefreshThatManyDaysAhead(final int days) {
        final Cache<String, String> cache = bed.strings().expireAfterWrite(Duration.ofDays(2 * days))
            .refreshAhead(Duration.ofDays(days)).build();
        cache.put("k", "v");
        bed.pass(Duration.ofDays(days).minusHours(1));
        cache.get("k", k -> "new");
        assertEquals(0, bed.work());
        bed.pass(Duration.ofHours(1));
        cache.get("k", k -> "new");
        assertEquals(1, bed.work());
    }

    @Test
    void shouldTakeTenYearsForThreeOrMore() {
        final Duration years = Duration.ofDays(3_650);
        final Cache<String, String> accessed = bed.strings().keyPrefix("a").expireAfterAccess(years).build();
        final Cache<String, String> stale = bed.strings().keyPrefix("s").expireAfterWrite(SECOND)
            .serveStaleFor(years).build();
        final Cache<String, String> ahead = bed.strings().keyPrefix("r").expireAfterWrite(years).refreshAhead(years)
            .build();
        accessed.put("k", "v");
        stale.put("k", "v");
        ahead.put("k", "v");
        bed.pass(Duration.ofDays(3 * 365));
        assertEquals("v", accessed.getIfPresent("k"));
        assertEquals("v", stale.getIfPresent("k"));
        assertEquals("v", ahead.getIfPresent("k"));
    }
}
