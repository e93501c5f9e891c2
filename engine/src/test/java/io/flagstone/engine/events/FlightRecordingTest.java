/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Recording;
import jdk.jfr.Threshold;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlightRecordingTest {
    private static final List<String> ADDED_BY_THE_JDK = List.of("startTime", "duration", "eventThread", "stackTrace");

    private static final class AskedCache implements RecordedCache {
        private final CountDownLatch statistics = new CountDownLatch(1);
        private final CountDownLatch evictions = new CountDownLatch(1);
        private final CountDownLatch growth = new CountDownLatch(1);

        @Override
        public void tellStatistics() {
            statistics.countDown();
        }

        @Override
        public void tellEvictions() {
            evictions.countDown();
        }

        @Override
        public void tellIndexGrowth() {
            growth.countDown();
        }
    }

    @Test
    void shouldHaveCachesAskedWhileSomebodyRecords() throws InterruptedException {
        final AskedCache before = new AskedCache();
        final AskedCache after = new AskedCache();
        try (Recording recording = new Recording()) {
            FlightRecording.join(before);
            for (final String event : List.of("CacheStatistics", "Evictions", "IndexGrowth")) {
                recording.enable("flagstone." + event).withPeriod(Duration.ofMillis(10));
            }
            recording.start();
            FlightRecording.look();
            FlightRecording.join(after);
            assertTrue(FlightRecording.isOn());
            for (final AskedCache cache : List.of(before, after)) {
                assertTrue(cache.statistics.await(60, TimeUnit.SECONDS));
                assertTrue(cache.evictions.await(60, TimeUnit.SECONDS));
                assertTrue(cache.growth.await(60, TimeUnit.SECONDS));
            }
        } finally {
            FlightRecording.leave(before);
            FlightRecording.leave(after);
        }
    }

    static Stream<Class<? extends Event>> events() {
        return Stream.of(CacheStatisticsEvent.class, EvictionBurstEvent.class, EvictionsEvent.class,
            ExpiryPassEvent.class, FlushEvent.class, IndexGrowthEvent.class, LoadEvent.class, PageMoveEvent.class,
            ResizeEvent.class, SlowOperationEvent.class);
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldDescribeItselfAndEachField(final Class<? extends Event> event) {
        final EventType type = EventType.getEventType(event);

        assertTrue(type.getName().matches("flagstone\\.[A-Z]\\w+"), type::getName);
        assertEquals(List.of("Flagstone", "Cache"), type.getCategoryNames());
        assertNotNull(type.getLabel());
        assertNotNull(type.getDescription());
        assertNotNull(type.getField("cache"));
        for (final ValueDescriptor field : type.getFields()) {
            assertNotNull(field.getLabel(), field::getName);
            if (field.getName().endsWith("Bytes") || field.getName().startsWith("limit")) {
                assertEquals("jdk.jfr.DataAmount", contentTypes(field), field::getName);
            }
        }
        assertTrue(type.getFields().stream().filter(field -> !ADDED_BY_THE_JDK.contains(field.getName()))
            .anyMatch(field -> field.getAnnotation(Description.class) != null));
    }

    /** What settings and queries of users name: a change here is one of the API, and is named in README. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CacheStatistics | period=10 s    | cache evictedItems evictedUnfetchedItems hitRatio hits indexBytes itemBytes \
                                           items memoryLimit memoryUsed misses movedPages reclaimedItems storedItems
        EvictionBurst   |                | cache evictedItems movedPages operation valueBytes
        Evictions       | period=1 s     | cache chunkBytes evictedExpiringItems evictedItems evictedUnfetchedItems \
                                           idleTime interval slabClass
        ExpiryPass      |                | cache expiredItems flushedItems
        Flush           |                | cache items
        IndexGrowth     | period=1 s     | buckets bucketsBefore cache indexBytes interval items starved
        Load            | threshold=10 ms | cache keyHash keys kind outcome
        PageMove        |                | cache evictedItems fromClass moved rescuedItems rescuedParts toClass toIndex
        Resize          |                | cache granted limit limitBefore
        SlowOperation   | threshold=1 ms | cache evictedItems movedPages operation valueBytes
        """)
    void shouldStayAsItIsOnRecord(final String name, final String setting, final String fields) {
        final Class<? extends Event> event = events()
            .filter(each -> each.getAnnotation(Name.class).value().equals("flagstone." + name))
            .findFirst().orElseThrow();
        final Period period = event.getAnnotation(Period.class);
        final Threshold threshold = event.getAnnotation(Threshold.class);

        assertEquals(fields.replaceAll("\\s+", " "), EventType.getEventType(event).getFields().stream()
            .map(ValueDescriptor::getName).filter(field -> !ADDED_BY_THE_JDK.contains(field)).sorted()
            .collect(Collectors.joining(" ")));
        assertEquals(setting, period != null ? "period=" + period.value()
            : threshold != null ? "threshold=" + threshold.value() : null);
    }

    private static String contentTypes(final ValueDescriptor field) {
        return field.getAnnotationElements().stream().map(AnnotationElement::getTypeName)
            .filter(name -> name.equals("jdk.jfr.DataAmount")).findFirst().orElse("none");
    }
}
