/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that a view lends, and takes back. */
class ValueViewBuffersTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.close();
    }

    private static byte[] content(final ByteBuffer[] buffers) {
        final ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (final ByteBuffer buffer : buffers) {
            final byte[] piece = new byte[buffer.remaining()];
            buffer.get(piece);
            content.writeBytes(piece);
        }
        return content.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 32_768, 33_000, 100_000, 700_000})
    void shouldLendTheWholeValueAsOftenAsAsked(final int length) {
        assertEquals(StoreResult.STORED, cache.set(KEY, pattern(length, 3)));
        try (ValueView view = cache.view(KEY)) {
            final ByteBuffer[] first = view.buffers();
            assertArrayEquals(pattern(length, 3), content(first));
            assertArrayEquals(pattern(length, 3), content(view.buffers()));
            assertEquals(0, content(first).length);
            assertTrue(length <= 64_000 || first.length > 1, "buffers=" + first.length);
            assertTrue(length > 0 || first.length == 0, "buffers=" + first.length);
            for (final ByteBuffer buffer : first) {
                assertTrue(buffer.isDirect() && buffer.isReadOnly());
            }
        }
        bed.assertAllComesBack();
    }

    @Test
    void shouldLetNobodyWrite() {
        cache.set(KEY, bytes("value"));
        try (ValueView view = cache.view(KEY)) {
            final ByteBuffer buffer = view.buffers()[0];
            assertThrows(ReadOnlyBufferException.class, () -> buffer.put(0, (byte) 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 100_000})
    void shouldShowNoForeignBytesAfterClose(final int length) {
        cache.set(KEY, pattern(length, 3));
        final ValueView view = cache.view(KEY);
        final ByteBuffer[] unread = view.buffers();
        final ByteBuffer[] halfRead = view.buffers();
        for (final ByteBuffer buffer : halfRead) {
            buffer.position(buffer.limit() / 2).mark();
        }
        view.close();
        cache.delete(KEY);
        for (int i = 0; i < 100; i++) {
            cache.set(key(i), pattern(length, i));
        }

        for (final ByteBuffer[] all : new ByteBuffer[][] {unread, halfRead}) {
            for (final ByteBuffer buffer : all) {
                assertEquals(0, buffer.remaining());
                assertEquals(0, buffer.capacity());
                assertThrows(BufferUnderflowException.class, buffer::get);
                assertThrows(IndexOutOfBoundsException.class, () -> buffer.get(0));
                assertThrows(IndexOutOfBoundsException.class, () -> buffer.getLong(8));
                assertThrows(IllegalArgumentException.class, () -> buffer.limit(1));
                assertEquals(0, buffer.duplicate().clear().remaining());
            }
        }
        bed.assertAllComesBack();
    }

    @Test
    void shouldKeepTheMemoryOfAClosedCacheUntilWhatItLentIsBack() {
        cache.set(KEY, pattern(100_000, 3));
        final ValueView first = cache.view(KEY);
        final ValueView second = cache.view(KEY);
        final ByteBuffer[] firstBuffers = first.buffers();
        final ByteBuffer[] secondBuffers = second.buffers();
        first.buffers();

        cache.close();
        assertArrayEquals(pattern(100_000, 3), content(firstBuffers));
        first.close();
        first.close();

        assertArrayEquals(pattern(100_000, 3), content(secondBuffers));
        assertTrue(bed.cache.core.arena.address(bed.cache.core.arena.pageReference(1)) > 4096);
        second.close();
        assertEquals(0, content(secondBuffers).length);
        assertTrue(bed.cache.core.arena.address(bed.cache.core.arena.pageReference(1)) < 1 << 20, "it is freed");
    }

    @Test
    void shouldBeIndependentOfWhatIsWritten() throws Exception {
        cache.set(KEY, pattern(100_000, 3));
        try (ValueView view = cache.view(KEY)) {
            final ByteBuffer[] buffers = view.buffers();
            final ChannelOf channel = new ChannelOf(500, 0);
            view.writeTo(channel);
            assertArrayEquals(pattern(100_000, 3), content(buffers));
            assertEquals(99_500, view.remaining());
            assertEquals(pattern(100_000, 3)[99_999], view.get(99_999));
            final ByteBuffer[] later = view.buffers();
            assertNotSame(buffers[0], later[0]);
            assertNotEquals(0, later[0].remaining());
            assertArrayEquals(pattern(100_000, 3), content(later));
        }
    }
}
