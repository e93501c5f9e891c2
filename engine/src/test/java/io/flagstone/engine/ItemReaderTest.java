/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemReaderTest {
    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    /** Counts the looks and does something at each. */
    private static final class Looker extends ItemReader {
        private final Consumer<ItemView> action;
        private int looks;

        Looker(final Consumer<ItemView> action) {
            this.action = action;
        }

        @Override
        protected void onItem(final ItemView item) {
            looks++;
            action.accept(item);
        }
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 100, 5_000, 32_700, 33_000, 200_000})
    void shouldShowItemInPlace(final int length) {
        cache.set(bytes("key"), pattern(length, 4), 77, FOREVER);
        final CacheItem expected = bed.gets("key");
        final ByteBuffer heap = ByteBuffer.allocate(length + 5);
        final ByteBuffer direct = ByteBuffer.allocateDirect(length + 5);
        final Looker reader = new Looker(item -> {
            assertEquals(77, item.flags());
            assertEquals(expected.casUnique(), item.casUnique());
            assertEquals(length, item.valueLength());
            assertTrue(bed.slabClass(item.slabClass()).items() == 1);
            item.copyTo(heap, 3);
            item.copyTo(direct, 5);
        });

        assertEquals(Lookup.HIT, cache.read(bytes("key"), reader));

        assertEquals(1, reader.looks);
        assertArrayEquals(pattern(length, 4), contentFrom(heap, 3, length));
        assertArrayEquals(pattern(length, 4), contentFrom(direct, 5, length));
        assertEquals(0, heap.position());
        assertEquals(0, direct.get(4));
    }

    private static byte[] contentFrom(final ByteBuffer buffer, final int index, final int length) {
        final byte[] content = new byte[length];
        buffer.get(index, content);
        return content;
    }

    @Test
    void shouldShowNothingOnMiss() {
        final Looker reader = new Looker(item -> { });

        assertEquals(Lookup.MISS, cache.read(bytes("absent"), reader));

        assertEquals(0, reader.looks);
        assertEquals(1, cache.stats().misses());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 200_000})
    void shouldTellWhatHasExpired(final int length) {
        final Looker reader = new Looker(item -> { });
        cache.set(bytes("key"), pattern(length, 4), SECOND);
        bed.pass(SECOND);

        assertEquals(Lookup.EXPIRED, cache.read(bytes("key"), reader));

        assertEquals(0, reader.looks);
        assertEquals(1, cache.stats().misses());
        assertEquals(1, cache.stats().expiredGets());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 200_000})
    void shouldTellWhatWasFlushed(final int length) {
        final Looker reader = new Looker(item -> { });
        cache.set(bytes("key"), pattern(length, 4));
        cache.flush();

        assertEquals(Lookup.FLUSHED, cache.read(bytes("key"), reader));

        assertEquals(0, reader.looks);
        assertEquals(1, cache.stats().misses());
        assertEquals(1, cache.stats().flushedGets());
    }

    @Test
    void shouldLookAgainWhenItemChangedMeanwhile() {
        bed.set("key", "old");
        final int[] length = new int[1];
        final Looker reader = new Looker(item -> {
            length[0] = item.valueLength();
            if (length[0] == 3) {
                bed.set("key", "brand-new");
            }
        });

        assertEquals(Lookup.HIT, cache.read(bytes("key"), reader));

        assertEquals(2, reader.looks);
        assertEquals(9, length[0]);
        assertEquals(1, cache.stats().hits());
    }

    @Test
    void shouldTellMissWhenItemWentMeanwhile() {
        bed.set("key", "old");

        assertEquals(Lookup.MISS, cache.read(bytes("key"), new Looker(item -> cache.delete(bytes("key")))));
    }

    @Test
    void shouldComeToAnEndWhenItemChangesAtEveryLook() {
        bed.set("key", "value0");
        final ByteBuffer seen = ByteBuffer.allocate(100);
        final Looker[] reader = new Looker[1];
        reader[0] = new Looker(item -> {
            bed.set("key", "value" + reader[0].looks);
            item.copyTo(seen, 0);
        });

        assertEquals(Lookup.HIT, cache.read(bytes("key"), reader[0]));

        final int looks = reader[0].looks;
        assertTrue(looks > 2 && looks < 20, "looks=" + looks);
        assertArrayEquals(bytes("value" + (looks - 1)), contentFrom(seen, 0, 6));
        bed.assertValue("key", "value" + looks);
        bed.assertAllComesBack();
    }

    @Test
    void shouldForgetFailureOfLookThatCountsForNothing() {
        bed.set("key", "old");
        final Looker reader = new Looker(item -> {
            if (item.valueLength() == 3) {
                bed.set("key", "brand-new");
                throw new IllegalStateException("saw something old");
            }
        });

        assertEquals(Lookup.HIT, cache.read(bytes("key"), reader));

        assertEquals(2, reader.looks);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 200_000})
    void shouldCloseAfterReaderFailed(final int length) {
        cache.set(bytes("key"), pattern(length, 1));
        final IllegalStateException failure = new IllegalStateException("of the reader");
        final Looker reader = new Looker(item -> {
            throw failure;
        });

        assertSame(failure, assertThrows(IllegalStateException.class, () -> cache.read(bytes("key"), reader)));

        assertEquals(1, reader.looks);
        bed.assertAllComesBack();
        assertTimeoutPreemptively(Duration.ofSeconds(60), cache::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 200_000})
    void shouldRefuseTargetThatIsTooSmall(final int length) {
        cache.set(bytes("key"), pattern(length, 1));
        final ByteBuffer target = ByteBuffer.allocate(length);

        for (final int index : new int[] {-1, 1, length, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            final IndexOutOfBoundsException e = assertThrows(IndexOutOfBoundsException.class,
                () -> cache.read(bytes("key"), new Looker(item -> item.copyTo(target, index))));
            assertEquals("the value must fit: index=" + index + " valueLength=" + length + " capacity=" + length,
                e.getMessage());
        }
        assertEquals(ByteBuffer.allocate(length), target);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 200_000})
    void shouldRefuseTargetThatIsReadOnly(final int length) {
        cache.set(bytes("key"), pattern(length, 1));
        final ByteBuffer target = ByteBuffer.allocateDirect(length).asReadOnlyBuffer();

        assertThrows(IllegalArgumentException.class,
            () -> cache.read(bytes("key"), new Looker(item -> item.copyTo(target, 0))));

        assertEquals(ByteBuffer.allocate(length), target);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 100, 5_000, 33_000, 200_000})
    void shouldReadBytesOfTheValueWhereverTheyLie(final int length) {
        final byte[] value = pattern(length, 4);
        final ByteBuffer expected = ByteBuffer.wrap(value);
        cache.set(bytes("key"), value);
        final Looker reader = new Looker(item -> {
            for (int i = 0; i <= length - 8; i = i + 8 > length - 8 || length < 1_000 ? i + 1 : i + 7) {
                assertEquals(value[i], item.get(i));
                assertEquals(expected.getInt(i), item.getInt(i));
                assertEquals(expected.getLong(i), item.getLong(i));
            }
            assertEquals(value[length - 1], item.get(length - 1));
            assertEquals(expected.getInt(length - 4), item.getInt(length - 4));
        });

        assertEquals(Lookup.HIT, cache.read(bytes("key"), reader));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 200_000})
    void shouldRefuseIndexOutsideOfTheValue(final int length) {
        cache.set(bytes("key"), pattern(length, 1));
        cache.read(bytes("key"), new Looker(item -> {
            for (final int index : new int[] {-1, length, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                final Exception e = assertThrows(IndexOutOfBoundsException.class, () -> item.get(index));
                assertEquals("the bytes must lie in the value: index=" + index + " bytes=1 valueLength=" + length,
                    e.getMessage());
            }
            assertThrows(IndexOutOfBoundsException.class, () -> item.getInt(length - 3));
            assertThrows(IndexOutOfBoundsException.class, () -> item.getLong(length - 7));
            assertThrows(IndexOutOfBoundsException.class, () -> item.getLong(Integer.MAX_VALUE));
        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 100, 33_000, 200_000})
    void shouldCompareTheValueInPlace(final int length) {
        cache.set(bytes("key"), pattern(length, 4));
        final byte[] longer = Arrays.copyOf(pattern(length, 4), length + 1);
        cache.read(bytes("key"), new Looker(item -> {
            assertTrue(item.valueEquals(pattern(length, 4)));
            assertFalse(item.valueEquals(longer));
            for (int i = 0; i < length; i += Math.max(1, length / 13)) {
                final byte[] other = pattern(length, 4);
                other[i]++;
                assertFalse(item.valueEquals(other), "differs at " + i);
            }
            if (length > 0) {
                final byte[] other = pattern(length, 4);
                other[length - 1]++;
                assertFalse(item.valueEquals(other));
                assertFalse(item.valueEquals(Arrays.copyOf(other, length - 1)));
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 200_000})
    void shouldCopyToArrayAndToPosition(final int length) {
        cache.set(bytes("key"), pattern(length, 4));
        final byte[] array = new byte[length + 3];
        final ByteBuffer direct = ByteBuffer.allocateDirect(length + 3).position(2).limit(length + 2);
        cache.read(bytes("key"), new Looker(item -> {
            item.copyTo(array, 3);
            direct.position(2);
            item.copyTo(direct);
            assertThrows(IndexOutOfBoundsException.class, () -> item.copyTo(array, 4));
            assertThrows(IndexOutOfBoundsException.class, () -> item.copyTo(array, -1));
            if (length > 0) {
                assertThrows(IndexOutOfBoundsException.class, () -> item.copyTo(direct));
            }
            assertThrows(IllegalArgumentException.class, () -> item.copyTo(direct.asReadOnlyBuffer()));
        }));

        assertArrayEquals(pattern(length, 4), Arrays.copyOfRange(array, 3, length + 3));
        assertEquals(length + 2, direct.position());
        assertArrayEquals(pattern(length, 4), contentFrom(direct.limit(length + 3), 2, length));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 200_000})
    void shouldBeOfNoUseOutsideOfTheCall(final int length) {
        cache.set(bytes("key"), pattern(length, 1), 3, FOREVER);
        final ItemView[] kept = new ItemView[1];
        final String[] description = new String[1];
        cache.read(bytes("key"), new Looker(item -> {
            kept[0] = item;
            description[0] = item.toString();
        }));

        for (final Consumer<ItemView> use : List.<Consumer<ItemView>>of(ItemView::flags, ItemView::casUnique,
                ItemView::valueLength, ItemView::slabClass, item -> item.get(0), item -> item.getInt(0),
                item -> item.getLong(0), item -> item.valueEquals(new byte[length]),
                item -> item.copyTo(new byte[length], 0), item -> item.copyTo(ByteBuffer.allocate(length)),
                item -> item.copyTo(ByteBuffer.allocate(length), 0))) {
            final Exception e = assertThrows(IllegalStateException.class, () -> use.accept(kept[0]));
            assertEquals("an ItemView is valid only inside of the call that received it", e.getMessage());
        }
        assertEquals("ItemView[none]", kept[0].toString());
        final CacheItem item = bed.gets("key");
        assertTrue(description[0].startsWith("ItemView[valueLength=" + length + ", flags=3, casUnique="
            + item.casUnique() + ", slabClass="), description[0]);
    }
}
