/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A channel that takes so many bytes at each call, in turn; it remembers what it took. */
final class ChannelOf implements WritableByteChannel {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final int[] appetite;
    private int calls;

    ChannelOf(final int... appetite) {
        this.appetite = appetite;
    }

    @Override
    public int write(final ByteBuffer source) {
        final int bytes = Math.min(appetite[calls++ % appetite.length], source.remaining());
        final byte[] copy = new byte[bytes];
        source.get(copy);
        taken.writeBytes(copy);
        return bytes;
    }

    byte[] taken() {
        return taken.toByteArray();
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
