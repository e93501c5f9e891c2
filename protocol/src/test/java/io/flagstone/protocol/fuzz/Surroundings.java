/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The same bytes in surroundings that must make no difference to who reads them. */
final class Surroundings {
    private static final int RED_ZONE = 32;

    private Surroundings() {
    }

    /** Nothing around: an index out of range throws. */
    static ByteBuffer none(final byte[] data) {
        return ByteBuffer.wrap(data).asReadOnlyBuffer();
    }

    /** Outside of the heap, between bytes that go on with a line, a number or a length. */
    static ByteBuffer of(final byte[] data, final byte filling) {
        final byte[] room = new byte[data.length + 2 * RED_ZONE];
        Arrays.fill(room, filling);
        System.arraycopy(data, 0, room, RED_ZONE, data.length);
        return ByteBuffer.allocateDirect(room.length).put(0, room).slice(RED_ZONE, data.length + RED_ZONE);
    }

    /** Fails if a rule does not hold. */
    static void require(final boolean holds, final String rule) {
        if (!holds) {
            throw new IllegalStateException(rule);
        }
    }
}
