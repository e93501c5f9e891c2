/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import io.flagstone.protocol.binary.BinaryHeader;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts what comes by one connection into commands, each a head and perhaps a body. Of a body that comes in pieces
 * nothing is kept but the value, and that only up to a bound.
 */
final class CommandCutter {
    /** The most that is read at once. */
    static final int LARGEST_READ = 64 << 10;
    /** The longest line that the server itself waits for. */
    private static final int LONGEST_LINE = 4 << 20;
    private static final byte[] NOTHING = {};

    private final int largestValue;
    private ByteBuffer in = ByteBuffer.allocate(LARGEST_READ);
    private int start;
    private int end;
    /** Null before the first byte. */
    private CommandReader reader;
    /** What the server will refuse is passed on, for ever. */
    private boolean lost;
    private CommandDraft draft;
    private long left;
    private byte[] value = NOTHING;
    private int valueAt;
    private int headLeft;

    CommandCutter(final int largestValue) {
        this.largestValue = largestValue;
    }

    /** Room for what comes next, to be given back to {@link #came}. */
    ByteBuffer room() {
        if (in.capacity() - end < LARGEST_READ) {
            final int size = end - start;
            final byte[] bytes = Arrays.copyOfRange(in.array(), start, end);
            if (in.capacity() - size < LARGEST_READ) {
                in = ByteBuffer.allocate(2 * in.capacity());
            }
            in.clear().put(0, bytes);
            start = 0;
            end = size;
        }
        return in.limit(end + LARGEST_READ).position(end);
    }

    /** Takes what was read into {@link #room}. */
    void came() {
        end = in.position();
    }

    /** Whether a command was begun that has not gone through. */
    boolean inCommand() {
        return lost || left > 0;
    }

    /** Whether there is something that has come and was not cut. */
    boolean hasInput() {
        return end > start;
    }

    /** Finds the next command, if its head has come. */
    boolean next() {
        if (start == end) {
            start = 0;
            end = 0;
            return false;
        }
        if (reader == null) {
            reader = in.get(start) == BinaryHeader.REQUEST_MAGIC ? new BinaryReader() : new TextReader();
        }
        final int head = reader.read(in, start, end);
        if (head == 0) {
            lost = end - start > LONGEST_LINE;
            return false;
        }
        draft = reader.draft();
        left = head + draft.bodyLength;
        headLeft = head;
        value = draft.valueLength > 0 && draft.valueLength <= largestValue ? new byte[draft.valueLength] : NOTHING;
        valueAt = 0;
        return true;
    }

    /** The command under way, or the last one. */
    CommandDraft draft() {
        return draft;
    }

    /** The value of the command that has gone through; empty if there is none, or one that is too large. */
    byte[] value() {
        return value;
    }

    /** Lets bytes of the command go through, as many as are there and fit; into nothing if the target is null. */
    void pass(final ByteBuffer target) {
        int length = end - start;
        if (!lost) {
            length = (int) Math.min(length, left);
        }
        if (target != null) {
            length = Math.min(length, target.remaining());
            target.put(in.array(), start, length);
        }
        if (!lost) {
            keepValue(length);
            left -= length;
        }
        start += length;
    }

    private void keepValue(final int length) {
        final int ofHead = Math.min(headLeft, length);
        headLeft -= ofHead;
        final int ofValue = Math.min(value.length - valueAt, length - ofHead);
        System.arraycopy(in.array(), start + ofHead, value, valueAt, ofValue);
        valueAt += ofValue;
    }
}
