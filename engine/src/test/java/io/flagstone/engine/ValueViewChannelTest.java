/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are written to channels from where they lie. */
class ValueViewChannelTest {
    private static final byte[] KEY = bytes("key");

    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;

    @AfterEach
    void close() {
        bed.assertAllComesBack();
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5_000, 32_768, 200_000})
    void shouldWriteAllToChannelThatTakesAll(final int length) throws IOException {
        cache.set(KEY, pattern(length, 1));
        final ChannelOf channel = new ChannelOf(Integer.MAX_VALUE);
        try (ValueView view = cache.view(KEY)) {
            assertEquals(length, view.writeTo(channel));

            assertEquals(0, view.remaining());
            assertEquals(0, view.writeTo(channel));
            assertEquals(length, view.length());
        }
        assertArrayEquals(pattern(length, 1), channel.taken());
    }

    @ParameterizedTest
    @CsvSource({"10,1", "5000,999", "100000,32725", "100000,7777", "200000,32751", "200000,100000"})
    void shouldGoOnWhereChannelStopped(final int length, final int bite) throws IOException {
        cache.set(KEY, pattern(length, 1));
        final ChannelOf channel = new ChannelOf(0, bite, 0, 1, bite / 2);
        try (ValueView view = cache.view(KEY)) {
            int written = 0;
            while (view.remaining() > 0) {
                final int taken = view.writeTo(channel);
                assertTrue(taken >= 0);
                written += taken;
                assertEquals(length - written, view.remaining());
                assertEquals(written, channel.taken().length);
                cache.set(KEY, pattern(length, written));
            }
            assertEquals(length, written);
        }
        assertArrayEquals(pattern(length, 1), channel.taken());
    }

    @Test
    void shouldWriteToFile(@TempDir final Path directory) throws IOException {
        cache.set(KEY, pattern(300_000, 1));
        final Path file = directory.resolve("value");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                ValueView view = cache.view(KEY)) {
            while (view.remaining() > 0) {
                view.writeTo(channel);
            }
        }
        assertArrayEquals(pattern(300_000, 1), Files.readAllBytes(file));
    }

    @Test
    void shouldKeepItsPlaceWhenChannelFails() throws IOException {
        cache.set(KEY, pattern(100_000, 1));
        final ChannelOf channel = new ChannelOf(10_000, 0);
        final IOException failure = new IOException("of the channel");
        final ByteBuffer[] kept = new ByteBuffer[1];
        try (ValueView view = cache.view(KEY)) {
            view.writeTo(channel);
            assertSame(failure, assertThrows(IOException.class, () -> view.writeTo(new WritableByteChannel() {
                @Override
                public int write(final ByteBuffer source) throws IOException {
                    kept[0] = source;
                    throw failure;
                }

                @Override
                public boolean isOpen() {
                    return true;
                }

                @Override
                public void close() {
                    // nothing to give back
                }
            })));
            assertEquals(90_000, view.remaining());
            assertEquals(0, kept[0].remaining());
            assertEquals(0, kept[0].capacity());

            final ChannelOf rest = new ChannelOf(Integer.MAX_VALUE);
            assertEquals(90_000, view.writeTo(rest));
            assertArrayEquals(Arrays.copyOfRange(pattern(100_000, 1), 10_000, 100_000), rest.taken());
        }
    }
}
