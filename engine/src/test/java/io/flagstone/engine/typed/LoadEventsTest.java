/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.Flight;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

/** What a recording holds of loads. */
class LoadEventsTest {
    private static Cache<String, String> cache() {
        return Cache.builder(String.class, String.class).byteCache(bytes -> bytes.name("people")).build();
    }

    private static <T> List<T> each(final List<RecordedEvent> events, final Function<RecordedEvent, T> field) {
        return events.stream().map(field).toList();
    }

    @Test
    void shouldTellEachLoadAndNoHit() throws IOException {
        try (Flight flight = new Flight("Load"); Cache<String, String> cache = cache()) {
            assertEquals("Ann", cache.get("ann", key -> "Ann"));
            assertEquals("Ann", cache.get("ann", key -> "nobody"));
            assertThrows(IOException.class, () -> cache.get("bob", key -> {
                throw new IOException("down");
            }));
            cache.getAsync("ann2", (key, executor) -> CompletableFuture.completedFuture("Ann")).join();
            cache.getAll(List.of("ann", "carl", "dora"), keys -> Map.of("carl", "Carl", "dora", "Dora"));

            final List<RecordedEvent> events = flight.land();

            assertEquals(List.of("load", "load", "load", "bulk load"), each(events, event -> event.getString("kind")));
            assertEquals(List.of("loaded", "failed", "loaded", "loaded"),
                each(events, event -> event.getString("outcome")));
            assertEquals(List.of(1, 1, 1, 2), each(events, event -> event.getInt("keys")));
            assertEquals(0, events.get(3).getInt("keyHash"));
            assertNotEquals(events.get(0).getInt("keyHash"), events.get(1).getInt("keyHash"));
            assertTrue(events.stream().allMatch(event -> event.getString("cache").equals("people")), events::toString);
        }
    }

    @Test
    void shouldTellNoLoadThatIsQuick() {
        try (Flight flight = new Flight("Load"); Cache<String, String> cache = cache()) {
            flight.threshold("Load", Duration.ofHours(1));
            assertEquals("Ann", cache.get("ann", key -> "Ann"));

            assertEquals(List.of(), flight.land());
        }
    }
}
