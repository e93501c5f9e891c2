/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;

/** The replies that one client is not sent yet, in their order. Belongs to one worker. */
final class HeldReplies {
    static final BooleanSupplier AT_ONCE = () -> true;
    private static final long MOST_BYTES = 64 << 20;

    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private long bytes;
    private boolean stuck;
    /** Whether there is any; for other threads. */
    private volatile boolean holding;

    private record Part(ByteBuffer bytes, BooleanSupplier mayGo) {
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether there is any; may be called by any thread. */
    boolean isHolding() {
        return holding;
    }

    /** Whether the first may go; asked for without a look at whether the client takes it. */
    boolean isDue() {
        return !parts.isEmpty() && parts.peek().mayGo.getAsBoolean();
    }

    /** Whether the client has not taken what may go. */
    boolean isStuck() {
        return stuck;
    }

    /** Takes all that is left of a buffer. */
    void add(final ByteBuffer source, final BooleanSupplier mayGo) throws IOException {
        bytes += source.remaining();
        if (bytes > MOST_BYTES) {
            throw new IOException("more than " + MOST_BYTES + " bytes of replies are held for one client");
        }
        parts.add(new Part(ByteBuffer.allocate(source.remaining()).put(source).flip(), mayGo));
        holding = true;
    }

    /** Sends what may go, as far as the client takes it. */
    void send(final GatheringByteChannel output) throws IOException {
        stuck = false;
        while (!stuck && isDue()) {
            final ByteBuffer next = parts.peek().bytes;
            bytes -= output.write(next);
            stuck = next.hasRemaining();
            if (!stuck) {
                parts.remove();
            }
        }
        holding = !parts.isEmpty();
    }

    void clear() {
        parts.clear();
        holding = false;
        bytes = 0;
        stuck = false;
    }
}
