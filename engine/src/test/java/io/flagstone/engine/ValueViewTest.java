/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueViewTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = CacheBed.ofMegabytes(4);
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    @Test
    void shouldSeeNothingWhenAbsent() {
        assertNull(cache.view(KEY));
        assertEquals(1, cache.stats().misses());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 2_000, 32_720, 33_000, 100_000})
    void shouldShowValueInPlace(final int length) {
        cache.set(KEY, pattern(length, 3), 8, FOREVER);
        try (ValueView view = cache.view(KEY)) {
            assertEquals(length, view.length());
            assertEquals(length, view.remaining());
            assertEquals(8, view.flags());
            assertEquals(bed.gets("key").casUnique(), view.casUnique());
            assertArrayEquals(pattern(length, 3), view.toByteArray());
            assertArrayEquals(pattern(length, 3), view.toByteArray());
            for (int i = 0; i < length; i += Math.max(1, length / 97)) {
                assertEquals(pattern(length, 3)[i], view.get(i));
            }
            for (final int index : new int[] {-1, length, length + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                final Exception e = assertThrows(IndexOutOfBoundsException.class, () -> view.get(index));
                assertEquals("index must be below the value's length: index=" + index + " length=" + length,
                    e.getMessage());
            }
        }
    }

    /** Everything that makes a value go away. */
    static Stream<Arguments> departures() {
        return Stream.of(
            departure("set", bed -> bed.cache.set(KEY, bytes("new"))),
            departure("set large", bed -> bed.cache.set(KEY, pattern(60_000, 9))),
            departure("replace", bed -> bed.cache.replace(KEY, bytes("new"))),
            departure("cas", bed -> bed.cache.cas(KEY, bytes("new"), 0, FOREVER, bed.gets("key").casUnique())),
            departure("append", bed -> bed.cache.append(KEY, bytes("new"))),
            departure("prepend", bed -> bed.cache.prepend(KEY, bytes("new"))),
            departure("touch", bed -> bed.cache.touch(KEY, SECOND)),
            departure("delete", bed -> bed.cache.delete(KEY)),
            departure("expiry", bed -> {
                bed.cache.touch(KEY, SECOND);
                bed.pass(SECOND.multipliedBy(2));
                bed.maintain();
                assertNull(bed.cache.get(KEY));
            }),
            departure("flush", bed -> {
                bed.cache.flush();
                assertNull(bed.cache.get(KEY));
                bed.maintain();
            }),
            departure("eviction", bed -> {
                for (int i = 0; i < 20_000 && bed.cache.contains(KEY); i++) {
                    bed.cache.set(key(i), pattern(1_000, i));
                }
            }));
    }

    private static Arguments departure(final String name, final Consumer<CacheBed> departure) {
        return Arguments.of(name, departure);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("departures")
    void shouldKeepValueWhateverBecomesOfItsKey(final String name, final Consumer<CacheBed> departure) {
        for (final int length : new int[] {10, 1_000, 1_100, 100_000}) {
            cache.set(KEY, pattern(length, 3), 8, FOREVER);
            final ValueView first = cache.view(KEY);
            try (ValueView second = cache.view(KEY)) {
                departure.accept(bed);
                churn();

                assertArrayEquals(pattern(length, 3), first.toByteArray());
                first.close();
                churn();
                assertArrayEquals(pattern(length, 3), second.toByteArray());
                assertEquals(8, second.flags());
            }
            bed.assertAllComesBack();
        }
    }

    /** Takes and gives back every chunk that is free. */
    private void churn() {
        for (int i = 0; i < 100; i++) {
            cache.set(key(i), pattern(i * 100, i + 1));
            cache.delete(key(i));
        }
        cache.set(bytes("churn"), pattern(300_000, 77));
        cache.delete(bytes("churn"));
    }

    @Test
    void shouldGiveMemoryBackWhenTheLastViewOfADeletedValueCloses() {
        cache.set(KEY, pattern(100_000, 1));
        final ValueView first = cache.view(KEY);
        final ValueView second = cache.view(KEY);
        final int used = bed.usedChunks();

        cache.delete(KEY);
        assertEquals(used, bed.usedChunks());
        first.close();
        first.close();
        assertEquals(used, bed.usedChunks());
        second.close();

        assertEquals(0, bed.usedChunks());
    }

    @Test
    void shouldLeaveItemAloneWhenViewClosesBeforeItGoes() {
        bed.set("key", "value");

        cache.view(KEY).close();

        bed.assertValue("key", "value");
        assertEquals(1, bed.usedChunks());
    }

    @Test
    void shouldStoreAroundPinnedValues() {
        final ValueView[] views = new ValueView[20];
        for (int i = 0; i < views.length; i++) {
            cache.set(key(i), pattern(20_000, i));
            views[i] = cache.view(key(i));
            assertNotNull(views[i]);
        }

        for (int i = 0; i < 1_000; i++) {
            assertEquals(StoreResult.STORED, cache.set(bytes("other-" + i % 500), pattern(i * 37 % 30_000, i)));
        }

        for (int i = 0; i < views.length; i++) {
            assertArrayEquals(pattern(20_000, i), views[i].toByteArray());
            views[i].close();
        }
    }

    @Test
    void shouldBeRefusedMemoryWhenEverythingIsPinned() {
        final ValueView[] views = new ValueView[400];
        int pinned = 0;
        while (cache.add(key(pinned), pattern(30_000, pinned)) == StoreResult.STORED && pinned < 300) {
            views[pinned] = cache.view(key(pinned));
            pinned++;
        }

        assertTrue(pinned > 50 && pinned < 300, "pinned=" + pinned);
        for (int i = 0; i < pinned; i++) {
            assertArrayEquals(pattern(30_000, i), views[i].toByteArray());
            views[i].close();
        }
        assertEquals(StoreResult.STORED, cache.set(KEY, pattern(30_000, 1)));
    }

    /** Everything that can be asked of a view. */
    static Stream<Arguments> uses() {
        return Stream.of(
            use("length", ValueView::length),
            use("flags", ValueView::flags),
            use("casUnique", ValueView::casUnique),
            use("remaining", ValueView::remaining),
            use("get", view -> view.get(0)),
            use("get outside", view -> view.get(-1)),
            use("toByteArray", ValueView::toByteArray),
            use("buffers", ValueView::buffers),
            use("writeTo", view -> {
                try {
                    view.writeTo(new ChannelOf(1));
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
    }

    private static Arguments use(final String name, final Consumer<ValueView> use) {
        return Arguments.of(name, use);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uses")
    void shouldThrowWhenClosed(final String name, final Consumer<ValueView> use) {
        cache.set(KEY, pattern(100_000, 1));
        final ValueView view = cache.view(KEY);
        view.close();

        final Exception e = assertThrows(IllegalStateException.class, () -> use.accept(view));

        assertEquals("the view is closed", e.getMessage());
        assertEquals("ValueView[closed]", view.toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uses")
    void shouldThrowWhenCacheIsClosed(final String name, final Consumer<ValueView> use) {
        try (CacheBed other = new CacheBed()) {
            other.set("key", "value");
            final ValueView view = other.cache.view(KEY);
            other.cache.close();

            final Exception e = assertThrows(IllegalStateException.class, () -> use.accept(view));

            assertTrue(e.getMessage().startsWith("the cache is closed: name=cache-"), e.getMessage());
            view.close();
            view.close();
        }
    }

    @Test
    void shouldFindBytesInAnyOrder() {
        cache.set(KEY, pattern(100_000, 1));
        final byte[] expected = pattern(100_000, 1);
        try (ValueView view = cache.view(KEY)) {
            for (final int index : new int[] {99_999, 0, 50_000, 49_999, 99_999, 32_768, 1, 2, 3, 98_000, 97_000}) {
                assertEquals(expected[index], view.get(index), "index=" + index);
            }
        }
    }

    @Test
    void shouldDescribeItself() {
        cache.set(KEY, bytes("12345"), 7, FOREVER);
        try (ValueView view = cache.view(KEY)) {
            assertEquals("ValueView[length=5, flags=7, casUnique=" + view.casUnique() + ", remaining=5]",
                view.toString());
        }
    }

    @Test
    void shouldCountAsHit() {
        cache.set(KEY, bytes("1"), Duration.ofSeconds(1));
        cache.view(KEY).close();
        cache.view(KEY).close();

        assertEquals(2, cache.stats().hits());
        assertEquals(0, cache.stats().misses());
    }
}
