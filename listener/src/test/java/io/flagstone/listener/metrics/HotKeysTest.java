/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HotKeysTest {
    private final ServerMetrics metrics = new ServerMetrics(true);
    private final WorkerMetrics worker = metrics.newWorker();

    private static void offer(final WorkerMetrics to, final String key, final int times) {
        final byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
        final ByteBuffer in = ByteBuffer.allocate(bytes.length + 2).put(1, bytes);
        for (int i = 0; i < times; i++) {
            to.offer(in, 1, bytes.length);
        }
    }

    @Test
    void shouldCountAFewKeysExactly() {
        offer(worker, "b", 2);
        offer(worker, "a", 3);
        offer(worker, "aa", 1);
        assertEquals(List.of(new HotKey("a", 3), new HotKey("b", 2), new HotKey("aa", 1)), metrics.hotKeys(10));
        assertEquals(List.of(new HotKey("a", 3)), metrics.hotKeys(1));
        assertEquals(6, metrics.keysSeen());
    }

    @Test
    void shouldFindTheKeysThatAreAskedForMostAmongMany() {
        final Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            final int draw = random.nextInt(100);
            offer(worker, draw < 20 ? "hot" : draw < 30 ? "warm" : "key" + random.nextInt(50_000), 1);
        }
        final List<HotKey> keys = metrics.hotKeys(2);
        assertEquals("hot", keys.get(0).key());
        assertEquals("warm", keys.get(1).key());
        assertTrue(keys.get(0).count() > 18_000 && keys.get(0).count() <= 21_000, keys.toString());
    }

    @Test
    void shouldNotTakeAKeyForHotThatInheritedACount() {
        for (int i = 0; i < 1_000; i++) {
            offer(worker, "key" + i, 1);
        }
        assertTrue(metrics.hotKeys(100).stream().allMatch(key -> key.count() <= 1), metrics.hotKeys(3).toString());
    }

    @Test
    void shouldForgetWhatIsNoLongerAskedFor() {
        offer(worker, "old", 100);
        metrics.forgetHalf();
        assertEquals(List.of(new HotKey("old", 50)), metrics.hotKeys(1));
        assertEquals(50, metrics.keysSeen());
        offer(worker, "new", 60);
        assertEquals("new", metrics.hotKeys(1).get(0).key());
        for (int i = 0; i < 7; i++) {
            metrics.forgetHalf();
        }
        assertEquals(List.of(), metrics.hotKeys(10));
    }

    @Test
    void shouldAddUpWhatAllWorkersSaw() {
        offer(worker, "a", 2);
        final WorkerMetrics other = metrics.newWorker();
        offer(other, "a", 3);
        offer(other, "b", 4);
        assertEquals(List.of(new HotKey("a", 5), new HotKey("b", 4)), metrics.hotKeys(10));
    }

    @Test
    void shouldPassOverWhatIsNoKey() {
        offer(worker, "", 1);
        offer(worker, "k".repeat(251), 1);
        offer(worker, "k".repeat(250), 1);
        assertEquals(List.of(new HotKey("k".repeat(250), 1)), metrics.hotKeys(10));
    }

    @Test
    void shouldKeepNoKeyWhenNoneMayBeShown() {
        final ServerMetrics discreet = new ServerMetrics(false);
        offer(discreet.newWorker(), "secret", 5);
        discreet.forgetHalf();
        assertEquals(List.of(), discreet.hotKeys(10));
        assertEquals(0, discreet.keysSeen());
    }
}
