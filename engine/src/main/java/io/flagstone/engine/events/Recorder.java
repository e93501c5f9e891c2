/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

import java.util.Map;
import java.util.function.Consumer;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/** The door to the JVM's flight recorder; loaded only to knock. */
final class Recorder {
    private static Map<Class<? extends Event>, Runnable> asked = Map.of();

    private Recorder() {
    }

    /** Whether somebody has begun a recording since the JVM started; asking makes no recorder. */
    static boolean isThere() {
        return FlightRecorder.isInitialized();
    }

    /** Has caches asked, whenever their figures are due. */
    static void begin(final Iterable<RecordedCache> caches) {
        asked = Map.of(
            CacheStatisticsEvent.class, () -> ask(caches, RecordedCache::tellStatistics),
            EvictionsEvent.class, () -> ask(caches, RecordedCache::tellEvictions),
            IndexGrowthEvent.class, () -> ask(caches, RecordedCache::tellIndexGrowth));
        asked.forEach(FlightRecorder::addPeriodicEvent);
        // What counts under a stripe's lock is not to be loaded there.
        OperationWatch.evicted();
    }

    static void end() {
        asked.values().forEach(FlightRecorder::removePeriodicEvent);
        asked = Map.of();
    }

    private static void ask(final Iterable<RecordedCache> caches, final Consumer<RecordedCache> question) {
        caches.forEach(question);
    }
}
