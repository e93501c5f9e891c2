/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static io.flagstone.engine.typed.TypedBed.awaitThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.serializer.Serializers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemovalListenerTest {
    private final TypedBed bed = new TypedBed();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        bed.close();
    }

    private Cache<String, String> cache() {
        return bed.strings().removalListener((k, v, cause) -> told.add(cause + " " + k + "=" + v)).build();
    }

    private String next() throws InterruptedException {
        return told.poll(60, TimeUnit.SECONDS);
    }

    @Test
    void shouldTellOfEveryCauseInTheOrderOfRemovals() throws InterruptedException {
        final Cache<String, String> cache = cache();
        cache.put("k", "1");
        cache.put("k", "2");
        cache.invalidate("k");
        cache.put("k", "3", Duration.ofSeconds(1));
        bed.pass(Duration.ofSeconds(1));
        bed.maintain();
        cache.put("k".repeat(300), "");
        bed.bytes.flush();
        bed.maintain();
        assertEquals("REPLACED k=1", next());
        assertEquals("EXPLICIT k=2", next());
        assertEquals("EXPIRED k=3", next());
        assertEquals("FLUSHED " + "k".repeat(300) + "=", next());
        assertEquals(0, cache.stats().droppedRemovals());
        cache.close();
    }

    @Test
    void shouldTellOfWhatGivesWay() throws InterruptedException {
        final Cache<String, String> cache = cache();
        for (int i = 0; cache.stats().evictions() == 0; i++) {
            cache.put("key-" + i, "v".repeat(10_000));
        }
        assertTrue(next().startsWith("EVICTED key-"));
        cache.close();
    }

    @Test
    void shouldTellNothingOfAnnouncementsAndOfWhatIsKnownNotToBeThere() throws InterruptedException {
        final Cache<String, String> cache = bed.strings().announceLoads(Duration.ofSeconds(5))
            .cacheAbsence(Duration.ofSeconds(5)).removalListener((k, v, cause) -> told.add(cause + " " + k)).build();
        assertNull(cache.get("k", k -> null));
        assertEquals("v", cache.asMap().compute("k", (k, v) -> "v"));
        assertEquals("w", cache.get("l", k -> "w"));
        cache.invalidate("k");
        cache.invalidate("l");
        assertEquals("EXPLICIT k", next());
        assertEquals("EXPLICIT l", next());
        cache.close();
    }

    @Test
    void shouldTellOfNothingThatIsSomebodyElses() throws InterruptedException {
        final Cache<String, String> cache = bed.strings().keyPrefix("mine:")
            .removalListener((k, v, cause) -> told.add(cause + " " + k)).build();
        bed.setRaw("theirs", "v", 0);
        bed.setRaw("theirs", "w", 0);
        cache.put("k", "v");
        cache.invalidate("k");
        assertEquals("EXPLICIT k", next());
        cache.close();
    }

    /** Waits, where nothing that is declared may be thrown. */
    private static void pass(final CountDownLatch latch) {
        try {
            latch.await();
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says when it was called for the first time, and waits until it may go on. */
    private RemovalListener<String, String> slow(final CountDownLatch stuck, final CountDownLatch go) {
        return (k, v, cause) -> {
            stuck.countDown();
            pass(go);
            told.add(k);
        };
    }

    @Test
    void shouldMissNothingForWhatIsSomebodyElses() throws InterruptedException {
        final CountDownLatch go = new CountDownLatch(1);
        final CountDownLatch stuck = new CountDownLatch(1);
        final Cache<String, String> cache = bed.strings().keyPrefix("mine:").removalListener(slow(stuck, go)).build();
        cache.put("first", "v");
        cache.invalidate("first");
        assertTrue(stuck.await(60, TimeUnit.SECONDS));
        for (int i = 0; i < 20_000; i++) {
            bed.setRaw("theirs", "v", 0);
        }
        cache.put("second", "v");
        cache.invalidate("second");
        go.countDown();
        assertEquals("first", next());
        assertEquals("second", next());
        assertEquals(0, cache.stats().droppedRemovals());
        cache.close();
    }

    @Test
    void shouldGoOnWhenTheListenerFails() throws InterruptedException {
        final Cache<String, String> cache = bed.strings().removalListener((k, v, cause) -> {
            told.add(k);
            throw new IllegalStateException("a listener that fails, on purpose");
        }).build();
        cache.put("a", "1");
        cache.invalidate("a");
        assertEquals("a", next());
        cache.put("b", "1");
        cache.invalidate("b");
        assertEquals("b", next());
        cache.close();
    }

    @Test
    void shouldLetTheListenerUseTheCache() throws InterruptedException {
        final CountDownLatch ready = new CountDownLatch(1);
        final Cache<?, ?>[] self = new Cache<?, ?>[1];
        final Cache<String, String> cache = bed.strings().removalListener((k, v, cause) -> {
            pass(ready);
            told.add(k + " " + self[0].stats().hits());
        }).build();
        self[0] = cache;
        cache.put("k", "v");
        cache.getIfPresent("k");
        cache.invalidate("k");
        ready.countDown();
        assertEquals("k 1", next());
        cache.close();
    }

    @Test
    void shouldCountWhatASlowListenerMisses() throws InterruptedException {
        final CountDownLatch go = new CountDownLatch(1);
        final CountDownLatch stuck = new CountDownLatch(1);
        final Cache<String, String> cache = bed.strings().removalListener(slow(stuck, go)).build();
        cache.put("k", "0");
        cache.invalidate("k");
        assertTrue(stuck.await(60, TimeUnit.SECONDS));
        for (int i = 0; i < 20_000; i++) {
            cache.put("k", "v");
            cache.invalidate("k");
        }
        final long dropped = cache.stats().droppedRemovals();
        assertEquals(20_000 - (8 << 10), dropped);
        go.countDown();
        for (int i = 0; i < 1 + (8 << 10); i++) {
            assertEquals("k", next());
        }
        final String large = "v".repeat(400_000);
        for (int i = 0; i < 3; i++) {
            cache.put("l", large);
            cache.invalidate("l");
            assertEquals("l", next());
        }
        assertEquals(dropped, cache.stats().droppedRemovals());
        cache.close();
    }

    @Test
    void shouldTellBeforeItsThreadEndsWhatHasLeftBeforeTheClose() throws InterruptedException {
        final Cache<String, String> cache = cache();
        for (int i = 0; i < 100; i++) {
            cache.put("k", Integer.toString(i));
        }
        cache.close();
        for (int i = 0; i < 99; i++) {
            assertEquals("REPLACED k=" + i, next());
        }
        bed.setRaw("k", "x", 0);
        assertEquals(0, told.size());
    }

    @Test
    void shouldGoOnWhenTheListenerThrowsWhatItDoesNotDeclare() throws InterruptedException {
        final Cache<String, String> cache = bed.strings().removalListener((k, v, cause) -> {
            told.add(k);
            throw RemovalListenerTest.<RuntimeException>undeclared(new IOException("undeclared, on purpose"));
        }).build();
        cache.put("a", "1");
        cache.invalidate("a");
        assertEquals("a", next());
        cache.put("b", "1");
        cache.invalidate("b");
        assertEquals("b", next());
        cache.close();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(final Throwable e) throws E {
        throw (E) e;
    }

    /** An interrupt that stays would let the thread run in circles where it is to wait. */
    @Test
    void shouldForgetThatTheListenerWasInterrupted() throws InterruptedException {
        final Cache<String, String> cache = bed.strings().removalListener((k, v, cause) -> {
            told.add(k + Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        }).build();
        for (int i = 0; i < 2; i++) {
            cache.put("k", "1");
            cache.invalidate("k");
            assertEquals("kfalse", next());
        }
        cache.close();
    }

    @Test
    void shouldLetTheListenerCloseTheCache() throws InterruptedException {
        final CountDownLatch ready = new CountDownLatch(1);
        final Cache<?, ?>[] self = new Cache<?, ?>[1];
        final Cache<String, String> cache = Cache.builder(String.class, String.class).memoryLimit(8 << 20)
            .removalListener((k, v, cause) -> {
                pass(ready);
                self[0].close();
                told.add(k);
            }).build();
        self[0] = cache;
        cache.put("a", "1");
        cache.put("b", "1");
        cache.invalidate("a");
        cache.invalidate("b");
        ready.countDown();
        assertEquals("a", next());
        assertEquals("b", next(), "which has left before");
        assertThrows(IllegalStateException.class, () -> cache.getIfPresent("a"));
    }

    @Test
    void shouldTellOfAnEmptyValueWithoutFlagsThatWasBeingRefreshed() throws InterruptedException {
        final Cache<String, String> cache = Cache.builder(Serializers.string(),
            Serializers.withFlags(Serializers.string(), 0)).over(bed.bytes).executor(bed)
            .expireAfterWrite(Duration.ofSeconds(10)).refreshAhead(Duration.ofSeconds(10))
            .removalListener((k, v, cause) -> told.add(cause + " " + k + "=" + v)).build();
        cache.put("k", "");
        assertEquals("", cache.get("k", k -> "new"));
        cache.invalidate("k");
        assertEquals("EXPLICIT k=", next());
        cache.close();
    }

    /** As above, but it comes while there is nothing to tell. */
    @Test
    void shouldForgetThatItWasInterruptedWhileItWaited() throws InterruptedException {
        final AtomicReference<Thread> thread = new AtomicReference<>();
        final Cache<String, String> cache = bed.strings().removalListener((k, v, cause) -> {
            thread.set(Thread.currentThread());
            told.add(k);
        }).build();
        cache.put("k", "1");
        cache.invalidate("k");
        assertEquals("k", next());
        awaitThat(() -> thread.get().getState() == Thread.State.WAITING);
        thread.get().interrupt();
        awaitThat(() -> !thread.get().isInterrupted());
        cache.put("l", "1");
        cache.invalidate("l");
        assertEquals("l", next());
        cache.close();
    }
}
