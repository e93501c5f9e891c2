/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection of a load: sends requests as places get free, and compares what comes back with what has to. For
 * one thread.
 */
final class LoadConnection {
    private static final int LEAST_BUFFER = 1 << 16;

    private final SocketChannel channel;
    private final TextExchanges exchanges;
    private final RequestSequence sequence;
    private final LoadCounters counters;
    private final int refill;
    private final ByteBuffer out;
    private final ByteBuffer in;
    private final int[] pending;
    private int firstPending;
    private int pendingCount;
    private boolean isRefilling;

    LoadConnection(final SocketChannel channel, final TextExchanges exchanges, final RequestSequence sequence,
        final LoadCounters counters, final LoadOptions options) {
        this.channel = channel;
        this.exchanges = exchanges;
        this.sequence = sequence;
        this.counters = counters;
        this.refill = options.refill();
        this.pending = new int[options.inFlight()];
        this.out = ByteBuffer.allocate(Math.max(LEAST_BUFFER, exchanges.longestRequest()));
        this.in = ByteBuffer.allocate(Math.max(LEAST_BUFFER, exchanges.longestReply()));
        out.limit(0);
    }

    /**
     * Does what the channel is ready for, then sends what there is room for.
     *
     * @param key of the selector, whose interest follows what is left to write
     * @throws IOException if the connection breaks
     * @throws IllegalStateException if a reply is not what it has to be
     */
    void advance(final SelectionKey key) throws IOException {
        if (key.isReadable()) {
            receive();
        }
        send();
        final int interest = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /**
     * Sends until nothing more fits into the socket or all places are taken.
     *
     * @throws IOException if the connection breaks
     */
    void send() throws IOException {
        while (true) {
            if (out.hasRemaining()) {
                channel.write(out);
                if (out.hasRemaining()) {
                    return;
                }
            }
            if (pendingCount == pending.length) {
                isRefilling = false;
            } else if (pending.length - pendingCount >= refill) {
                isRefilling = true;
            }
            if (!isRefilling) {
                return;
            }
            fill();
        }
    }

    private void fill() {
        out.clear();
        while (pendingCount < pending.length) {
            final int request = sequence.peek();
            final int index = RequestSequence.index(request);
            final byte[] bytes = RequestSequence.isSet(request) ? exchanges.set(index) : exchanges.get(index);
            if (out.remaining() < bytes.length) {
                break;
            }
            out.put(bytes);
            sequence.next();
            pending[(firstPending + pendingCount) % pending.length] = request;
            pendingCount++;
        }
        out.flip();
    }

    private void receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection: inFlight=" + pendingCount);
        }
        final int limit = in.position();
        int position = 0;
        long hits = 0;
        long misses = 0;
        long stored = 0;
        while (position < limit && pendingCount > 0) {
            final int request = pending[firstPending];
            final byte[] expected = expectedReply(request, position);
            if (!arrived(expected, position, limit)) {
                break;
            }
            position += expected.length;
            firstPending = firstPending + 1 == pending.length ? 0 : firstPending + 1;
            pendingCount--;
            if (expected == TextExchanges.STORED) {
                stored++;
            } else if (expected == TextExchanges.MISS) {
                misses++;
            } else {
                hits++;
            }
        }
        if (position < limit && pendingCount == 0) {
            throw new IllegalStateException("more came back than was asked for: " + excerpt(position, limit));
        }
        in.limit(limit).position(position);
        in.compact();
        counters.add(hits, misses, stored);
    }

    private byte[] expectedReply(final int request, final int position) {
        if (RequestSequence.isSet(request)) {
            return TextExchanges.STORED;
        }
        return in.get(position) == TextExchanges.MISS[0] ? TextExchanges.MISS
            : exchanges.value(RequestSequence.index(request));
    }

    private boolean arrived(final byte[] expected, final int position, final int limit) {
        final int length = Math.min(expected.length, limit - position);
        if (!Arrays.equals(in.array(), position, position + length, expected, 0, length)) {
            throw new IllegalStateException("a reply is not what it has to be: " + excerpt(position, limit)
                + ", expected: " + new String(expected, 0, Math.min(expected.length, 60), StandardCharsets.ISO_8859_1));
        }
        return length == expected.length;
    }

    private String excerpt(final int position, final int limit) {
        return new String(in.array(), position, Math.min(60, limit - position), StandardCharsets.ISO_8859_1);
    }
}
