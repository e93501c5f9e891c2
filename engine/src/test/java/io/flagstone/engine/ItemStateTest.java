/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Memory;
import io.flagstone.engine.stripe.Stripe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of an item stays with it wherever it goes, and of many who meet a stale one, one wins. */
class ItemStateTest {
    private static final int MARKS = 800;
    private static final byte[] KEY = bytes("k");

    @TempDir
    private Path folder;

    private static void mark(final TermsBed bed, final String key, final boolean fetches) {
        bed.store.reset().binaryKey(true).assignCas(9);
        bed.store(key, "value-" + key, 100);
        bed.delete.reset().marksStale(true).assignCas(7);
        bed.delete(key);
        if (fetches) {
            bed.flagsOf(key);
        }
    }

    private static void assertMarked(final TermsBed bed, final String key, final boolean fetched) {
        bed.peek(key);
        assertEquals("value-" + key, bed.value);
        assertEquals(7, bed.cas);
        assertEquals(fetched, bed.fetched);
        assertTrue(bed.binaryKey && bed.stale);
        assertEquals(fetched ? "ZX" : "XW", bed.flagsOf(key));
    }

    private static int frequency(final CacheCore core, final byte[] key) {
        final long hash = core.hash(key, Memory.ARRAY_BASE, key.length);
        final Stripe stripe = core.stripe(hash);
        stripe.lock();
        try {
            final int reference = stripe.index().findLocked(hash, key, Memory.ARRAY_BASE, key.length);
            return ControlWord.frequency(Item.control(core.arena.address(reference)));
        } finally {
            stripe.unlock();
        }
    }

    @Test
    void shouldCountOneUseWhenATouchNeedsRoomForTheFirstDeadline() {
        try (CacheBed bed = new CacheBed()) {
            bed.set("never", "short");
            assertEquals(StoreResult.STORED, bed.cache.set(bytes("once"), bytes("short"), Duration.ofHours(1)));

            for (int i = 0; i < 2; i++) {
                assertEquals(TouchResult.TOUCHED, bed.cache.touch(bytes("never"), Duration.ofMinutes(i + 1)));
                assertEquals(TouchResult.TOUCHED, bed.cache.touch(bytes("once"), Duration.ofMinutes(i + 1)));
                assertEquals(frequency(bed.cache.core, bytes("once")), frequency(bed.cache.core, bytes("never")));
            }
        }
    }

    @Test
    void shouldStayWithAnItemThatMoves() {
        try (TermsBed bed = new TermsBed(CacheBed.ofMegabytes(1))) {
            for (int i = 0; i < 400; i++) {
                mark(bed, "key-" + i, i % 2 == 0);
            }
            for (int i = 0; i < 400; i += 5) {
                bed.bed.cache.delete(CacheBed.key(i));
            }
            final CacheCore core = bed.bed.cache.core;
            final SlabClassStats class1 = bed.bed.onlyClass();
            assertTrue(new Evacuation(core, new ChunkSource(core)).movePage(class1.classId(), 0));
            for (int i = 1; i < 400; i += i % 5 == 4 ? 2 : 1) {
                assertMarked(bed, "key-" + i, i % 2 == 0);
            }
            assertTrue(bed.bed.cache.stats().pagesMoved() > 0);
        }
    }

    @Test
    void shouldOutliveARestart() {
        final Path file = folder.resolve("cache");
        final int[] idle = new int[1];
        for (int run = 0; run < 2; run++) {
            try (TermsBed bed = new TermsBed(new CacheBed(builder -> builder.memoryFile(file)))) {
                if (run == 0) {
                    mark(bed, "a", false);
                    mark(bed, "b", true);
                } else {
                    assertTrue(bed.bed.cache.restart().isRestored());
                    assertMarked(bed, "a", false);
                    assertMarked(bed, "b", true);
                    bed.bed.cache.forEach(item -> idle[0] += item.hasBinaryKey() ? 1 : 0);
                    assertEquals(2, idle[0]);
                }
            }
        }
    }

    private static void moveAPageOfEach(final ByteCache cache, final Evacuation evacuation) {
        for (final SlabClassStats each : cache.stats().slabClasses()) {
            if (each.pages() > 1) {
                evacuation.movePage(each.classId(), each.classId());
            }
        }
    }

    @Test
    void shouldLetOneWinEachTimeWhileOthersRewriteTheItem() throws InterruptedException {
        final AtomicInteger wins = new AtomicInteger();
        final AtomicInteger marks = new AtomicInteger();
        try (TermsBed bed = new TermsBed(CacheBed.ofMegabytes(1))) {
            bed.set("k", "value", 0);
            for (int i = 0; i < 4_000; i++) {
                bed.set("k" + i, "value", i % 2);
            }
            for (int i = 0; i < 4_000; i++) {
                bed.bed.cache.delete(bytes("k" + i));
            }
            final BooleanSupplier enough = () -> wins.get() >= MARKS && bed.bed.cache.stats().pagesMoved() > 0;
            final Crew crew = new Crew();
            crew.add(2, () -> {
                final TermsBed own = new TermsBed(bed.bed);
                while (!enough.getAsBoolean() && !crew.hasFailed()) {
                    own.fetch.reset();
                    if (wins.get() % 3 == 0) {
                        own.fetch.touch(own.in(1_000 * (wins.get() % 2)));
                    }
                    assertEquals(Lookup.HIT, own.fetch("k"));
                    assertTrue(own.fetch.won() ? own.fetch.isStale() && !own.fetch.tokenWasSent()
                        : own.fetch.isStale() == own.fetch.tokenWasSent(), own.told());
                    assertEquals("value", own.value);
                    if (own.fetch.won()) {
                        wins.incrementAndGet();
                    }
                }
            }).add(1, () -> {
                final TermsBed own = new TermsBed(bed.bed);
                own.delete.marksStale(true);
                while (!enough.getAsBoolean() && !crew.hasFailed()) {
                    if (marks.get() == wins.get()) {
                        marks.incrementAndGet();
                        assertEquals(DeleteResult.DELETED, own.delete("k"));
                    }
                    try (ValueView view = bed.bed.cache.view(KEY)) {
                        assertEquals(5, view.length());
                        bed.bed.cache.touch(KEY, Duration.ofSeconds(marks.get() % 2 * 1_000));
                    }
                }
            }).add(1, () -> {
                final CacheCore core = bed.bed.cache.core;
                final Evacuation evacuation = new Evacuation(core, new ChunkSource(core));
                while (!enough.getAsBoolean() && !crew.hasFailed()) {
                    moveAPageOfEach(bed.bed.cache, evacuation);
                }
            }).run();
            if (marks.get() > wins.get()) {
                bed.fetch.reset();
                bed.fetch("k");
                assertTrue(bed.fetch.won());
                wins.incrementAndGet();
            }
            assertEquals(marks.get(), wins.get());
        }
    }
}
