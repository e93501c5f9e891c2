/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of several chunks that go to a channel in one call. */
class ValueViewGatherTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    /** Takes so many bytes at each call, over the edges of buffers. */
    private static final class Gatherer implements GatheringByteChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final List<ByteBuffer> seen = new ArrayList<>();
        private final int[] appetite;
        private int calls;
        private int single;
        private int most;

        Gatherer(final int... appetite) {
            this.appetite = appetite;
        }

        @Override
        public long write(final ByteBuffer[] sources) {
            int left = appetite[calls++ % appetite.length];
            most = Math.max(most, sources.length);
            long total = 0;
            for (final ByteBuffer source : sources) {
                seen.add(source);
                final byte[] piece = new byte[Math.min(left, source.remaining())];
                source.get(piece);
                taken.writeBytes(piece);
                left -= piece.length;
                total += piece.length;
            }
            return total;
        }

        @Override
        public long write(final ByteBuffer[] sources, final int offset, final int length) {
            return write(Arrays.copyOfRange(sources, offset, offset + length));
        }

        @Override
        public int write(final ByteBuffer source) {
            single++;
            return (int) write(new ByteBuffer[] {source});
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing to give back
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5_000, 32_768, 200_000, 600_000, 1_000_000})
    void shouldTakeFewCallsForManyChunks(final int length) throws IOException {
        cache.set(KEY, pattern(length, 1));
        final Gatherer channel = new Gatherer(Integer.MAX_VALUE);
        final int chunks;
        try (ValueView view = cache.view(KEY)) {
            chunks = view.buffers().length;
            assertEquals(length, view.writeTo(channel));
            assertEquals(0, view.remaining());
            assertEquals(0, view.writeTo(channel));
        }
        assertArrayEquals(pattern(length, 1), channel.taken.toByteArray());
        assertTrue(length < 100_000 || chunks > 3, "chunks=" + chunks);
        assertEquals((chunks + 63) / 64, channel.calls);
        assertEquals(Math.min(chunks, 64), channel.most);
        assertEquals(0, channel.single);
    }

    @ParameterizedTest
    @CsvSource({"10,1", "5000,999", "100000,32725", "100000,7777", "200000,32751", "200000,65502", "900000,524289"})
    void shouldGoOnWhereChannelStopped(final int length, final int bite) throws IOException {
        cache.set(KEY, pattern(length, 1));
        final Gatherer channel = new Gatherer(0, bite, 0, 1, bite / 2);
        try (ValueView view = cache.view(KEY)) {
            int written = 0;
            while (view.remaining() > 0) {
                final int taken = view.writeTo(channel);
                written += taken;
                assertEquals(length - written, view.remaining());
                assertEquals(written, channel.taken.size());
                cache.set(KEY, pattern(length, written));
            }
        }
        assertArrayEquals(pattern(length, 1), channel.taken.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"0,5,1000000", "5000,5,1000000", "5000,0,1000000", "5000,5,3", "200000,5,7", "200000,5,32751",
        "1000000,9,400000"})
    void shouldWriteWhatIsInFrontAndBehindWithTheValue(final int length, final int around, final int bite)
            throws IOException {
        cache.set(KEY, pattern(length, 1));
        final ByteBuffer before = ByteBuffer.wrap(pattern(around, 2));
        final ByteBuffer behind = ByteBuffer.wrap(pattern(around, 3));
        final Gatherer channel = new Gatherer(bite, 0);
        try (ValueView view = cache.view(KEY)) {
            while (before.hasRemaining() || view.remaining() > 0 || behind.hasRemaining()) {
                final int left = before.remaining() + view.remaining() + behind.remaining();
                final long taken = view.writeTo(channel, before, behind);
                assertEquals(left - taken, before.remaining() + view.remaining() + behind.remaining());
            }
        }
        final byte[] wanted = ByteBuffer.allocate(length + 2 * around).put(pattern(around, 2))
            .put(pattern(length, 1)).put(pattern(around, 3)).array();
        assertArrayEquals(wanted, channel.taken.toByteArray());
        assertEquals(0, channel.single);
    }

    @Test
    void shouldTakeBackWhatChannelKept() throws IOException {
        cache.set(KEY, pattern(300_000, 1));
        final Gatherer channel = new Gatherer(40_000);
        final ChannelOf plain = new ChannelOf(Integer.MAX_VALUE);
        try (ValueView view = cache.view(KEY)) {
            assertEquals(40_000, view.writeTo(channel));
            assertEquals(260_000, view.writeTo(plain));
            assertTrue(channel.seen.size() > 1);
            for (final ByteBuffer kept : channel.seen) {
                assertEquals(0, kept.remaining());
                assertEquals(0, kept.capacity());
            }
        }
    }
}
