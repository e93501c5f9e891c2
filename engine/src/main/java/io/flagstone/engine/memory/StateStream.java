/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the parts of a cache know beside the arena's memory, as one sequence of numbers that is either being saved or
 * being loaded. A part passes each of its fields through {@code next} and keeps the answer, so that one method does
 * both, and what is read cannot differ from what was written.
 */
public final class StateStream {
    private final boolean loading;
    private ByteBuffer bytes;

    private StateStream(final boolean loading, final ByteBuffer bytes) {
        this.loading = loading;
        this.bytes = bytes;
    }

    /**
     * Starts to save.
     *
     * @return a stream without content.
     */
    public static StateStream saving() {
        return new StateStream(false, ByteBuffer.allocate(64 << 10));
    }

    /**
     * Starts to load.
     *
     * @param content what {@link #content()} returned.
     * @return a stream at its start.
     */
    public static StateStream loading(final ByteBuffer content) {
        return new StateStream(true, content);
    }

    /**
     * Tells the direction.
     *
     * @return whether numbers come out of the stream.
     */
    public boolean isLoading() {
        return loading;
    }

    /**
     * Passes a number.
     *
     * @param value to save; not looked at when loading.
     * @return the number that was saved.
     */
    public int next(final int value) {
        if (loading) {
            return bytes.getInt();
        }
        room().putInt(value);
        return value;
    }

    /**
     * Passes a number.
     *
     * @param value to save; not looked at when loading.
     * @return the number that was saved.
     */
    public long next(final long value) {
        if (loading) {
            return bytes.getLong();
        }
        room().putLong(value);
        return value;
    }

    /**
     * Passes a number that must be one of a range, so that a file that somebody has changed is refused before its
     * numbers are used.
     *
     * @param value    to save; not looked at when loading.
     * @param least    when loading.
     * @param greatest when loading.
     * @return the number that was saved.
     * @throws IllegalStateException if what is loaded is out of range.
     */
    public int next(final int value, final int least, final int greatest) {
        final int number = next(value);
        if (loading && (number < least || number > greatest)) {
            throw new IllegalStateException("a saved number must be " + least + " to " + greatest + ": number="
                + number);
        }
        return number;
    }

    /**
     * Passes how many numbers follow.
     *
     * @param value to save; not looked at when loading.
     * @return the count that was saved.
     * @throws IllegalStateException if fewer follow.
     */
    public int nextCount(final int value) {
        final int count = next(value);
        expect(count);
        return count;
    }

    /**
     * Checks that so many numbers follow, when loading.
     *
     * @param count of numbers.
     * @throws IllegalStateException if fewer follow.
     */
    public void expect(final int count) {
        if (loading && (count < 0 || count > bytes.remaining() / Integer.BYTES)) {
            throw new IllegalStateException("all that is counted must have been saved: count=" + count + " bytesLeft="
                + bytes.remaining());
        }
    }

    /**
     * Passes the first numbers of an array whose count was passed before.
     *
     * @param values to save; replaced by a larger one when loading, if need be.
     * @param count  how many.
     * @return the array.
     */
    public int[] next(final int[] values, final int count) {
        final int[] all = values.length < count ? new int[count] : values;
        for (int i = 0; i < count; i++) {
            all[i] = next(all[i]);
        }
        return all;
    }

    /** Checks that all was loaded that was saved, when loading. */
    public void end() {
        if (loading && bytes.hasRemaining()) {
            throw new IllegalStateException("all that was saved must be loaded: bytesLeft=" + bytes.remaining());
        }
    }

    private ByteBuffer room() {
        if (bytes.remaining() < Long.BYTES) {
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), bytes.capacity() * 2)).position(bytes.position());
        }
        return bytes;
    }

    /**
     * Gives what was saved.
     *
     * @return the bytes.
     */
    public ByteBuffer content() {
        return bytes.duplicate().flip();
    }
}
