/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration SECOND = new Duration(TimeUnit.SECONDS, 1);

    private static ExpiryPolicy policy(final Duration creation, final Duration access, final Duration update) {
        return CacheOnTheBench.policy(creation, access, update);
    }

    @Test
    void shouldTellOfEachChangeWithWhatWasThereBefore() {
        try (CacheOnTheBench bench = new CacheOnTheBench(CacheOnTheBench.eternal())) {
            bench.cache.put("k", "1");
            bench.cache.put("k", "2");
            assertEquals("2", bench.cache.getAndReplace("k", "3"));
            assertTrue(bench.cache.remove("k", "3"));
            assertEquals(List.of("CREATED k=1", "UPDATED k=2 was 1", "UPDATED k=3 was 2", "REMOVED k=3 was 3"),
                bench.listener.take());
            assertEquals(3, bench.statistics.getCachePuts());
            assertEquals(1, bench.statistics.getCacheRemovals());
        }
    }

    @Test
    void shouldTellNothingOfWhatChangesNothing() {
        try (CacheOnTheBench bench = new CacheOnTheBench(CacheOnTheBench.eternal())) {
            bench.cache.put("k", "1");
            bench.listener.take();
            assertFalse(bench.cache.putIfAbsent("k", "2"));
            assertFalse(bench.cache.replace("k", "2", "3"));
            assertFalse(bench.cache.remove("k", "2"));
            assertFalse(bench.cache.remove("other"));
            assertEquals("1", bench.cache.get("k"));
            bench.cache.clear();
            assertEquals(List.of(), bench.listener.take());
            assertEquals(1, bench.statistics.getCachePuts());
            assertEquals(0, bench.statistics.getCacheRemovals());
        }
    }

    @Test
    void shouldStoreAndCountAnUpdateWhoseTimeIsOverAtOnce() {
        try (CacheOnTheBench bench = new CacheOnTheBench(policy(Duration.ETERNAL, null, Duration.ZERO))) {
            bench.cache.put("k", "1");
            bench.cache.put("k", "2");
            assertEquals(List.of("CREATED k=1", "UPDATED k=2 was 1", "EXPIRED k=2 was 2"), bench.listener.take());
            assertEquals(2, bench.statistics.getCachePuts());
            assertEquals(0, bench.statistics.getCacheRemovals());
            assertNull(bench.cache.get("k"));
            assertEquals(0, bench.bytes().stats().items());
        }
    }

    @Test
    void shouldNeitherTellNorCountAnEntryWhoseTimeIsOverBeforeItBegins() {
        try (CacheOnTheBench bench = new CacheOnTheBench(policy(Duration.ZERO, null, null))) {
            bench.cache.put("k", "1");
            bench.cache.putAll(Map.of("l", "1", "m", "2"));
            assertTrue(bench.listener.take().isEmpty());
            assertEquals(0, bench.statistics.getCachePuts());
            assertEquals(0, bench.bytes().stats().items());
        }
    }

    @Test
    void shouldGiveAValueTheLastTimeWhenAnAccessEndsIt() {
        try (CacheOnTheBench bench = new CacheOnTheBench(policy(Duration.ETERNAL, Duration.ZERO, null))) {
            bench.cache.put("k", "1");
            assertEquals("1", bench.cache.get("k"));
            assertNull(bench.cache.get("k"));
            assertEquals(List.of("CREATED k=1", "EXPIRED k=1 was 1"), bench.listener.take());
            assertEquals(1, bench.statistics.getCacheHits());
            assertEquals(1, bench.statistics.getCacheMisses());
        }
    }

    @Test
    void shouldTellOfTheEndOfAnEntryBeforeItTellsOfTheNextOneOfItsKey() {
        try (CacheOnTheBench bench = new CacheOnTheBench(policy(SECOND, null, null))) {
            bench.cache.put("k", "1");
            bench.pass(1_200);
            bench.cache.put("k", "2");
            assertEquals(List.of("CREATED k=1", "EXPIRED k=1 was 1", "CREATED k=2"), bench.listener.take());
            assertEquals(0, bench.statistics.getCacheRemovals());
        }
    }

    @Test
    void shouldTellOfTheEndOfAnEntryThatNobodyAsksFor() throws Exception {
        try (CacheOnTheBench bench = new CacheOnTheBench(policy(SECOND, null, null))) {
            final String longKey = "long".repeat(100);
            bench.cache.put(longKey, "1");
            bench.listener.take();
            for (int i = 0; i < 100 && bench.bytes().stats().items() > 0; i++) {
                bench.pass(100);
                bench.maintain();
            }
            assertEquals(List.of("EXPIRED " + longKey + "=1 was 1"), bench.listener.take());
        }
    }

    @Test
    void shouldMissExpiriesRatherThanKeepThemForListenersThatAreTooSlow() throws Exception {
        final List<Runnable> threads = new ArrayList<>();
        try (CacheOnTheBench bench = new CacheOnTheBench(new FlagstoneConfiguration<>(), policy(SECOND, null, null),
                threads::add)) {
            final RecordingListener slow = new RecordingListener();
            bench.listen(slow, false);
            expire(bench, 0, ExpiredEntries.MOST_ENTRIES + 1000);
            // The first is the slow one's, of what was created.
            threads.remove(1).run();
            assertEquals(ExpiredEntries.MOST_ENTRIES, expired(bench.listener));
            expire(bench, 1_000_000, 1000);
            assertEquals(0, expired(bench.listener), "the slow one has still to hear of the others");
            threads.remove(0).run();
            assertEquals(ExpiredEntries.MOST_ENTRIES, expired(slow));
            expire(bench, 2_000_000, 1000);
            while (!threads.isEmpty()) {
                threads.remove(0).run();
            }
            assertEquals(1000, expired(bench.listener));
        }
    }

    /** Puts some entries, whose time is then over. */
    private static void expire(final CacheOnTheBench bench, final int first, final int count) throws Exception {
        for (int i = 0; i < count; i++) {
            bench.cache.put(Integer.toString(first + i), "1");
            if (i % 1000 == 999 || i == count - 1) {
                while (bench.bytes().stats().items() > 0) {
                    bench.pass(100);
                    bench.maintain();
                }
            }
        }
    }

    private static long expired(final RecordingListener listener) {
        return listener.take().stream().filter(line -> line.startsWith("EXPIRED")).count();
    }

    @Test
    void shouldKeepADeadlineThatAnUpdateDoesNotChange() {
        try (CacheOnTheBench bench = new CacheOnTheBench(policy(SECOND, null, null))) {
            bench.cache.put("k", "1");
            bench.pass(900);
            bench.cache.put("k", "2");
            assertEquals("2", bench.cache.get("k"));
            bench.pass(300);
            assertNull(bench.cache.get("k"));
        }
    }

    @Test
    void shouldBeginATimeAnewWithEachAccess() {
        try (CacheOnTheBench bench = new CacheOnTheBench(policy(SECOND, SECOND, null))) {
            bench.cache.put("k", "1");
            for (int i = 0; i < 5; i++) {
                bench.pass(900);
                assertEquals("1", bench.cache.get("k"));
            }
            bench.pass(1_200);
            assertNull(bench.cache.get("k"));
        }
    }

    @Test
    void shouldLetNoEntryEndBeforeItsTime() {
        final Duration short1 = new Duration(TimeUnit.MILLISECONDS, 20);
        try (CacheOnTheBench bench = new CacheOnTheBench(policy(short1, null, null))) {
            bench.pass(95);
            bench.cache.put("k", "1");
            bench.pass(20);
            assertEquals("1", bench.cache.get("k"));
        }
    }

    @Test
    void shouldPutChangesOfOneProcessorTogether() {
        try (CacheOnTheBench bench = new CacheOnTheBench(CacheOnTheBench.eternal())) {
            bench.cache.invoke("k", (entry, arguments) -> {
                entry.setValue("1");
                entry.setValue("2");
                return entry.getValue();
            });
            bench.cache.invoke("k", (entry, arguments) -> {
                entry.remove();
                entry.setValue("3");
                return null;
            });
            bench.cache.invoke("new", (entry, arguments) -> {
                entry.setValue("1");
                entry.remove();
                return null;
            });
            assertEquals(List.of("CREATED k=2", "UPDATED k=3 was 2"), bench.listener.take());
            assertEquals(2, bench.statistics.getCachePuts());
            assertEquals(0, bench.statistics.getCacheRemovals());
        }
    }
}
