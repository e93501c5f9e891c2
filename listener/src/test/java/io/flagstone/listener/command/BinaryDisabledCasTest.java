/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.ServerConfig;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The binary dialect with {@code -C}, as memcached 1.6.18 answers. */
class BinaryDisabledCasTest {
    private static final int UNIQUE_OFFSET = 16;

    @Test
    void shouldStoreWhateverUniqueIsGivenButNeitherCountNorDelete() {
        try (BinaryDesk desk = new BinaryDesk(ServerConfig.builder().cas(false))) {
            assertEquals("1 0", asked(desk, BinaryDesk.packet(0x01, 8, "k", "1"), 7));
            assertEquals("2 2", asked(desk, BinaryDesk.packet(0x02, 8, "k", "1"), 7));
            assertEquals("3 0", asked(desk, BinaryDesk.packet(0x03, 8, "k", "2"), 7));
            assertEquals("e 0", asked(desk, BinaryDesk.packet(0x0e, 0, "k", "3"), 7));
            assertEquals("5 2", asked(desk, BinaryDesk.packet(0x05, 20, "k", ""), 7));
            assertEquals("4 2", asked(desk, BinaryDesk.packet(0x04, 0, "k", ""), 7));
            assertEquals("0 0", asked(desk, BinaryDesk.packet(0x00, 0, "k", ""), 0));
            assertEquals("4 0", asked(desk, BinaryDesk.packet(0x04, 0, "k", ""), 0));
        }
    }

    /** Opcode and status of the answer, whose unique must be 0. */
    private static String asked(final BinaryDesk desk, final byte[] packet, final long unique) {
        ByteBuffer.wrap(packet).putLong(UNIQUE_OFFSET, unique);
        desk.send(packet);
        final ByteBuffer answer = desk.received();
        assertEquals(0, answer.getLong(UNIQUE_OFFSET));
        return Integer.toHexString(answer.get(1)) + ' ' + Integer.toHexString(answer.getShort(6));
    }
}
