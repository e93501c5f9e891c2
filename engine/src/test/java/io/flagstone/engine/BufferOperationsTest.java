/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.SECOND;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations by absolute offsets. */
class BufferOperationsTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;
    private final BufferOperations operations = cache.buffers();

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    private static ByteBuffer buffer(final boolean direct, final String content) {
        final ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(content.length())
            : ByteBuffer.allocate(content.length());
        return buffer.put(bytes(content)).position(1).limit(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldDoEveryOperationAtItsOffsets(final boolean direct) {
        final ByteBuffer in = buffer(direct, "..key...value41..");
        final MutableLong number = new MutableLong();
        final ItemCopier reader = new ItemCopier();
        final int deadline = cache.clock().now() + 10;

        assertEquals(Lookup.MISS, operations.read(in, 2, 3, reader));
        assertNull(operations.view(in, 2, 3));
        assertEquals(StoreResult.STORED, operations.store(StoreMode.ADD, in, 2, 3, in, 8, 5, 12, deadline, 0));
        assertEquals(Lookup.HIT, operations.read(in, 2, 3, reader));
        assertArrayEquals(bytes("value"), reader.item().value());
        assertEquals(12, reader.item().flags());
        assertEquals(StoreResult.STORED, operations.store(StoreMode.APPEND, in, 2, 3, in, 13, 2, 99, 99, 0));
        bed.assertValue("key", "value41");
        assertEquals(12, bed.gets("key").flags());
        try (ValueView view = operations.view(in, 2, 3)) {
            assertArrayEquals(bytes("value41"), view.toByteArray());
        }
        assertEquals(StoreResult.STORED, operations.store(StoreMode.CAS, in, 2, 3, in, 13, 2, 0, deadline,
            bed.gets("key").casUnique()));
        assertEquals(DeltaResult.OK, operations.increment(in, 2, 3, 1, number));
        assertEquals(42, number.value);
        assertEquals(DeltaResult.OK, operations.decrement(in, 2, 3, 43, number));
        assertEquals(0, number.value);
        assertEquals(TouchResult.TOUCHED, operations.touch(in, 2, 3, deadline + 10));
        bed.pass(SECOND);
        bed.assertValue("key", "0 ");
        assertEquals(DeleteResult.EXISTS, operations.delete(in, 2, 3, 1));
        assertEquals(DeleteResult.DELETED, operations.delete(in, 2, 3, 0));
        assertEquals(DeleteResult.NOT_FOUND, operations.delete(in, 2, 3, 0));
        assertEquals(TouchResult.NOT_FOUND, operations.touch(in, 2, 3, 0));
        assertEquals(DeltaResult.NOT_FOUND, operations.increment(in, 2, 3, 1, number));
        assertEquals(buffer(direct, "..key...value41..").clear(), in.duplicate().clear());
        assertEquals(1, in.position());
        assertEquals(2, in.limit());
    }

    @Test
    void shouldStoreKeyAndValueFromDifferentBuffers() {
        final ByteBuffer key = buffer(false, "key");
        final ByteBuffer value = ByteBuffer.allocateDirect(100_000).put(0, pattern(100_000, 3));

        assertEquals(StoreResult.STORED, operations.store(StoreMode.SET, key, 0, 3, value, 10_000, 90_000, 0, 0, 0));

        assertArrayEquals(Arrays.copyOfRange(pattern(100_000, 3), 10_000, 100_000), cache.get(KEY));
    }

    static Stream<Consumer<int[]>> keyed() {
        final CacheBed bed = CacheBed.ofMegabytes(1);
        final BufferOperations operations = bed.cache.buffers();
        final ByteBuffer in = ByteBuffer.allocate(300);
        final MutableLong number = new MutableLong();
        return Stream.<Consumer<int[]>>of(
            at -> operations.read(in, at[0], at[1], new ItemCopier()),
            at -> operations.view(in, at[0], at[1]),
            at -> operations.store(StoreMode.SET, in, at[0], at[1], in, 0, 1, 0, 0, 0),
            at -> operations.newWriter().begin(in, at[0], at[1], 1, 0, 0),
            at -> operations.delete(in, at[0], at[1], 0),
            at -> operations.touch(in, at[0], at[1], 0),
            at -> operations.increment(in, at[0], at[1], 1, number),
            at -> operations.decrement(in, at[0], at[1], 1, number)).onClose(bed::close);
    }

    @ParameterizedTest
    @MethodSource("keyed")
    void shouldRefuseKeysOutsideOfTheirBuffer(final Consumer<int[]> operation) {
        for (final int[] at : new int[][] {{-1, 5}, {298, 3}, {300, 1}, {Integer.MAX_VALUE, 1},
            {Integer.MIN_VALUE, 1}}) {
            assertEquals("the bytes must lie in the buffer: offset=" + at[0] + " length=" + at[1] + " capacity=300",
                assertThrows(IndexOutOfBoundsException.class, () -> operation.accept(at)).getMessage());
        }
        for (final int[] at : new int[][] {{0, 0}, {0, 251}, {0, -1}, {0, Integer.MIN_VALUE}}) {
            assertEquals("a key must have 1 to 250 bytes: keyLength=" + at[1],
                assertThrows(IllegalArgumentException.class, () -> operation.accept(at)).getMessage());
        }
    }

    @Test
    void shouldRefuseValuesOutsideOfTheirBuffer() {
        final ByteBuffer key = ByteBuffer.wrap(KEY);
        final ByteBuffer value = ByteBuffer.allocate(10);
        for (final int[] at : new int[][] {{-1, 5}, {0, 11}, {11, 0}, {5, 6}, {0, -1}, {Integer.MAX_VALUE, 10}}) {
            assertEquals("the bytes must lie in the buffer: offset=" + at[0] + " length=" + at[1] + " capacity=10",
                assertThrows(IndexOutOfBoundsException.class,
                    () -> operations.store(StoreMode.SET, key, 0, 3, value, at[0], at[1], 0, 0, 0)).getMessage());
        }
        assertEquals(StoreResult.STORED, operations.store(StoreMode.SET, key, 0, 3, value, 10, 0, 0, 0, 0));
    }
}
