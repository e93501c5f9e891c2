/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads on few keys: whatever anybody reads is whole, and closing hurts nobody. */
class ByteCacheStressTest {
    private static final int KEYS = 8;

    private final AtomicInteger writersLeft = new AtomicInteger();

    /** Reads a value in place. */
    private static final class Peek extends ItemReader {
        private final ByteBuffer target = ByteBuffer.allocateDirect(200_000);
        private int length;

        @Override
        protected void onItem(final ItemView item) {
            length = item.valueLength();
            item.copyTo(target, 0);
        }

        byte[] value() {
            final byte[] value = new byte[length];
            target.get(0, value);
            return value;
        }
    }

    private static void assertWhole(final int key, final byte[] value) {
        assertNull(value == null ? null : TellTale.flaw(key, value));
    }

    /** Small values, values of a page's half, values that are chained. */
    @ParameterizedTest
    @ValueSource(ints = {40, 3_000, 90_000})
    void shouldNeverShowTornValue(final int longest) throws InterruptedException {
        final int writes = longest > 50_000 ? 4_000 : 40_000;
        try (CacheBed bed = CacheBed.ofMegabytes(1)) {
            writersLeft.set(2);
            final Crew crew = new Crew();
            crew.add(2, () -> write(bed.cache, writes, longest, crew))
                .add(1, () -> readInEveryWay(bed.cache, crew))
                .add(1, () -> {
                    while (writersLeft.get() > 0 && !crew.hasFailed()) {
                        bed.pass(Duration.ofMillis(100));
                        bed.maintain();
                    }
                })
                .run();
            bed.assertAllComesBack();
        }
    }

    private void write(final ByteCache cache, final int writes, final int longest, final Crew crew) {
        final Random random = new Random(Thread.currentThread().getId());
        for (int i = 0; i < writes && !crew.hasFailed(); i++) {
            final int key = random.nextInt(KEYS);
            final byte[] value = TellTale.make(key, i, random.nextInt(longest));
            switch (random.nextInt(16)) {
                case 0 -> cache.delete(key(key));
                case 1 -> cache.touch(key(key), Duration.ofSeconds(1));
                case 2 -> cache.add(key(key), value);
                case 3 -> cache.append(key(key), new byte[0]);
                case 4 -> cache.set(key(key), value, Duration.ofMillis(300));
                case 5 -> cache.set(bytes("other-" + random.nextInt(1_000)), value);
                default -> cache.set(key(key), value, key, FOREVER);
            }
        }
        writersLeft.decrementAndGet();
    }

    private void readInEveryWay(final ByteCache cache, final Crew crew) {
        final Random random = new Random(1);
        final byte[] target = new byte[200_000];
        final Peek peek = new Peek();
        for (int i = 0; (i < 2_000 || writersLeft.get() > 0) && !crew.hasFailed(); i++) {
            final int key = random.nextInt(KEYS);
            switch (random.nextInt(4)) {
                case 0 -> assertWhole(key, cache.get(key(key)));
                case 1 -> {
                    final int length = cache.get(key(key), target, 0);
                    assertWhole(key, length < 0 ? null : Arrays.copyOf(target, length));
                }
                case 2 -> assertWhole(key, cache.read(key(key), peek) == Lookup.HIT ? peek.value() : null);
                default -> {
                    try (ValueView view = cache.view(key(key))) {
                        assertWhole(key, view == null ? null : view.toByteArray());
                    }
                }
            }
        }
    }

    @Test
    void shouldKeepValuesInViewsWhileWritersChurn() throws InterruptedException {
        try (CacheBed bed = CacheBed.ofMegabytes(1)) {
            writersLeft.set(2);
            final Crew crew = new Crew();
            crew.add(2, () -> write(bed.cache, 20_000, 10_000, crew)).add(2, () -> {
                final ValueView[] views = new ValueView[10];
                final byte[][] seen = new byte[views.length][];
                for (int i = 0; writersLeft.get() > 0 && !crew.hasFailed(); i++) {
                    final int slot = i % views.length;
                    if (views[slot] != null) {
                        assertArrayEquals(seen[slot], views[slot].toByteArray());
                        views[slot].close();
                    }
                    views[slot] = bed.cache.view(key(i % KEYS));
                    seen[slot] = views[slot] == null ? null : views[slot].toByteArray();
                    assertWhole(i % KEYS, seen[slot]);
                }
                Arrays.stream(views).filter(view -> view != null).forEach(ValueView::close);
            }).run();
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldCloseUnderFullLoad() throws InterruptedException {
        for (int round = 0; round < 25; round++) {
            final ByteCache cache = ByteCache.builder().name("users").memoryLimit(1 << 20).build();
            final AtomicInteger ready = new AtomicInteger();
            final Crew crew = new Crew().add(3, () -> {
                final Random random = new Random(Thread.currentThread().getId());
                try {
                    for (int i = 0;; i++) {
                        final int key = random.nextInt(KEYS);
                        cache.set(key(key), TellTale.make(key, i, random.nextInt(40_000)), Duration.ofMillis(200));
                        assertWhole(key, cache.get(key(key)));
                        try (ValueView view = cache.view(key(key))) {
                            assertWhole(key, view == null ? null : view.toByteArray());
                        }
                        cache.stats();
                        ready.incrementAndGet();
                    }
                } catch (final IllegalStateException e) {
                    assertEquals("the cache is closed: name=users", e.getMessage());
                }
            }).start();
            while (ready.get() < 20 && !crew.hasFailed()) {
                Thread.onSpinWait();
            }
            cache.close();
            crew.join();
        }
    }
}
