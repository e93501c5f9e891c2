/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ValueView;
import io.flagstone.protocol.text.TextReplies;
import io.flagstone.protocol.text.TextResponseEncoder;
import java.nio.ByteBuffer;

/** The replies that a worker has made for one connection and not sent yet. */
final class ReplyBuffer {
    static final int CAPACITY = 128 << 10;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
    private final CommandLog log;
    private Conversation conversation;
    private ReplySink sink;
    private int index;
    /** What lies in front of it ends a reply of which the connection has had the beginning. */
    private int kept;
    /** A value that goes out from where it lies, behind so many bytes of the buffer; null if there is none. */
    private ValueView held;
    private int heldBehind;

    ReplyBuffer(final CommandLog log) {
        this.log = log;
    }

    /** Starts to make replies for a connection; what is left of one that failed is nobody's. */
    void open(final Conversation with, final ReplySink of) {
        conversation = with;
        sink = of;
        kept = 0;
        drop();
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

    boolean hasRoom(final int bytes) {
        return CAPACITY - index >= bytes;
    }

    /** Makes room; false if the connection has to take what there is first. */
    boolean ensure(final int bytes) {
        if (hasRoom(bytes)) {
            return true;
        }
        flush();
        return !sink.isBlocked();
    }

    /** Answers a command with a line, which the log shows too; a client that wants no answer gets none. */
    void answer(final byte[] reply, final boolean noreply) {
        if (log.isOn()) {
            log.reply(conversation, reply, noreply);
        }
        if (!noreply) {
            put(reply);
        }
    }

    /**
     * Answers a command with what was written into {@link #buffer()} behind {@link #index()}.
     *
     * @param lineEnd behind the line, which the log shows.
     * @param end     behind what follows it.
     */
    void answer(final int lineEnd, final int end, final boolean noreply) {
        if (log.isOn()) {
            log.reply(conversation, buffer, index, lineEnd - index, noreply);
        }
        if (!noreply) {
            index = end;
        }
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
        keep();
    }

    /** Answers a command with a number. */
    void answer(final long number, final boolean noreply) {
        if (log.isOn()) {
            log.reply(conversation, number, noreply);
        }
        if (noreply) {
            return;
        }
        if (CAPACITY - index < TextReplies.NON_NUMERIC.length) {
            flush();
        }
        index = TextResponseEncoder.number(buffer, index, number);
    }

    /**
     * Adds a value that goes out from where it lies, together with what is in front of it and behind. One that is added
     * already is sent, and with it what is in front of this one.
     */
    void hold(final ValueView value) {
        if (held != null) {
            flush();
        }
        held = value;
        heldBehind = index;
    }

    /** Whether a value is added already. */
    boolean isHolding() {
        return held != null;
    }

    /** Lets {@link #drop} spare what is there: it ends a reply that was begun to be sent. */
    void keep() {
        kept = index;
    }

    /** Forgets what was not sent, but for what ends a reply of which a part was. */
    void drop() {
        index = kept;
        if (held != null && heldBehind >= kept) {
            held.close();
            held = null;
        }
    }

    /** Hands everything to the connection. */
    void flush() {
        final int length = index;
        final ValueView value = held;
        index = 0;
        kept = 0;
        held = null;
        if (value != null) {
            sink.send(buffer, heldBehind, length, value);
        } else if (length > 0) {
            sink.send(buffer, length);
        }
    }

    ReplySink sink() {
        return sink;
    }
}
