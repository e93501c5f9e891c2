/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.junit.jupiter.api.Test;

class TlsWireTest {
    private static final byte HANDSHAKE = 22;
    private static final int AT_ONCE = 4 << 10;

    /** A client that sends so fast that there is always more: so many bytes at a time. */
    private record Endless(int atATime) implements ReadableByteChannel {
        @Override
        public int read(final ByteBuffer target) {
            final int given = Math.min(atATime, target.remaining());
            for (int i = 0; i < given; i++) {
                target.put(HANDSHAKE);
            }
            return given;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // It has nothing to give back.
        }
    }

    private static int readInATurn(final TlsWire wire) throws IOException {
        wire.turn();
        int total = 0;
        int read = 1;
        while (read > 0 && total < 1 << 20) {
            read = wire.read(ByteBuffer.allocate(AT_ONCE));
            total += read;
        }
        return total;
    }

    @Test
    void shouldReadOnlySoMuchInATurnThoughThereIsMore() throws IOException {
        final TlsWire wire = new TlsWire(new Endless(Integer.MAX_VALUE), null);
        for (int turn = 0; turn < 3; turn++) {
            final int read = readInATurn(wire);
            assertTrue(read >= 16 << 10 && read <= 64 << 10, "read=" + read);
        }
    }

    @Test
    void shouldNotAskAgainWhoGaveLessThanThereWasRoomFor() throws IOException {
        final TlsWire wire = new TlsWire(new Endless(AT_ONCE - 1), null);
        assertEquals(AT_ONCE - 1, readInATurn(wire));
        assertEquals(AT_ONCE - 1, readInATurn(wire));
    }
}
