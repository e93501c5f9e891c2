/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection of a load: requests go out together, and of each reply every byte is looked at. For one thread, whose
 * buffers it borrows for as long as a call lasts.
 */
final class LoadConnection {
    private static final int SHOWN = 60;
    /** In the words of every dialect. */
    private static final String NO_MEMORY = "out of memory";

    private final SocketChannel channel;
    private final Exchange exchange;
    private final InFlight requests;
    private SelectionKey key;
    /** Requests that are not written yet, the youngest ones. */
    private int unwritten;
    /** What the socket did not take; null or empty mostly. */
    private ByteBuffer pending;
    /** The beginning of a line or header whose end has not come. */
    private byte[] rest = Wire.NOTHING;
    private boolean inBody;
    private int valueKey;
    private int valueVersion;
    private int valueLength;
    private int bodyAt;
    private byte[] tail;
    private boolean isLast;
    private boolean isWrong;

    LoadConnection(final SocketChannel channel, final Exchange exchange) {
        this.channel = channel;
        this.exchange = exchange;
        requests = new InFlight(exchange.load().inFlight(), exchange.load().keysPerGet());
    }

    void registered(final SelectionKey as) {
        key = as;
    }

    int inFlight() {
        return requests.size();
    }

    boolean isFull() {
        return requests.isFull();
    }

    /** Draws requests and sends them together. */
    void send(final int count, final long dueNanos) throws IOException {
        for (int i = 0; i < count; i++) {
            exchange.draw(requests, dueNanos);
        }
        unwritten += count;
        write();
    }

    /** Writes what there is to write, as far as the socket takes it. */
    void write() throws IOException {
        if (pending != null && pending.hasRemaining()) {
            channel.write(pending);
        }
        while (unwritten > 0 && (pending == null || !pending.hasRemaining())) {
            final ByteBuffer out = exchange.out().clear();
            do {
                exchange.write(requests, requests.slot(requests.size() - unwritten), out);
                unwritten--;
            } while (unwritten > 0 && out.remaining() >= exchange.longestRequest());
            channel.write(out.flip());
            if (out.hasRemaining()) {
                keep(out);
            }
        }
        final boolean waits = pending != null && pending.hasRemaining();
        final int interest = waits ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (waits || key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    private void keep(final ByteBuffer out) {
        if (pending == null || pending.capacity() < out.remaining()) {
            pending = ByteBuffer.allocateDirect(out.remaining());
        }
        pending.clear().put(out).flip();
    }

    /**
     * Reads once and verifies what came.
     *
     * @throws IOException if the connection breaks, or what came is no reply
     */
    void receive() throws IOException {
        final ByteBuffer in = exchange.in().clear();
        in.put(rest);
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection with " + requests.size() + " requests in flight");
        }
        in.flip();
        rest = Wire.NOTHING;
        final long now = exchange.now();
        while (in.hasRemaining() || inBody) {
            if (inBody) {
                if (!body(in, now)) {
                    break;
                }
            } else if (!head(in, now)) {
                rest = new byte[in.remaining()];
                in.get(rest);
            }
        }
    }

    /** Reads up to where a value begins; false if not all of it has come. */
    private boolean head(final ByteBuffer in, final long now) throws IOException {
        final Wire wire = exchange.wire();
        if (requests.size() == 0) {
            throw new IOException("more came back than was asked for: " + excerpt(in));
        }
        final int used = wire.head(in, in.position(), in.limit(), requests);
        if (used == Wire.BROKEN) {
            throw new IOException("what came back is no reply to a " + requests.operation() + ": " + excerpt(in));
        }
        if (used == Wire.PART) {
            return false;
        }
        final Tally tally = exchange.tally();
        switch (wire.reply) {
            case VALUE, FOREIGN -> begin(wire, in, tally);
            case END -> {
                exchange.missed(requests, requests.keys());
                answered(tally, now);
            }
            case DONE -> {
                tally.stored += requests.operation() == Operation.SET ? 1 : 0;
                answered(tally, now);
            }
            case ABSENT -> {
                tally.absent++;
                answered(tally, now);
            }
            case ERROR -> {
                final String said = excerpt(in);
                if (requests.operation() == Operation.SET && said.toLowerCase(Locale.ROOT).contains(NO_MEMORY)) {
                    tally.refused++;
                } else {
                    tally.error("the server refuses a " + requests.operation() + ": " + said);
                }
                answered(tally, now);
            }
            default -> throw new IllegalStateException("reply=" + wire.reply);
        }
        in.position(in.position() + used);
        return true;
    }

    private void begin(final Wire wire, final ByteBuffer in, final Tally tally) {
        inBody = true;
        bodyAt = 0;
        valueLength = wire.length;
        valueVersion = wire.version;
        tail = wire.tail;
        isLast = wire.last;
        if (wire.reply == Reply.FOREIGN) {
            valueKey = -1;
            isWrong = true;
            tally.error("a value of another key than was asked for: " + excerpt(in));
            return;
        }
        exchange.missed(requests, wire.index);
        valueKey = requests.key(wire.index);
        requests.next(wire.index + 1);
        isWrong = valueLength != exchange.content().length(valueKey);
        if (isWrong) {
            tally.error("a value of another length than was stored, " + exchange.content().length(valueKey) + ": "
                + excerpt(in));
        }
    }

    /** Compares what has come of a value; false if there is more of it to come. */
    private boolean body(final ByteBuffer in, final long now) throws IOException {
        final int count = Math.min(in.remaining(), valueLength - bodyAt);
        if (count > 0) {
            if (!isWrong && !exchange.content().matches(valueKey, valueVersion, bodyAt, count, in)) {
                isWrong = true;
                exchange.tally().error("a value is not what was stored under its key: key=" + valueKey + ", version="
                    + valueVersion + ", length=" + valueLength + ", from byte " + bodyAt + " on: " + excerpt(in));
            }
            in.position(in.position() + count);
            bodyAt += count;
        }
        for (int i = bodyAt - valueLength; i >= 0 && i < tail.length && in.hasRemaining(); i++) {
            if (in.get(in.position()) != tail[i]) {
                throw new IOException("a value does not end where it has to: " + excerpt(in));
            }
            in.position(in.position() + 1);
            bodyAt++;
        }
        if (bodyAt < valueLength + tail.length) {
            return false;
        }
        inBody = false;
        exchange.tally().hits += isWrong ? 0 : 1;
        if (isLast) {
            answered(exchange.tally(), now);
        }
        return true;
    }

    private void answered(final Tally tally, final long now) {
        tally.took(now - requests.due());
        requests.remove();
    }

    private static String excerpt(final ByteBuffer in) {
        final byte[] shown = new byte[Math.min(SHOWN, in.remaining())];
        in.get(in.position(), shown);
        for (int i = 0; i < shown.length; i++) {
            shown[i] = shown[i] < ' ' || shown[i] > '~' ? (byte) '.' : shown[i];
        }
        return new String(shown, StandardCharsets.US_ASCII);
    }

    boolean isClosed() {
        return !channel.isOpen();
    }

    void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            // It is gone either way.
            pending = null;
        }
    }
}
