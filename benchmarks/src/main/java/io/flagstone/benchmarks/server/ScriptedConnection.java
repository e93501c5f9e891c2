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

/**
 * One connection of a load: sends some requests of the script together, compares what comes back with what has to, and
 * goes on with the next once all is in. For one thread.
 */
final class ScriptedConnection {
    private static final int SHOWN = 60;

    private final SocketChannel channel;
    private final Script script;
    private final ByteBuffer out;
    private final ByteBuffer expected;
    private int end;

    ScriptedConnection(final SocketChannel channel, final Script script, final int first) {
        this.channel = channel;
        this.script = script;
        out = script.requests();
        expected = script.replies();
        begin(first);
    }

    private void begin(final int first) {
        end = script.end(first);
        out.limit(script.requestStart(end)).position(script.requestStart(first));
        expected.limit(script.replyStart(end)).position(script.replyStart(first));
    }

    /**
     * Writes what there is to write.
     *
     * @throws IOException if the connection breaks
     */
    void send(final SelectionKey key) throws IOException {
        channel.write(out);
        final int interest = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /**
     * Reads once, verifies, and sends the next requests if it was the last of the replies.
     *
     * @param in for the replies; empty before and after
     * @return requests that are answered now: all that were sent together, or 0
     * @throws IOException           if the connection breaks
     * @throws IllegalStateException if a reply is not what it has to be
     */
    int receive(final ByteBuffer in, final SelectionKey key) throws IOException {
        in.clear();
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        in.flip();
        verify(in);
        if (expected.hasRemaining()) {
            return 0;
        }
        final int first = script.next(end);
        begin(first);
        send(key);
        return end - first;
    }

    private void verify(final ByteBuffer in) {
        final int whole = expected.limit();
        final int from = expected.position();
        if (in.remaining() > whole - from) {
            throw new IllegalStateException("more came back than was asked for: " + excerpt(in, 0));
        }
        expected.limit(from + in.remaining());
        final int wrong = expected.mismatch(in);
        if (wrong >= 0) {
            throw new IllegalStateException("a reply is not what it has to be: " + excerpt(in, wrong)
                + ", expected: " + excerpt(expected, wrong));
        }
        expected.position(expected.limit()).limit(whole);
    }

    private static String excerpt(final ByteBuffer bytes, final int around) {
        final int from = bytes.position() + Math.max(0, around - SHOWN / 2);
        final byte[] shown = new byte[Math.min(SHOWN, bytes.limit() - from)];
        bytes.get(from, shown);
        return new String(shown, StandardCharsets.ISO_8859_1);
    }
}
