/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.key;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers and writers while pages are moved under them without a pause. */
class EvacuationStressTest {
    private static final int KEYS = 300;
    private static final int MOVES = 100;

    private final AtomicInteger writersLeft = new AtomicInteger(2);

    private static void assertWhole(final int key, final byte[] value) {
        assertNull(value == null ? null : TellTale.flaw(key, value));
    }

    @ParameterizedTest
    @CsvSource({"1024,40,40000", "1024,1500,20000", "1024,40000,3000", "65536,20000,8000"})
    void shouldShowWholeValuesWhileTheyMove(final int kilobytes, final int longest, final int writes)
            throws InterruptedException {
        try (CacheBed bed = new CacheBed(b -> b.memoryLimit(kilobytes << 10).maximumItemSize(1 << 18))) {
            final Crew crew = new Crew();
            crew.add(2, () -> write(bed.cache, writes, longest, crew))
                .add(1, () -> read(bed.cache, crew))
                .add(1, () -> movePages(bed, crew))
                .run();
            assertTrue(bed.cache.stats().pagesMoved() > MOVES, bed.cache.stats()::toString);
            bed.assertAllComesBack();
        }
    }

    /** Writes so often, and until enough has moved meanwhile, whoever of the threads gets ahead. */
    private void write(final ByteCache cache, final int writes, final int longest, final Crew crew) {
        final Random random = new Random(Thread.currentThread().getId());
        for (int i = 0; (i < writes || cache.stats().pagesMoved() <= MOVES) && !crew.hasFailed(); i++) {
            final int key = random.nextInt(KEYS);
            final byte[] value = TellTale.make(key, i, random.nextInt(longest));
            switch (random.nextInt(8)) {
                case 0 -> cache.delete(key(key));
                case 1 -> cache.append(key(key), new byte[0]);
                case 2 -> cache.set(key(key), value, Duration.ofMillis(300));
                default -> cache.set(key(key), value);
            }
        }
        writersLeft.decrementAndGet();
    }

    private void read(final ByteCache cache, final Crew crew) {
        final Random random = new Random(1);
        final byte[] target = new byte[1 << 18];
        while (writersLeft.get() > 0 && !crew.hasFailed()) {
            final int key = random.nextInt(KEYS);
            switch (random.nextInt(3)) {
                case 0 -> assertWhole(key, cache.get(key(key)));
                case 1 -> {
                    final int length = cache.get(key(key), target, 0);
                    assertWhole(key, length < 0 ? null : Arrays.copyOf(target, length));
                }
                default -> {
                    try (ValueView view = cache.view(key(key))) {
                        assertWhole(key, view == null ? null : view.toByteArray());
                    }
                }
            }
        }
    }

    private void movePages(final CacheBed bed, final Crew crew) {
        final CacheCore core = bed.cache.core;
        final Evacuation evacuation = new Evacuation(core, new ChunkSource(core));
        final Random random = new Random(2);
        while (writersLeft.get() > 0 && !crew.hasFailed()) {
            final int donor = 1 + random.nextInt(core.table.classes());
            evacuation.movePage(donor, random.nextInt(4) == 0 ? 1 + donor % core.table.classes() : 0);
            if (random.nextInt(50) == 0) {
                bed.pass(Duration.ofMillis(100));
                bed.maintain();
            }
        }
    }
}
