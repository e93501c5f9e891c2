/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.text.TextReplies;
import io.flagstone.protocol.text.TextResponseEncoder;
import java.nio.ByteBuffer;

/** The replies that a worker has made for one connection and not sent yet. */
final class ReplyBuffer {
    static final int CAPACITY = 128 << 10;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
    private ReplySink sink;
    private int index;

    /** Starts to make replies for a connection. */
    void open(final ReplySink of) {
        assert index == 0 : "the last connection's replies were not flushed";
        sink = of;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    int index() {
        return index;
    }

    /** Counts bytes in that were written into {@link #buffer()} behind {@link #index()}. */
    void advance(final int newIndex) {
        index = newIndex;
    }

    /** Makes room; false if the connection has to take what there is first. */
    boolean ensure(final int bytes) {
        if (CAPACITY - index >= bytes) {
            return true;
        }
        flush();
        return !sink.isBlocked();
    }

    /** Adds a reply of any length, whether the connection is blocked or not. */
    void put(final byte[] reply) {
        if (reply.length <= CAPACITY - index) {
            index = TextResponseEncoder.bytes(buffer, index, reply);
            return;
        }
        int done = 0;
        while (done < reply.length) {
            if (index == CAPACITY) {
                flush();
            }
            final int run = Math.min(CAPACITY - index, reply.length - done);
            buffer.put(index, reply, done, run);
            index += run;
            done += run;
        }
    }

    /** Adds a number and a line end. */
    void putNumber(final long number) {
        if (CAPACITY - index < TextReplies.NON_NUMERIC.length) {
            flush();
        }
        index = TextResponseEncoder.number(buffer, index, number);
    }

    /** Forgets what was not sent. */
    void drop() {
        index = 0;
    }

    /** Hands everything to the connection. */
    void flush() {
        if (index > 0) {
            final int length = index;
            index = 0;
            sink.send(buffer, length);
        }
    }

    ReplySink sink() {
        return sink;
    }
}
