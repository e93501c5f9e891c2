/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.engine.ValueView;
import io.flagstone.listener.command.InFlightMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;

/** What a client did not take yet, in order: bytes and pinned values. */
final class PendingOutput {
    private final ArrayDeque<Object> parts = new ArrayDeque<>(4);
    private final BufferPool pool;
    private final InFlightMemory inFlight;
    /** Bytes of the values among the parts. */
    private int valueBytes;

    PendingOutput(final BufferPool pool, final InFlightMemory inFlight) {
        this.pool = pool;
        this.inFlight = inFlight;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    int parts() {
        return parts.size();
    }

    boolean holdsValue() {
        return valueBytes > 0;
    }

    /** Keeps a copy; false if there is no room for it. */
    boolean add(final ByteBuffer source, final int from, final int to) {
        final ByteBuffer copy = pool.takeForOutput(to - from);
        if (copy == null) {
            return false;
        }
        copy.put(0, source, from, to - from).limit(to - from);
        parts.add(copy);
        return true;
    }

    void add(final ValueView view) {
        inFlight.begin(view.length());
        valueBytes += view.length();
        parts.add(view);
    }

    /** Writes as much as the channel takes; returns the bytes written. */
    long writeTo(final WritableByteChannel channel) throws IOException {
        long total = 0;
        while (!parts.isEmpty()) {
            final Object part = parts.peek();
            final boolean done;
            int sent = 0;
            if (part instanceof ValueView view) {
                total += view.writeTo(channel);
                done = view.remaining() == 0;
                sent = done ? view.length() : 0;
            } else {
                final ByteBuffer bytes = (ByteBuffer) part;
                total += channel.write(bytes);
                done = !bytes.hasRemaining();
            }
            if (!done) {
                break;
            }
            parts.poll();
            release(part);
            inFlight.end(sent);
            valueBytes -= sent;
        }
        return total;
    }

    private void release(final Object part) {
        if (part instanceof ValueView view) {
            view.close();
        } else {
            pool.giveOutput((ByteBuffer) part);
        }
    }

    /** Releases each part whatever the others throw; without any memory of its own. */
    private void releaseAll() {
        Throwable first = null;
        while (!parts.isEmpty()) {
            try {
                release(parts.poll());
            } catch (final RuntimeException | Error e) {
                first = Endings.joined(first, e);
            }
        }
        Endings.rethrow(first);
    }

    /** Lets go of everything. */
    void clear() {
        final int bytes = valueBytes;
        valueBytes = 0;
        try {
            inFlight.end(bytes);
        } finally {
            releaseAll();
        }
    }
}
