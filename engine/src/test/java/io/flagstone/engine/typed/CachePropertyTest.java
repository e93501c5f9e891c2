/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.engine.StoreResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Operations of every kind in any order, each compared with what a map makes of it, by a clock that moves. */
@Tag("once")
class CachePropertyTest {
    private static final int KEYS = 5;
    private static final int STEPS = 300;
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

    private enum Kind {
        GET, PEEK, LOAD, LOAD_NOTHING, LOAD_ALL, PUT, PUT_WITH_TIME, ADD, REPLACE, INVALIDATE, INVALIDATE_ALL, MERGE,
        COMPUTE, REPLACE_EQUAL, REMOVE_EQUAL, ITERATE, PASS_TIME, MAINTAIN
    }

    private record Step(Kind kind, int key, int number) {
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, KEYS - 1),
            Arbitraries.integers().between(1, 40)).as(Step::new).list().ofMaxSize(STEPS);
    }

    /** What a map and a clock know. */
    private static final class Model {
        private final Map<String, String> values = new HashMap<>();
        private final Map<String, Long> ends = new HashMap<>();
        private long now;

        String get(final String key) {
            if (ends.getOrDefault(key, Long.MAX_VALUE) <= now) {
                values.remove(key);
                ends.remove(key);
            }
            return values.get(key);
        }

        void put(final String key, final String value, final long millis) {
            values.put(key, value);
            ends.put(key, millis == 0 ? Long.MAX_VALUE : now + millis);
        }

        void remove(final String key) {
            values.remove(key);
            ends.remove(key);
        }

        Map<String, String> all() {
            List.copyOf(values.keySet()).forEach(this::get);
            return values;
        }
    }

    /** A short, an empty, and a long key among others. */
    private static String key(final int number) {
        return switch (number) {
            case 0 -> "";
            case 1 -> "k".repeat(300);
            default -> "key-" + number;
        };
    }

    @Property
    void shouldDoWhatAMapDoes(@ForAll("steps") final List<Step> steps) {
        final Model model = new Model();
        try (TypedBed bed = new TypedBed(); Cache<String, String> cache =
                bed.strings().expireAfterWrite(TIME_TO_LIVE).build()) {
            for (final Step step : steps) {
                run(step, model, bed, cache);
            }
            assertEquals(model.all(), cache.asMap());
        }
    }

    private static void run(final Step step, final Model model, final TypedBed bed,
            final Cache<String, String> cache) {
        final String key = key(step.key);
        final String value = "v".repeat(step.number);
        final String before = model.get(key);
        switch (step.kind) {
            case GET -> assertEquals(before, cache.getIfPresent(key));
            case PEEK -> assertEquals(before, cache.peek(key));
            case LOAD -> assertEquals(put(model, before == null, key, value), cache.get(key, k -> value));
            case LOAD_NOTHING -> assertEquals(before, cache.get(key, k -> null));
            case LOAD_ALL -> {
                final String other = key(step.number % KEYS);
                put(model, before == null, key, value + 1);
                put(model, model.get(other) == null, other, value + 2);
                final Map<String, String> all = cache.getAll(List.of(key, other),
                    keys -> key.equals(other) ? Map.of(key, value + 1) : Map.of(key, value + 1, other, value + 2));
                final Map<String, String> expected = new HashMap<>(Map.of(key, model.get(key)));
                expected.put(other, model.get(other));
                assertEquals(expected, all);
            }
            case PUT -> {
                model.put(key, value, TIME_TO_LIVE.toMillis());
                assertEquals(StoreResult.STORED, cache.put(key, value));
            }
            case PUT_WITH_TIME -> {
                final Duration time = Duration.ofMillis(100L * (step.number / 2));
                model.put(key, value, time.toMillis());
                assertEquals(StoreResult.STORED, cache.put(key, value, time));
            }
            case ADD -> {
                put(model, before == null, key, value);
                assertEquals(stored(before == null), cache.putIfAbsent(key, value));
            }
            case REPLACE -> {
                put(model, before != null, key, value);
                assertEquals(stored(before != null), cache.replace(key, value));
            }
            case INVALIDATE -> {
                model.remove(key);
                assertEquals(before != null, cache.invalidate(key));
            }
            case INVALIDATE_ALL -> {
                model.values.clear();
                cache.invalidateAll();
            }
            default -> runOnMap(step, model, bed, cache);
        }
        assertEquals(model.get(key), cache.peek(key), step::toString);
    }

    private static void runOnMap(final Step step, final Model model, final TypedBed bed,
            final Cache<String, String> cache) {
        final String key = key(step.key);
        final String value = "v".repeat(step.number);
        final String before = model.get(key);
        switch (step.kind) {
            case MERGE -> assertEquals(put(model, true, key, before == null ? value : before + value),
                cache.asMap().merge(key, value, String::concat));
            case COMPUTE -> {
                if (step.number % 2 == 0) {
                    model.remove(key);
                } else {
                    put(model, true, key, value + before);
                }
                assertEquals(model.get(key),
                    cache.asMap().compute(key, (k, v) -> step.number % 2 == 0 ? null : value + v));
            }
            case REPLACE_EQUAL -> {
                put(model, Objects.equals(before, value), key, value + 1);
                assertEquals(Objects.equals(before, value), cache.asMap().replace(key, value, value + 1));
            }
            case REMOVE_EQUAL -> {
                if (Objects.equals(before, value)) {
                    model.remove(key);
                }
                assertEquals(Objects.equals(before, value), cache.asMap().remove(key, value));
            }
            case ITERATE -> assertEquals(model.all(), new HashMap<>(cache.asMap()));
            case PASS_TIME -> {
                model.now += 100L * step.number;
                bed.pass(Duration.ofMillis(100L * step.number));
            }
            default -> bed.maintain();
        }
    }

    private static String put(final Model model, final boolean puts, final String key, final String value) {
        if (puts) {
            model.put(key, value, TIME_TO_LIVE.toMillis());
        }
        return model.get(key);
    }

    private static StoreResult stored(final boolean stored) {
        return stored ? StoreResult.STORED : StoreResult.NOT_STORED;
    }
}
