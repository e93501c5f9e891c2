/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recording holds of what a cache did. */
class CacheEventsTest {
    private static final int ONE_IN = 61;
    private static CacheBed bed(final String name) {
        return new CacheBed(builder -> builder.name(name).memoryLimit(1 << 20).maximumItemSize(1 << 18));
    }

    /** Stores items of a length until some more were evicted; returns the number behind the last. */
    private static int fill(final CacheBed bed, final int length) {
        int number = 0;
        final long before = bed.cache.stats().evictions();
        while (number % 64 != 0 || bed.cache.stats().evictions() < before + 200) {
            assertEquals(StoreResult.STORED, bed.cache.set(key(number), pattern(length, number)));
            number++;
        }
        return number;
    }

    private static boolean isCalledBy(final RecordedEvent event, final String method) {
        return event.getStackTrace().getFrames().stream()
            .anyMatch(frame -> frame.getMethod().getName().equals(method));
    }

    private static long sum(final List<RecordedEvent> events, final String field) {
        return events.stream().mapToLong(event -> event.getLong(field)).sum();
    }

    private static RecordedEvent only(final List<RecordedEvent> events) {
        assertEquals(1, events.size(), events::toString);
        return events.get(0);
    }

    @Test
    void shouldTellEvictionsOfEachSlabClassOnce() {
        try (Flight flight = new Flight("Evictions"); CacheBed bed = bed("users")) {
            fill(bed, 40);
            fill(bed, 300);
            bed.cache.figures.tellEvictions();
            bed.cache.figures.tellEvictions();
            final CacheStats stats = bed.cache.stats();
            bed.cache.set(bytes("the last"), pattern(40, 1));

            final List<RecordedEvent> events = flight.land();

            assertEquals(stats.evictions(), sum(events, "evictedItems"));
            assertEquals(stats.evictedUnfetched(), sum(events, "evictedUnfetchedItems"));
            assertEquals(0, sum(events, "evictedExpiringItems"));
            for (final RecordedEvent event : events) {
                final SlabClassStats slabClass = bed.slabClass(event.getInt("slabClass"));
                assertEquals("users", event.getString("cache"));
                assertEquals(slabClass.chunkSize(), event.getInt("chunkBytes"));
                assertEquals(slabClass.evictedTime(), event.getDuration("idleTime").toSeconds());
                assertTrue(event.getDuration("interval").toNanos() > 0, event::toString);
            }
        }
    }

    @Test
    void shouldTellEvictionsOfTheTimeSinceTheLastQuestionOnly() {
        try (Flight flight = new Flight("Evictions"); CacheBed bed = bed("users")) {
            final int stored = fill(bed, 40);
            bed.cache.figures.tellEvictions();
            final long before = bed.cache.stats().evictions();
            for (int i = stored; i < stored + 20_000; i++) {
                bed.cache.set(key(i), pattern(40, i), SECOND);
            }
            bed.cache.figures.tellEvictions();
            final CacheStats after = bed.cache.stats();

            final List<RecordedEvent> events = flight.land();

            final Duration interval = events.get(events.size() - 1).getDuration("interval");
            final List<RecordedEvent> late =
                events.stream().filter(event -> event.getDuration("interval").equals(interval)).toList();
            assertEquals(after.evictions() - before, sum(late, "evictedItems"));
            assertEquals(after.evictions(), sum(events, "evictedItems"));
            final long expiring = after.slabClasses().stream().mapToLong(SlabClassStats::evictedNonzero).sum();
            assertTrue(expiring > 0, after::toString);
            assertEquals(expiring, sum(late, "evictedExpiringItems"));
            assertEquals(expiring, sum(events, "evictedExpiringItems"));
        }
    }

    @Test
    void shouldTellAPageThatMovesAtOnce() {
        try (Flight flight = new Flight("PageMove"); CacheBed bed = bed("users")) {
            for (int i = 0; i < 100; i++) {
                bed.cache.set(key(i), pattern(100, i));
            }
            final SlabClassStats donor = bed.onlyClass();
            assertTrue(new Evacuation(bed.cache.core, new ChunkSource(bed.cache.core)).movePage(donor.classId(), 0));
            final PageMoveStats moves = bed.cache.stats().pageMoves();

            final RecordedEvent event = only(flight.land());

            assertEquals("users", event.getString("cache"));
            assertEquals(donor.classId(), event.getInt("fromClass"));
            assertEquals(0, event.getInt("toClass"));
            assertFalse(event.getBoolean("toIndex"));
            assertTrue(event.getBoolean("moved"));
            assertTrue(moves.itemsRescued() > 0, moves::toString);
            assertEquals(moves.itemsRescued(), event.getInt("rescuedItems"));
            assertEquals(moves.itemsEvicted(), event.getInt("evictedItems"));
            assertTrue(event.getDuration().toNanos() > 0, event::toString);
        }
    }

    @Test
    void shouldTellPartsOfLargeItemsThatMove() {
        try (Flight flight = new Flight("PageMove"); CacheBed bed = bed("users")) {
            for (int i = 0; i < 30; i++) {
                bed.cache.set(key(i), pattern(5_000, i));
            }
            final CacheCore core = bed.cache.core;
            final Evacuation evacuation = new Evacuation(core, new ChunkSource(core));
            for (int i = 0; i < 20; i++) {
                assertTrue(evacuation.movePage(core.table.classes(), Evacuation.INDEX));
            }
            final PageMoveStats moves = bed.cache.stats().pageMoves();

            final List<RecordedEvent> events = flight.land();

            assertEquals(20, events.size(), events::toString);
            assertTrue(events.stream().allMatch(event -> event.getBoolean("toIndex")), events::toString);
            assertTrue(moves.partsRescued() > 0, moves::toString);
            assertEquals(moves.partsRescued(), sum(events, "rescuedParts"));
            assertEquals(moves.itemsRescued(), sum(events, "rescuedItems"));
            assertEquals(moves.itemsEvicted(), sum(events, "evictedItems"));
        }
    }

    @Test
    void shouldTellAPageThatMovesByAndByAndOneThatCannot() {
        try (Flight flight = new Flight("PageMove"); CacheBed bed = bed("users")) {
            bed.cache.automaticBalance(false);
            for (int i = 0; i < 100; i++) {
                bed.cache.set(key(i), pattern(100, i));
            }
            for (int i = 0; i < 100; i += 2) {
                bed.cache.delete(key(i));
            }
            final int donor = bed.onlyClass().classId();
            move(bed, donor, 1);
            final PageMoveStats moves = bed.cache.stats().pageMoves();
            final List<ValueView> views = new ArrayList<>();
            for (int i = 1; i < 100; i += 2) {
                views.add(bed.cache.view(key(i)));
            }
            move(bed, donor, 0);
            views.forEach(ValueView::close);

            final List<RecordedEvent> events = flight.land();

            assertEquals(2, events.size(), events::toString);
            assertEquals(donor, events.get(0).getInt("fromClass"));
            assertEquals(1, events.get(0).getInt("toClass"));
            assertTrue(events.get(0).getBoolean("moved"));
            assertTrue(moves.itemsRescued() > 0, moves::toString);
            assertEquals(moves.itemsRescued(), events.get(0).getInt("rescuedItems"));
            assertFalse(events.get(1).getBoolean("moved"));
        }
    }

    private static void move(final CacheBed bed, final int from, final int to) {
        assertEquals(ReassignResult.OK, bed.cache.reassignPage(from, to));
        while (bed.cache.isMovingPage()) {
            bed.maintain();
        }
    }

    @Test
    void shouldTellAPassThatFoundWhatHadExpiredOrBeenFlushed() {
        try (Flight flight = new Flight("ExpiryPass", "Flush"); CacheBed bed = bed("users")) {
            for (int i = 0; i < 100; i++) {
                bed.cache.set(key(i), pattern(40, i), SECOND.multipliedBy(1 + i % 2));
            }
            bed.maintain();
            bed.pass(Duration.ofMillis(1_500));
            bed.maintain();
            bed.cache.flush();
            bed.maintain();
            bed.maintain();

            final List<RecordedEvent> events = flight.land();

            assertEquals(3, events.size(), events::toString);
            assertEquals(50, events.get(0).getLong("expiredItems"));
            assertEquals(0, events.get(0).getLong("flushedItems"));
            assertEquals("flagstone.Flush", events.get(1).getEventType().getName());
            assertEquals(50, events.get(1).getLong("items"));
            assertTrue(isCalledBy(events.get(1), "shouldTellAPassThatFoundWhatHadExpiredOrBeenFlushed"));
            assertEquals(0, events.get(2).getLong("expiredItems"));
            assertEquals(50, events.get(2).getLong("flushedItems"));
            assertTrue(events.stream().allMatch(event -> event.getString("cache").equals("users")));
        }
    }

    @Test
    void shouldTellWhetherAResizeIsGranted() {
        try (Flight flight = new Flight("Resize"); CacheBed bed = bed("users")) {
            for (int i = 0; i < 40_000; i++) {
                bed.cache.set(key(i), pattern(1, i));
            }
            assertTrue(bed.cache.resize(2 << 20));
            final long least = 2L * (1 << 18);
            final boolean granted = bed.cache.resize(least);

            final List<RecordedEvent> events = flight.land();

            assertEquals(2, events.size(), events::toString);
            assertEquals(1 << 20, events.get(0).getLong("limitBefore"));
            assertEquals(2 << 20, events.get(0).getLong("limit"));
            assertTrue(events.get(0).getBoolean("granted"));
            assertEquals(2 << 20, events.get(1).getLong("limitBefore"));
            assertEquals(least, events.get(1).getLong("limit"));
            assertEquals(granted, events.get(1).getBoolean("granted"));
        }
    }

    @Test
    void shouldTellHowTheIndexHasGrown() {
        try (Flight flight = new Flight("IndexGrowth"); CacheBed bed = new CacheBed(b -> b.name("users"))) {
            final long before = bed.cache.stats().indexBuckets();
            for (int i = 0; i < 30_000; i++) {
                bed.cache.set(key(i), pattern(1, i));
            }
            bed.cache.figures.tellIndexGrowth();
            bed.cache.figures.tellIndexGrowth();
            final CacheStats stats = bed.cache.stats();

            final RecordedEvent event = only(flight.land());

            assertEquals("users", event.getString("cache"));
            assertEquals(before, event.getLong("bucketsBefore"));
            assertEquals(stats.indexBuckets(), event.getLong("buckets"));
            assertEquals(stats.indexBytes(), event.getLong("indexBytes"));
            assertEquals(30_000, event.getLong("items"));
            assertFalse(event.getBoolean("starved"));
        }
    }

    @Test
    void shouldTellTheStatisticsOfEachCache() {
        try (Flight flight = new Flight("CacheStatistics"); CacheBed one = bed("one"); CacheBed two = bed("two")) {
            fill(one, 100);
            one.get("absent");
            two.set("key", "value");
            two.get("key");
            for (final CacheBed bed : List.of(one, two)) {
                bed.cache.figures.tellStatistics();
            }

            final List<RecordedEvent> events = flight.land();

            assertEquals(2, events.size(), events::toString);
            assertStatistics(one.cache, events.get(0));
            assertStatistics(two.cache, events.get(1));
        }
    }

    private static void assertStatistics(final ByteCache cache, final RecordedEvent event) {
        final CacheStats stats = cache.stats();
        assertEquals(cache.name(), event.getString("cache"));
        assertEquals(stats.hits(), event.getLong("hits"));
        assertEquals(stats.misses(), event.getLong("misses"));
        assertEquals((float) stats.hitRate(), event.getFloat("hitRatio"));
        assertEquals(stats.items(), event.getLong("items"));
        assertEquals(stats.itemBytes(), event.getLong("itemBytes"));
        assertEquals(stats.totalItems(), event.getLong("storedItems"));
        assertEquals(stats.evictions(), event.getLong("evictedItems"));
        assertEquals(stats.evictedUnfetched(), event.getLong("evictedUnfetchedItems"));
        assertEquals(stats.reclaimed(), event.getLong("reclaimedItems"));
        assertEquals(stats.pagesMoved(), event.getLong("movedPages"));
        assertEquals(stats.memoryLimit(), event.getLong("memoryLimit"));
        assertEquals(stats.memoryUsed(), event.getLong("memoryUsed"));
        assertEquals(stats.indexBytes(), event.getLong("indexBytes"));
    }

    @Test
    void shouldTellAnOperationThatTookLongerThanTheThreshold() {
        try (Flight flight = new Flight("SlowOperation"); CacheBed bed = bed("users")) {
            final ItemWriter writer = bed.cache.buffers().newWriter();
            for (int i = 0; i < ONE_IN; i++) {
                bed.set("n", "9");
                bed.increment("n", 1);
                bed.cache.touch(bytes("n"), SECOND);
                bed.cache.delete(bytes("n"));
                writer.begin(ByteBuffer.wrap(bytes("w")), 0, 1, 3, 0, 0);
                writer.write(ByteBuffer.wrap(bytes("abc")), 0, 3);
                writer.commit(StoreMode.SET, 0);
                bed.get("w");
            }
            flight.threshold("SlowOperation", Duration.ofHours(1));
            for (int i = 0; i < ONE_IN; i++) {
                bed.set("m", "9");
            }

            final List<RecordedEvent> events = flight.land();

            assertEquals(List.of("begin 3", "commit 0", "count 0", "delete 0", "store 1", "touch 0"),
                events.stream().map(event -> event.getString("operation") + ' ' + event.getLong("valueBytes"))
                    .sorted().toList());
            for (final RecordedEvent event : events) {
                assertEquals("users", event.getString("cache"));
                assertEquals(0, event.getInt("evictedItems"));
                assertTrue(isCalledBy(event, "shouldTellAnOperationThatTookLongerThanTheThreshold"), event::toString);
            }
        }
    }

    @Test
    void shouldLookAtEachStoreThatMakesRoomOrIsLarge() {
        final CacheBed bed = new CacheBed(builder -> builder.name("users").memoryLimit(8 << 20));
        try (bed; Flight flight = new Flight("SlowOperation")) {
            fill(bed, 20);
            bed.maintain();
            flight.threshold("SlowOperation", Duration.ZERO);
            for (int i = 0; i < 5; i++) {
                bed.cache.set(bytes("large"), pattern(65_536, i));
            }

            final List<RecordedEvent> events =
                flight.land().stream().filter(event -> event.getLong("valueBytes") == 65_536).toList();

            assertEquals(5, events.size());
            assertTrue(events.get(0).getInt("evictedItems") > 0, events.get(0)::toString);
        }
    }

    @Test
    void shouldTellAStoreThatEvictedManyAndNoneThatEvictedOne() {
        final CacheBed bed = new CacheBed(builder -> builder.name("users").memoryLimit(8 << 20));
        try (bed; Flight flight = new Flight("EvictionBurst")) {
            bed.cache.automaticBalance(false);
            fill(bed, 20);
            // A recorder that comes after the cache is found by the maintenance.
            bed.maintain();
            final CacheStats before = bed.cache.stats();
            assertEquals(StoreResult.STORED, bed.cache.set(bytes("large"), pattern(10_000, 1)));
            final CacheStats after = bed.cache.stats();
            bed.cache.set(bytes("small"), pattern(20, 1));
            // Mostly one; where a page is on its way to another class, what is evicted in it is no room for a store.
            final boolean manyForSmall = bed.cache.stats().evictions() - after.evictions() >= 32;

            final List<RecordedEvent> bursts =
                flight.land().stream().filter(burst -> !isCalledBy(burst, "fill")).toList();
            assertEquals(manyForSmall, bursts.stream().anyMatch(burst -> burst.getLong("valueBytes") == 20),
                bursts::toString);
            final RecordedEvent event = only(
                bursts.stream().filter(burst -> burst.getLong("valueBytes") != 20).toList());

            assertEquals("flagstone.EvictionBurst", event.getEventType().getName());
            assertEquals("users", event.getString("cache"));
            assertEquals("store", event.getString("operation"));
            assertEquals(10_000, event.getLong("valueBytes"));
            assertTrue(after.evictions() - before.evictions() >= 32, after::toString);
            assertEquals(after.evictions() - before.evictions(), event.getInt("evictedItems"));
            assertEquals(after.pagesMoved() - before.pagesMoved(), event.getInt("movedPages"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CacheStatistics", "Evictions", "IndexGrowth"})
    void shouldTellNothingOfACacheThatIsClosed(final String event) {
        try (Flight flight = new Flight(event)) {
            final CacheBed bed = bed("users");
            bed.close();

            bed.cache.figures.tellStatistics();
            bed.cache.figures.tellEvictions();
            bed.cache.figures.tellIndexGrowth();

            assertEquals(List.of(), flight.land());
        }
    }

    @Test
    void shouldGiveEachCacheANameOfItsOwn() {
        try (CacheBed one = new CacheBed(); CacheBed two = new CacheBed(); CacheBed three = bed("users")) {
            final Set<String> names =
                List.of(one, two, three).stream().map(bed -> bed.cache.name()).collect(Collectors.toSet());
            assertEquals(3, names.size(), names::toString);
            assertTrue(names.contains("users"));
        }
    }
}
