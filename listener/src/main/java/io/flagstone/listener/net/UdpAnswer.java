/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.engine.ValueView;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.InFlightMemory;
import io.flagstone.listener.command.ReplySink;
import io.flagstone.protocol.udp.UdpFrame;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.WritableByteChannel;

/**
 * The answer to one datagram: gathered first, since every datagram of it tells how many there are, and then sent some
 * datagrams at a time. It belongs to one socket, and is used again for the next request.
 */
final class UdpAnswer implements ReplySink {
    /** Values that are short enough to be copied, and all other words, of one answer. */
    static final int LONGEST_COPY = 1 << 20;

    private final ByteBuffer datagram = ByteBuffer.allocateDirect(UdpFrame.MAX_DATAGRAM_LENGTH);
    private final WritableByteChannel intoDatagram = new IntoDatagram(datagram);
    private final PendingOutput parts;
    private final Counters counters;
    private final long longest;
    private SocketAddress client;
    private int requestId;
    private int copied;
    private long length;
    private int sequence;

    /** @param largestItem of which one has to fit; more would be of use only to who makes others the receivers. */
    UdpAnswer(final BufferPool pool, final InFlightMemory inFlight, final Counters counters, final int largestItem) {
        parts = new PendingOutput(pool, inFlight);
        this.counters = counters;
        longest = Math.min(UdpFrame.MAX_MESSAGE_LENGTH, largestItem + (long) LONGEST_COPY);
    }

    /** Begins to gather the answer to a request. */
    void begin(final SocketAddress to, final int id) {
        clear();
        client = to;
        requestId = id;
    }

    @Override
    public void send(final ByteBuffer bytes, final int count) {
        copied += count;
        length += count;
        if (!isBlocked() && !parts.add(bytes, 0, count)) {
            counters.increment(Counter.RESPONSE_REFUSED);
            copied = LONGEST_COPY + 1;
        }
    }

    @Override
    public void send(final ValueView value) {
        length += value.remaining();
        if (isBlocked()) {
            value.close();
        } else {
            parts.add(value);
        }
    }

    /** Tells whether the answer has become longer than any may be. */
    @Override
    public boolean isBlocked() {
        return copied > LONGEST_COPY || length > longest;
    }

    /** Tells whether nothing is left to be sent. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /**
     * Sends as many datagrams as there are, or may be sent, and tells how many. What a full socket does not take is
     * lost, and so is the rest, which is of no use then.
     */
    int sendSome(final DatagramChannel channel, final int most) throws IOException {
        final int total = UdpFrame.datagrams((int) length);
        final int first = sequence;
        while (sequence - first < most && sequence < total) {
            datagram.clear().position(UdpFrame.putHeader(datagram, 0, requestId, sequence, total));
            parts.writeTo(intoDatagram);
            final int sent = channel.send(datagram.flip(), client);
            counters.add(Counter.BYTES_WRITTEN, sent);
            if (sent == 0) {
                break;
            }
            sequence++;
        }
        final int count = sequence - first;
        if (sequence == total || datagram.hasRemaining()) {
            clear();
        }
        return count;
    }

    /** Lets go of what was not sent. */
    void clear() {
        parts.clear();
        copied = 0;
        length = 0;
        sequence = 0;
        datagram.position(datagram.limit());
    }

    /** Takes as much as the datagram has room for. */
    private record IntoDatagram(ByteBuffer datagram) implements WritableByteChannel {
        @Override
        public int write(final ByteBuffer source) {
            final int count = Math.min(source.remaining(), datagram.remaining());
            datagram.put(datagram.position(), source, source.position(), count);
            datagram.position(datagram.position() + count);
            source.position(source.position() + count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // The datagram is used again.
        }
    }
}
