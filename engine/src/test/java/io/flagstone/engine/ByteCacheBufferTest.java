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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and values in every kind of buffer. */
class ByteCacheBufferTest {
    /** A way to put bytes into a buffer, with other bytes around them. */
    enum Kind {
        HEAP, HEAP_READ_ONLY, HEAP_SLICE, HEAP_ARRAY_OFFSET, DIRECT, DIRECT_READ_ONLY, DIRECT_SLICE, LITTLE_ENDIAN;

        ByteBuffer of(final byte[] bytes) {
            return switch (this) {
                case HEAP -> fill(ByteBuffer.allocate(bytes.length + 20), bytes);
                case HEAP_READ_ONLY -> HEAP.of(bytes).asReadOnlyBuffer();
                case HEAP_SLICE -> HEAP.of(bytes).slice();
                case HEAP_ARRAY_OFFSET ->
                    fill(ByteBuffer.allocate(bytes.length + 40).slice(13, bytes.length + 20), bytes);
                case DIRECT -> fill(ByteBuffer.allocateDirect(bytes.length + 20), bytes);
                case DIRECT_READ_ONLY -> DIRECT.of(bytes).asReadOnlyBuffer();
                case DIRECT_SLICE -> DIRECT.of(bytes).slice();
                case LITTLE_ENDIAN -> DIRECT.of(bytes).order(ByteOrder.LITTLE_ENDIAN);
            };
        }

        private static ByteBuffer fill(final ByteBuffer buffer, final byte[] bytes) {
            for (int i = 0; i < buffer.capacity(); i++) {
                buffer.put(i, (byte) 'x');
            }
            buffer.put(7, bytes);
            return buffer.position(7).limit(7 + bytes.length);
        }
    }

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.close();
    }

    private static byte[] content(final ByteBuffer buffer) {
        final byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @ParameterizedTest
    @EnumSource
    void shouldStoreFromBufferAndLeaveItAsItWas(final Kind kind) {
        for (final int length : new int[] {0, 1, 5, 64, 65, 500, 70_000}) {
            final ByteBuffer key = kind.of(bytes("key" + length));
            final ByteBuffer value = kind.of(pattern(length, 3));
            final ByteBuffer keyBefore = key.duplicate();
            final ByteBuffer valueBefore = value.duplicate();

            assertEquals(StoreResult.STORED, cache.set(key, value, 42, FOREVER));

            assertArrayEquals(pattern(length, 3), cache.get(bytes("key" + length)));
            assertEquals(42, cache.gets(bytes("key" + length)).flags());
            assertEquals(keyBefore, key);
            assertEquals(keyBefore.position(), key.position());
            assertEquals(valueBefore, value);
            assertEquals(valueBefore.position(), value.position());
        }
    }

    static Stream<Kind> writable() {
        return Stream.of(Kind.values()).filter(kind -> !kind.of(bytes("")).isReadOnly());
    }

    @ParameterizedTest
    @MethodSource("writable")
    void shouldCopyIntoBufferAndMoveItsPosition(final Kind kind) {
        for (final int length : new int[] {0, 1, 5, 64, 65, 500, 70_000}) {
            cache.set(bytes("key"), pattern(length, 9));
            final ByteBuffer target = kind.of(pattern(length + 3, 1));
            final int start = target.position();

            assertEquals(length, cache.get(kind.of(bytes("key")), target));

            assertEquals(start + length, target.position());
            assertEquals(3, target.remaining());
            assertArrayEquals(new byte[] {pattern(length + 3, 1)[length]}, new byte[] {target.get(start + length)});
            assertArrayEquals(pattern(length, 9), content(target.duplicate().position(start).limit(start + length)));
        }
    }

    @ParameterizedTest
    @MethodSource("writable")
    void shouldCutOffValueAtTheLimitOfTheBuffer(final Kind kind) {
        for (final int length : new int[] {5, 64, 65, 500, 70_000}) {
            cache.set(bytes("key"), pattern(length, 9));
            final ByteBuffer target = kind.of(pattern(length - 2, 1));
            final ByteBuffer whole = target.duplicate();
            final int start = target.position();
            final byte[] behind = content(whole.duplicate().limit(whole.capacity()).position(whole.limit()));

            assertEquals(length, cache.get(ByteBuffer.wrap(bytes("key")), target));

            assertEquals(0, target.remaining());
            assertArrayEquals(Arrays.copyOf(pattern(length, 9), length - 2), content(whole.position(start)));
            assertArrayEquals(behind, content(whole.limit(whole.capacity()).position(target.limit())));
        }
    }

    @Test
    void shouldLeaveBufferAloneOnMiss() {
        final ByteBuffer target = ByteBuffer.allocate(10).position(3);

        assertEquals(ByteCache.NOT_FOUND, cache.get(ByteBuffer.wrap(bytes("absent")), target));

        assertEquals(3, target.position());
        assertEquals(ByteBuffer.allocate(7), target);
    }

    @ParameterizedTest
    @EnumSource(names = {"HEAP_READ_ONLY", "DIRECT_READ_ONLY"})
    void shouldRefuseTargetThatIsReadOnly(final Kind kind) {
        bed.set("key", "value");
        final ByteBuffer target = kind.of(bytes("untouched"));

        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> cache.get(ByteBuffer.wrap(bytes("key")), target));

        assertTrue(e.getMessage().startsWith("target must be writable: target="), e.getMessage());
        assertArrayEquals(bytes("untouched"), content(target));
    }

    @Test
    void shouldRefuseKeysOfWrongLengthInBuffers() {
        for (final int length : new int[] {0, 251}) {
            final ByteBuffer key = ByteBuffer.allocate(length);
            final ByteBuffer value = ByteBuffer.allocate(1);
            assertThrows(IllegalArgumentException.class, () -> cache.get(key, value));
            assertThrows(IllegalArgumentException.class, () -> cache.set(key, value, 0, FOREVER));
        }
    }

    @Test
    void shouldStoreFromBufferInEveryMode() {
        final ByteBuffer key = ByteBuffer.wrap(bytes("key"));

        assertEquals(StoreResult.NOT_STORED, store(StoreMode.REPLACE, key, "1", 0));
        assertEquals(StoreResult.NOT_STORED, store(StoreMode.APPEND, key, "1", 0));
        assertEquals(StoreResult.NOT_STORED, store(StoreMode.PREPEND, key, "1", 0));
        assertEquals(StoreResult.NOT_FOUND, store(StoreMode.CAS, key, "1", 7));
        assertEquals(StoreResult.STORED, store(StoreMode.ADD, key, "2", 0));
        assertEquals(StoreResult.NOT_STORED, store(StoreMode.ADD, key, "3", 0));
        assertEquals(StoreResult.STORED, store(StoreMode.APPEND, key, "4", 0));
        assertEquals(StoreResult.STORED, store(StoreMode.PREPEND, key, "1", 0));
        bed.assertValue("key", "124");
        assertEquals(StoreResult.STORED, store(StoreMode.REPLACE, key, "5", 0));
        assertEquals(StoreResult.EXISTS, store(StoreMode.CAS, key, "6", bed.gets("key").casUnique() + 1));
        assertEquals(StoreResult.STORED, store(StoreMode.CAS, key, "7", bed.gets("key").casUnique()));
        bed.assertValue("key", "7");
        assertEquals(StoreResult.STORED, store(StoreMode.SET, key, "8", 0));
        bed.assertValue("key", "8");
    }

    private StoreResult store(final StoreMode mode, final ByteBuffer key, final String value, final long cas) {
        return cache.store(mode, key, ByteBuffer.wrap(bytes(value)), 1, FOREVER, cas);
    }
}
