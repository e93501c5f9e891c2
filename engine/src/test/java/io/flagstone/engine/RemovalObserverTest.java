/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemovalObserverTest {
    /** An LRU: what was asked for once goes all the same. */
    private final CacheBed bed = new CacheBed(
        builder -> builder.memoryLimit(8 << 20).evictionPolicy(EvictionPolicy.LRU));
    private final ByteCache cache = bed.cache;
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        bed.close();
    }

    private void observe() {
        cache.addRemovalObserver((item, cause) -> {
            final byte[] key = item.key();
            assertEquals(key.length, item.keyLength());
            assertEquals(key[key.length - 1], item.keyByte(key.length - 1));
            told.add(cause + " " + new String(key, StandardCharsets.ISO_8859_1));
        });
    }

    @Test
    void shouldTellOfWhatIsDeleted() {
        observe();
        bed.set("key", "value");
        cache.delete(bytes("key"));
        cache.delete(bytes("key"));
        assertEquals(List.of("EXPLICIT key"), told);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 700, 4_000, 200_000})
    void shouldTellOfAValueThatAnotherOneReplaces(final int length) {
        bed.set("key", "value");
        observe();
        cache.set(bytes("key"), pattern(length, 1));
        cache.append(bytes("key"), bytes("more"));
        cache.add(bytes("key"), bytes("not stored"));
        assertEquals(List.of("REPLACED key", "REPLACED key"), told);
        assertEquals(length + 4, cache.get(bytes("key")).length);
    }

    @Test
    void shouldNotTellOfANewDeadlineNorOfANumberThatFits() {
        bed.set("key", "value");
        bed.set("number", "10");
        cache.set(bytes("expires"), bytes("value"), Duration.ofSeconds(5));
        observe();
        cache.touch(bytes("key"), Duration.ofSeconds(100));
        cache.touch(bytes("expires"), Duration.ofSeconds(100));
        cache.touch(bytes("expires"), FOREVER);
        bed.increment("number", 1);
        assertEquals(List.of(), told);
        bed.increment("number", 1_000_000_000_000L);
        assertEquals(List.of("REPLACED number"), told);
    }

    @Test
    void shouldTellOfWhatHasExpiredWhenItIsFound() {
        observe();
        cache.set(bytes("asked"), bytes("value"), Duration.ofSeconds(1));
        cache.set(bytes("forgotten"), bytes("value"), Duration.ofSeconds(1));
        bed.pass(Duration.ofSeconds(3));
        cache.delete(bytes("asked"));
        assertEquals(List.of("EXPIRED asked"), told);
        for (int i = 0; i < 100 && told.size() < 2; i++) {
            bed.maintain();
        }
        assertEquals(List.of("EXPIRED asked", "EXPIRED forgotten"), told);
    }

    @Test
    void shouldTellOfWhatWasFlushedWhenItsMemoryComesBack() {
        bed.set("key", "value");
        observe();
        cache.flush();
        for (int i = 0; i < 1_000 && told.isEmpty(); i++) {
            bed.maintain();
        }
        assertEquals(List.of("FLUSHED key"), told);
    }

    @Test
    void shouldTellOfEveryEvictionWhatIsKnownOfTheItem() {
        final byte[] value = pattern(50_000, 3);
        assertEquals(StoreResult.STORED, cache.set(bytes("first"), value, 7, Duration.ofSeconds(90)));
        cache.get(bytes("first"));
        final List<String> about = new ArrayList<>();
        cache.addRemovalObserver((item, cause) -> {
            if (item.keyLength() == 5) {
                about.add(cause + " fetched=" + item.isFetched() + " idle=" + item.idleSeconds() + " left="
                    + item.remainingSeconds() + " length=" + item.valueLength() + " flags=" + item.flags()
                    + " class=" + (item.slabClass() == cache.slabClassFor(5, 50_000, 7, 1)));
                assertThrows(IndexOutOfBoundsException.class, () -> item.keyByte(5));
                assertTrue(item.toString().contains("valueLength=50000"), item::toString);
            } else {
                assertEquals(Integer.MAX_VALUE, item.remainingSeconds());
            }
        });
        bed.pass(Duration.ofSeconds(20));
        for (int i = 0; i < 1_000; i++) {
            assertEquals(StoreResult.STORED, cache.set(CacheBed.key(i + 100), value));
        }
        assertEquals(List.of("EVICTED fetched=true idle=20 left=70 length=50000 flags=7 class=true"), about);
        assertArrayEquals(value, cache.get(CacheBed.key(1_099)));
    }

    @Test
    void shouldTellSeveralAndThoseNoMoreThatDoNotWantToHear() {
        final List<String> other = new ArrayList<>();
        final RemovalObserver observer = (item, cause) -> other.add(cause.name());
        cache.addRemovalObserver(observer);
        observe();
        bed.set("a", "value");
        cache.delete(bytes("a"));
        cache.removeRemovalObserver(observer);
        cache.removeRemovalObserver(observer);
        bed.set("b", "value");
        cache.delete(bytes("b"));
        assertEquals(List.of("EXPLICIT a", "EXPLICIT b"), told);
        assertEquals(List.of("EXPLICIT"), other);
    }

    @Test
    void shouldShowNothingOfAnItemThatIsKept() {
        final RemovedItem[] kept = new RemovedItem[1];
        cache.addRemovalObserver((item, cause) -> kept[0] = item);
        bed.set("secret", "value");
        cache.delete(bytes("secret"));
        bed.set("other", "value");
        assertThrows(IllegalStateException.class, kept[0]::key);
        assertThrows(IllegalStateException.class, () -> kept[0].keyByte(0));
        assertThrows(IllegalStateException.class, kept[0]::valueLength);
        assertThrows(IllegalStateException.class, kept[0]::slabClass);
        assertThrows(IllegalStateException.class, kept[0]::remainingSeconds);
        assertEquals("RemovedItem[gone]", kept[0].toString());
    }

    @Test
    void shouldGoOnWhenAnObserverThrows() {
        final Thread thread = Thread.currentThread();
        final Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        final List<String> failures = new ArrayList<>();
        thread.setUncaughtExceptionHandler((where, failure) -> failures.add(failure.getMessage()));
        try {
            cache.addRemovalObserver((item, cause) -> {
                throw new IllegalStateException("observer");
            });
            observe();
            for (int i = 0; i < 100; i++) {
                bed.set("key", "value");
                cache.append(bytes("key"), bytes("more"));
                cache.set(bytes("key"), pattern(2_000, i), Duration.ofSeconds(1));
            }
            bed.pass(Duration.ofSeconds(5));
            bed.maintain();
            assertEquals(StoreResult.STORED, cache.add(bytes("key"), bytes("value")));
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
        assertTrue(told.contains("EXPIRED key"), told::toString);
        assertEquals(told.size(), failures.size());
        bed.assertBooksBalance();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 700, 4_000, 200_000})
    void shouldShowTheOldValueWhateverTakesItsPlace(final int length) {
        final List<byte[]> values = new ArrayList<>();
        final byte[] old = pattern(length, 1);
        cache.addRemovalObserver((item, cause) -> {
            assertEquals(item.valueLength(), item.value().length);
            values.add(item.value());
        });
        cache.set(bytes("key"), old);
        cache.set(bytes("key"), pattern(length, 2));
        cache.set(bytes("key"), old);
        cache.append(bytes("key"), bytes("more"));
        cache.set(bytes("key"), old);
        cache.delete(bytes("key"));
        assertEquals(5, values.size());
        assertArrayEquals(old, values.get(0));
        assertArrayEquals(pattern(length, 2), values.get(1));
        assertArrayEquals(old, values.get(2));
        assertArrayEquals(old, values.get(4));
    }

    @Test
    void shouldTellWhetherSomebodyWasToBringAnotherValue() {
        final List<Boolean> sent = new ArrayList<>();
        cache.addRemovalObserver((item, cause) -> sent.add(item.isTokenSent()));
        try (TermsBed terms = new TermsBed(bed)) {
            terms.set("key", "value", 10);
            terms.fetch.winBelow(20);
            terms.fetch("key");
            terms.set("key", "other", 10);
            cache.delete(bytes("key"));
        }
        assertEquals(List.of(true, false), sent);
    }
}
