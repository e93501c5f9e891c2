/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.SlabClassStats;
import io.flagstone.engine.typed.Cache;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlagstoneMetricsTest {
    private static final long STALE_NANOS = 100_000_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ByteCache cache = ByteCache.builder().memoryLimit(1 << 20).callerMaintains().build();
    private long now;

    @AfterEach
    void close() {
        cache.close();
        registry.close();
    }

    private static byte[] key(final int number) {
        return ("key-" + number).getBytes(US_ASCII);
    }

    private void bind() {
        new FlagstoneMetrics(cache, "users", Tags.of("zone", "a"), () -> now).bindTo(registry);
    }

    private double counted(final String name, final String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    private double shown(final String name, final String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private void fill() {
        for (int i = 0; i < 20_000; i++) {
            cache.set(key(i), new byte[40]);
            cache.get(key(i - 5));
        }
        cache.delete(key(19_999));
        cache.get(key(-1));
        cache.flush();
        cache.set(key(0), new byte[300]);
        now += STALE_NANOS;
    }

    @Test
    void shouldShowWhatTheCacheCounts() {
        bind();
        fill();
        final CacheStats stats = cache.stats();

        assertEquals(stats.items(), shown("cache.size"));
        assertEquals(stats.hits(), counted("cache.gets", "result", "hit"));
        assertEquals(stats.misses(), counted("cache.gets", "result", "miss"));
        assertEquals(stats.totalItems(), counted("cache.puts"));
        assertTrue(stats.evictions() > 0, stats::toString);
        assertEquals(stats.evictions(), counted("cache.evictions"));
        assertEquals(1, counted("cache.removals"));
        assertEquals(stats.reclaimed(), counted("cache.reclaimed"));
        assertEquals(stats.pagesMoved(), counted("cache.pages.moved"));
        assertEquals(stats.hitRate(), shown("cache.hit.ratio"));
        assertEquals(1 << 20, shown("cache.memory.limit"));
        assertEquals(stats.memoryUsed(), shown("cache.memory.used"));
        assertEquals(stats.indexBytes(), shown("cache.memory.index"));
        assertEquals(stats.itemBytes(), shown("cache.memory.entries"));
    }

    @Test
    void shouldShowThePagesOfEachSlabClassThatHasSome() {
        cache.set(key(0), new byte[40]);
        bind();
        assertEquals(1, pageMeters().size(), registry::getMetersAsString);
        fill();
        shown("cache.size");

        final CacheStats stats = cache.stats();
        assertTrue(stats.slabClasses().size() > 1, stats::toString);
        for (final SlabClassStats slabClass : stats.slabClasses()) {
            assertEquals(slabClass.pages(), shown("cache.slab.pages", "slab.class",
                Integer.toString(slabClass.classId()), "chunk.size", Integer.toString(slabClass.chunkSize())));
        }
        assertEquals(stats.slabClasses().size(), pageMeters().size(), registry::getMetersAsString);
    }

    private Set<Meter.Id> pageMeters() {
        return registry.getMeters().stream().map(Meter::getId)
            .filter(id -> id.getName().equals("cache.slab.pages")).collect(Collectors.toSet());
    }

    @Test
    void shouldTagEachMeterWithTheNameOfTheCacheAndWhatElseIsSaid() {
        cache.set(key(0), new byte[40]);
        bind();
        for (final Meter meter : registry.getMeters()) {
            assertEquals("users", meter.getId().getTag("cache"), meter.getId()::toString);
            assertEquals("a", meter.getId().getTag("zone"), meter.getId()::toString);
            assertNotNull(meter.getId().getDescription(), meter.getId()::toString);
        }
        assertEquals("bytes", registry.get("cache.memory.used").gauge().getId().getBaseUnit());
    }

    @Test
    void shouldCountAnewOnlyWhenATenthOfASecondHasPassed() {
        bind();
        assertEquals(0, shown("cache.size"));
        cache.set(key(0), new byte[40]);
        now += STALE_NANOS - 1;
        assertEquals(0, shown("cache.size"));
        now++;
        assertEquals(1, shown("cache.size"));
    }

    @Test
    void shouldMonitorAsOtherCachesAreMonitored() {
        assertSame(cache, FlagstoneMetrics.monitor(registry, cache, "one", "zone", "b"));
        assertSame(cache, FlagstoneMetrics.monitor(registry, cache, "two", Tags.empty()));

        assertEquals("b", registry.get("cache.size").tag("cache", "one").gauge().getId().getTag("zone"));
        assertNull(registry.get("cache.size").tag("cache", "two").gauge().getId().getTag("zone"));
    }

    @Test
    void shouldShowTheLoadsOfATypedCache() {
        try (Cache<String, String> people = Cache.builder(String.class, String.class).over(cache).build()) {
            people.get("ann", key -> "Ann");
            people.get("ann", key -> "nobody");
            assertThrows(IllegalStateException.class, () -> people.get("bob", key -> {
                throw new IllegalStateException("down");
            }));
            assertSame(people, FlagstoneMetrics.monitor(registry, people, "people"));

            assertEquals(1, counted("cache.load", "result", "success"));
            assertEquals(1, counted("cache.load", "result", "failure"));
            assertEquals(1, counted("cache.gets", "result", "hit"));
            assertEquals(2, counted("cache.gets", "result", "miss"));
            assertEquals(1 / 3.0, shown("cache.hit.ratio"), 1e-9);
            assertEquals(1, shown("cache.size"));
            assertEquals(0, counted("cache.refreshes"));
            assertEquals(0, counted("cache.refused"));
            assertEquals(cache.stats().memoryUsed(), shown("cache.memory.used"));
            assertTrue(registry.get("cache.load.duration").timeGauge().value(TimeUnit.NANOSECONDS) > 0);
            for (final Meter meter : registry.getMeters()) {
                assertEquals("people", meter.getId().getTag("cache"), meter.getId()::toString);
            }
        }
        cache.close();
        assertEquals(0, counted("cache.load", "result", "success"));
    }

    @Test
    void shouldShowNothingOfACacheThatIsClosed() {
        bind();
        cache.set(key(0), new byte[40]);
        cache.close();
        now += STALE_NANOS;

        assertEquals(0, shown("cache.size"));
        assertEquals(0, shown("cache.memory.used"));
        assertEquals(0, counted("cache.puts"));
    }
}
