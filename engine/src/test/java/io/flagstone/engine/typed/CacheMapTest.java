/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.serializer.ByteReader;
import io.flagstone.engine.serializer.ByteWriter;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheMapTest {
    private static final int THREADS = 4;
    private static final int TURNS = 10_000;

    private final TypedBed bed = new TypedBed();
    private final Cache<String, Integer> cache = Cache.builder(String.class, Integer.class).over(bed.bytes).build();
    private final ConcurrentMap<String, Integer> map = cache.asMap();

    @AfterEach
    void close() {
        cache.close();
        bed.close();
    }

    @Test
    void shouldGiveTheValueBefore() {
        assertNull(map.put("k", 1));
        assertEquals(1, map.put("k", 2));
        assertEquals(2, map.putIfAbsent("k", 3));
        assertNull(map.putIfAbsent("l", 3));
        assertEquals(2, map.replace("k", 4));
        assertNull(map.replace("x", 4));
        assertEquals(4, map.remove("k"));
        assertNull(map.remove("k"));
        assertEquals(Map.of("l", 3), map);
    }

    @Test
    void shouldBeginTheTimeToLiveAnewWithTheSameValueToo() {
        try (Cache<String, Integer> mortal = Cache.builder(String.class, Integer.class).over(bed.bytes)
                .expireAfterWrite(Duration.ofSeconds(10)).build()) {
            mortal.put("k", 1);
            bed.pass(Duration.ofSeconds(9));
            assertEquals(1, mortal.asMap().put("k", 1));
            bed.pass(Duration.ofSeconds(9));
            assertEquals(1, mortal.asMap().compute("k", (k, v) -> v));
            bed.pass(Duration.ofSeconds(9));
            assertTrue(mortal.asMap().replace("k", 1, 1));
            bed.pass(Duration.ofSeconds(9));
            assertEquals(1, mortal.asMap().putIfAbsent("k", 1));
            bed.pass(Duration.ofSeconds(1));
            assertNull(mortal.getIfPresent("k"));
        }
    }

    @Test
    void shouldChangeOnlyWhatIsEqual() {
        map.put("k", 1000);
        assertFalse(map.replace("k", 1001, 2000));
        assertTrue(map.replace("k", 1000, 2000));
        assertFalse(map.replace("x", 1, 2));
        assertFalse(map.remove("k", 1000));
        assertFalse(map.remove("k", null));
        assertTrue(map.remove("k", 2000));
        assertFalse(map.containsKey("k"));
    }

    @Test
    void shouldComputeAsAMapDoes() {
        assertEquals(1, map.compute("k", (k, v) -> v == null ? 1 : v + 1));
        assertEquals(2, map.compute("k", (k, v) -> v == null ? 1 : v + 1));
        assertEquals(3, map.computeIfPresent("k", (k, v) -> v + 1));
        assertNull(map.computeIfPresent("x", (k, v) -> v + 1));
        assertEquals(13, map.merge("k", 10, Integer::sum));
        assertEquals(10, map.merge("l", 10, Integer::sum));
        assertNull(map.merge("l", 10, (a, b) -> null));
        assertNull(map.compute("k", (k, v) -> null));
        assertTrue(map.isEmpty());
        assertEquals(7, map.computeIfAbsent("m", k -> 7));
        assertEquals(7, map.computeIfAbsent("m", k -> 8));
        assertNull(map.computeIfAbsent("n", k -> null));
        assertEquals(9, map.getOrDefault("n", 9));
        map.replaceAll((k, v) -> v * 2);
        assertEquals(Map.of("m", 14), map);
    }

    @Test
    void shouldAnswerForWhatIsOfAnotherType() {
        map.put("k", 1);
        assertNull(map.get(1));
        assertFalse(map.containsKey(1));
        assertNull(map.remove(1));
        assertFalse(map.remove(1, 1));
        assertFalse(map.keySet().contains(1L));
        assertFalse(map.containsValue("1"));
        assertTrue(map.containsValue(1));
    }

    @Test
    void shouldShowEveryEntryOnce() {
        final Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            expected.put("key-" + i, i);
        }
        expected.put("k".repeat(400), -1);
        expected.put("", -2);
        map.putAll(expected);
        assertEquals(expected, map);
        assertEquals(expected.hashCode(), map.hashCode());
        assertEquals(expected.size(), map.size());
        assertEquals(expected.keySet(), new HashSet<>(map.keySet()));
        assertEquals(expected.values().stream().mapToInt(i -> i).sum(), map.values().stream().mapToInt(i -> i).sum());
        final Map<String, Integer> seen = new HashMap<>();
        cache.forEach((k, v) -> assertNull(seen.put(k, v)));
        assertEquals(expected, seen);
    }

    @Test
    void shouldRemoveAndSetWhileItIterates() {
        for (int i = 0; i < 100; i++) {
            map.put("key-" + i, i);
        }
        map.entrySet().removeIf(entry -> entry.getValue() % 2 == 1);
        assertEquals(50, map.size());
        for (final Map.Entry<String, Integer> entry : map.entrySet()) {
            assertEquals(entry.getKey(), "key-" + entry.setValue(entry.getValue() + 1_000));
            assertTrue(entry.getValue() >= 1_000);
        }
        assertEquals(1_004, map.get("key-4"));
        map.keySet().removeAll(Set.of("key-4", "key-5"));
        map.values().removeIf(value -> value == 1_006);
        assertEquals(48, map.size());
        assertTrue(map.entrySet().contains(Map.entry("key-8", 1_008)));
        assertTrue(map.entrySet().remove(Map.entry("key-8", 1_008)));
        assertFalse(map.entrySet().remove(Map.entry("key-8", 1_008)));
        assertTrue(map.keySet().remove("key-10"));
        map.keySet().clear();
        assertTrue(map.isEmpty());
        map.put("k", 1);
        map.entrySet().clear();
        assertTrue(map.keySet().isEmpty() && map.entrySet().isEmpty());
    }

    @Test
    void shouldEndWhereAnIteratorEnds() {
        map.put("k", 1);
        final Iterator<Map.Entry<String, Integer>> walk = map.entrySet().iterator();
        assertEquals("remove must follow next", assertThrows(IllegalStateException.class, walk::remove).getMessage());
        walk.next();
        assertFalse(walk.hasNext());
        assertThrows(NoSuchElementException.class, walk::next);
    }

    @Test
    void shouldLeaveOutWhatIsSomebodyElses() {
        map.put("k", 1);
        bed.setRaw("text", "no number", 16);
        assertEquals(Map.of("k", 1), map);
        try (Cache<Integer, Integer> numbers = Cache.builder(Integer.class, Integer.class).over(bed.bytes).build()) {
            assertTrue(numbers.asMap().isEmpty());
        }
        map.clear();
        assertNull(bed.raw("text"), "without a prefix, all items are the cache's");
    }

    @Test
    void shouldSayThatTheByteCacheDoesNotTakeAValue() {
        try (Cache<String, String> texts = Cache.builder(Serializers.string(), Serializers.string()).over(bed.bytes)
                .build()) {
            texts.put("k", "old");
            assertEquals("the byte cache does not take the value, and the key is absent now: result=TOO_LARGE"
                + " bytes=1048576", assertThrows(IllegalStateException.class,
                    () -> texts.asMap().put("k", "x".repeat(1 << 20))).getMessage());
            assertNull(texts.getIfPresent("k"));
        }
    }

    @Test
    void shouldLoseNoChangeOfManyThreads() {
        final List<CompletableFuture<Void>> all = java.util.stream.IntStream.range(0, THREADS)
            .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                for (int i = 0; i < TURNS; i++) {
                    switch ((thread + i) % 3) {
                        case 0 -> map.merge("k", 1, Integer::sum);
                        case 1 -> map.compute("k", (k, v) -> v == null ? 1 : v + 1);
                        default -> {
                            for (boolean done = false; !done;) {
                                final Integer before = map.get("k");
                                done = before == null ? map.putIfAbsent("k", 1) == null
                                    : map.replace("k", before, before + 1);
                            }
                        }
                    }
                }
            }, task -> new Thread(task).start())).toList();
        all.forEach(CompletableFuture::join);
        assertEquals(THREADS * TURNS, map.get("k"));
    }

    @Test
    void shouldReplaceAllOfATypeThatHasNoEquality() {
        final Cache<String, byte[]> arrays = Cache.builder(String.class, byte[].class).over(bed.bytes).build();
        arrays.put("a", new byte[] {1});
        arrays.put("b", new byte[] {2});
        arrays.asMap().replaceAll((key, value) -> new byte[] {(byte) (value[0] + 10)});
        assertEquals(11, arrays.getIfPresent("a")[0]);
        assertEquals(12, arrays.getIfPresent("b")[0]);
        assertThrows(NullPointerException.class, () -> arrays.asMap().replaceAll((key, value) -> null));
        assertEquals(11, arrays.getIfPresent("a")[0]);
    }

    /** Writes digits; reads none. */
    private static final class Failing implements Serializer<Integer> {
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public void write(final Integer value, final ByteWriter out) {
            Serializers.integer().write(value, out);
        }

        @Override
        public Integer read(final ByteReader in) {
            throw new IllegalStateException("a serializer that fails, on purpose: " + reads.incrementAndGet());
        }

        @Override
        public int flags() {
            return Serializers.integer().flags();
        }
    }

    @Test
    void shouldReportTheFirstFailureOfASerializerAndShowTheOtherEntries() {
        final Queue<String> told = new ConcurrentLinkedQueue<>();
        final Handler handler = new Handler() {
            @Override
            public void publish(final LogRecord line) {
                told.add(line.getMessage() + line.getThrown().getMessage());
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        final Logger logger = Logger.getLogger("io.flagstone.engine.typed");
        final Failing failing = new Failing();
        logger.addHandler(handler);
        try (Cache<String, Integer> broken = Cache.builder(Serializers.string(), failing).over(bed.bytes).build()) {
            map.put("a", 1);
            map.put("b", 2);
            assertFalse(broken.asMap().entrySet().iterator().hasNext());
            assertEquals(2, failing.reads.get());
            assertEquals(List.of("a serializer has failed at an entry, which is left out; the next ones are not told"
                + " ofa serializer that fails, on purpose: 1"), List.copyOf(told));
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void shouldReadNoValueWhereKeysAreAskedFor() {
        final Failing failing = new Failing();
        try (Cache<String, Integer> broken = Cache.builder(Serializers.string(), failing).over(bed.bytes).build()) {
            assertTrue(broken.asMap().isEmpty());
            map.put("a", 1);
            map.put("b", 2);
            assertEquals(2, broken.asMap().size());
            assertFalse(broken.asMap().isEmpty());
            assertEquals(Set.of("a", "b"), new HashSet<>(broken.asMap().keySet()));
            assertEquals(0, failing.reads.get());
        }
    }

    @Test
    void shouldRemoveByItsKeyWhatCannotBeRead() {
        final Failing failing = new Failing();
        try (Cache<String, Integer> broken = Cache.builder(Serializers.string(), failing).over(bed.bytes).build()) {
            map.put("a", 1);
            map.put("b", 2);
            assertTrue(broken.asMap().keySet().removeIf(key -> key.equals("a")));
            assertEquals(Map.of("b", 2), map);
            final Iterator<String> walk = broken.asMap().keySet().iterator();
            assertThrows(IllegalStateException.class, walk::remove);
            walk.next();
            walk.remove();
            assertThrows(IllegalStateException.class, walk::remove);
            assertTrue(map.isEmpty());
            assertEquals(0, failing.reads.get());
        }
    }
}
