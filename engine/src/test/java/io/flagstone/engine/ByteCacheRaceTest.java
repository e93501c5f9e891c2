/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.api.Test;

/** Changes that depend on what was there, by many threads at once: none is lost. */
class ByteCacheRaceTest {
    private static final int KEYS = 8;

    @Test
    void shouldAddUpConcurrentIncrements() throws InterruptedException {
        final int rounds = 15_000;
        try (CacheBed bed = CacheBed.ofMegabytes(4)) {
            for (int i = 0; i < 3; i++) {
                bed.set("key-" + i, "0");
            }
            new Crew().add(3, () -> {
                final MutableLong result = new MutableLong();
                for (int i = 0; i < rounds; i++) {
                    assertEquals(DeltaResult.OK, bed.cache.increment(key(i % 3), 3, result));
                    if (i % 5 == 0) {
                        assertEquals(DeltaResult.OK, bed.cache.decrement(key(i % 3), 1, result));
                    }
                }
            }).add(1, () -> {
                for (int i = 0; i < rounds; i++) {
                    try (ValueView view = bed.cache.view(key(i % 3))) {
                        assertNotNull(view);
                        bed.cache.touch(key(i % 3), i % 2 == 0 ? FOREVER : Duration.ofHours(1));
                    }
                }
            }).run();
            long sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += Long.parseLong(bed.get("key-" + i).trim());
            }
            assertEquals(3L * rounds * 3 - 3L * rounds / 5, sum);
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldLoseNoUpdateUnderCas() throws InterruptedException {
        final int rounds = 5_000;
        try (CacheBed bed = CacheBed.ofMegabytes(4)) {
            bed.cache.set(key(0), TellTale.make(0, 0, 0));
            new Crew().add(3, () -> {
                for (int done = 0; done < rounds;) {
                    final CacheItem item = bed.cache.gets(key(0));
                    final int next = TellTale.version(item.value()) + 1;
                    final StoreResult result = bed.cache.cas(key(0), TellTale.make(0, next, next % 100), 0, FOREVER,
                        item.casUnique());
                    done += result == StoreResult.STORED ? 1 : 0;
                }
            }).run();
            assertEquals(3 * rounds, TellTale.version(bed.cache.get(key(0))));
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldKeepEveryPieceThatIsAppended() throws InterruptedException {
        final int rounds = 1_500;
        final AtomicInteger name = new AtomicInteger('a');
        try (CacheBed bed = CacheBed.ofMegabytes(8)) {
            bed.set("key", "");
            new Crew().add(3, () -> {
                final String letter = String.valueOf((char) name.getAndIncrement());
                for (int i = 0; i < rounds; i++) {
                    final byte[] piece = bytes(letter + i + ";");
                    assertEquals(StoreResult.STORED, letter.equals("c") ? bed.cache.prepend(bytes("key"), piece)
                        : bed.cache.append(bytes("key"), piece));
                }
            }).run();
            final String[] pieces = bed.get("key").split(";");
            assertEquals(3 * rounds, pieces.length);
            for (final String letter : new String[] {"a", "b"}) {
                final String[] own = Arrays.stream(pieces).filter(p -> p.startsWith(letter)).toArray(String[]::new);
                for (int i = 0; i < rounds; i++) {
                    assertEquals(letter + i, own[i]);
                }
            }
            bed.assertAllComesBack();
        }
    }

    @Test
    void shouldNotLoseTouchBesideAppend() throws InterruptedException {
        try (CacheBed bed = CacheBed.ofMegabytes(4)) {
            for (int round = 0; round < 800; round++) {
                bed.cache.set(bytes("key"), bytes("value"), Duration.ofSeconds(10));
                new Crew().add(1, () -> assertEquals(StoreResult.STORED, bed.cache.append(bytes("key"), bytes("+"))))
                    .add(1, () -> assertEquals(TouchResult.TOUCHED, bed.cache.touch(bytes("key"), FOREVER)))
                    .run();
                bed.pass(Duration.ofSeconds(20));
                bed.assertValue("key", "value+");
            }
        }
    }

    @Test
    void shouldLetOneOfManyAddAndOneOfManyDelete() throws InterruptedException {
        final AtomicLong added = new AtomicLong();
        final AtomicLong deleted = new AtomicLong();
        try (CacheBed bed = CacheBed.ofMegabytes(4)) {
            new Crew().add(3, () -> {
                final Random random = new Random(Thread.currentThread().getId());
                for (int i = 0; i < 40_000; i++) {
                    final byte[] key = key(random.nextInt(KEYS));
                    if (random.nextBoolean()) {
                        added.addAndGet(bed.cache.add(key, key) == StoreResult.STORED ? 1 : 0);
                    } else {
                        deleted.addAndGet(bed.cache.delete(key) == DeleteResult.DELETED ? 1 : 0);
                    }
                }
            }).run();
            assertEquals(added.get() - deleted.get(), bed.assertBooksBalance().items());
            bed.assertAllComesBack();
        }
    }
}
