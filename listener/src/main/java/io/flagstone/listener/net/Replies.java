/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.engine.ValueView;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.InFlightMemory;
import io.flagstone.listener.command.ReplySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/** What one client is sent: at once as far as it takes it, and the rest later. Every method is its worker's. */
final class Replies implements ReplySink {
    private final Transport transport;
    private final GatheringByteChannel output;
    private final Counters counters;
    private final PendingOutput pending;
    private boolean failed;

    /** @param inFlight is told of values that the client does not take. */
    Replies(final Transport transport, final Counters counters, final BufferPool pool, final InFlightMemory inFlight) {
        this.transport = transport;
        this.counters = counters;
        output = transport.output();
        pending = new PendingOutput(pool, inFlight);
    }

    /** Tells whether the connection has to end: what follows would be misread, or the client is gone. */
    boolean hasFailed() {
        return failed;
    }

    void fail() {
        failed = true;
    }

    @Override
    public void send(final ByteBuffer bytes, final int length) {
        int written = 0;
        if (pending.isEmpty() && !failed) {
            bytes.position(0).limit(length);
            try {
                written = output.write(bytes);
                counters.add(Counter.BYTES_WRITTEN, written);
            } catch (final IOException e) {
                failed = true;
            } finally {
                bytes.clear();
            }
        }
        if (written < length && !failed) {
            keepOutput(bytes, written, length);
        }
    }

    /** Keeps bytes for later; false, and the connection ends, if there is no room: what follows would be misread. */
    private boolean keepOutput(final ByteBuffer bytes, final int from, final int to) {
        if (pending.add(bytes, from, to)) {
            return true;
        }
        counters.increment(Counter.RESPONSE_REFUSED);
        failed = true;
        return false;
    }

    @Override
    public void send(final ValueView value) {
        boolean kept = false;
        try {
            if (pending.isEmpty() && !failed) {
                counters.add(Counter.BYTES_WRITTEN, value.writeTo(output));
            }
            if (value.remaining() > 0 && !failed) {
                pending.add(value);
                kept = true;
            }
        } catch (final IOException e) {
            failed = true;
        } finally {
            if (!kept) {
                value.close();
            }
        }
    }

    @Override
    public void send(final ByteBuffer bytes, final int split, final int length, final ValueView value) {
        boolean kept = false;
        try {
            final int whole = value.remaining();
            final long written = pending.isEmpty() && !failed ? write(bytes, split, length, value) : 0;
            final int before = (int) Math.min(split, written);
            final int behind = (int) written - before - (whole - value.remaining());
            if (failed || before < split && !keepOutput(bytes, before, split)) {
                return;
            }
            if (value.remaining() > 0) {
                pending.add(value);
                kept = true;
            }
            if (split + behind < length) {
                keepOutput(bytes, split + behind, length);
            }
        } catch (final IOException e) {
            failed = true;
        } finally {
            if (!kept) {
                value.close();
            }
        }
    }

    private long write(final ByteBuffer bytes, final int split, final int length, final ValueView value)
            throws IOException {
        try {
            final long written = value.writeTo(output, bytes.position(0).limit(split),
                bytes.duplicate().limit(length).position(split));
            counters.add(Counter.BYTES_WRITTEN, written);
            return written;
        } finally {
            bytes.clear();
        }
    }

    @Override
    public boolean isBlocked() {
        return failed || !pending.isEmpty() || transport.holdsOutput();
    }

    /** Sends what was kept, as far as the client takes it; returns the bytes that it took. */
    long sendKept() throws IOException {
        final long written = pending.writeTo(output);
        if (written > 0) {
            counters.add(Counter.BYTES_WRITTEN, written);
        }
        return written;
    }

    /** Has what lies between here and the socket sent on, if there is something. */
    void flush() throws IOException {
        if (transport.holdsOutput()) {
            transport.flush();
        }
    }

    /** Sends the last words, unless others are in front of them. */
    void sendLast(final byte[] words) throws IOException {
        if (pending.isEmpty()) {
            output.write(ByteBuffer.wrap(words));
        }
    }

    /** Tells whether nothing is kept. */
    boolean isEmpty() {
        return pending.isEmpty();
    }

    boolean holdsValue() {
        return pending.holdsValue();
    }

    /** Tells how many parts are kept. */
    int parts() {
        return pending.parts();
    }

    /** Lets go of what is kept. */
    void clear() {
        pending.clear();
    }
}
