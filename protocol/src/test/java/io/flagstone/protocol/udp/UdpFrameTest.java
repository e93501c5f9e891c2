/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdpFrameTest {
    private static final int MARGIN = 5;

    private static boolean isRequest(final String hex) {
        final byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        final ByteBuffer padded = ByteBuffer.allocate(bytes.length + MARGIN).put(MARGIN, bytes);
        return UdpFrame.isRequest(padded, MARGIN, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000 0000 0001 0000 67", "ffff 0000 0001 0000 80", "0001 ffff 0001 ffff 6d6e"})
    void shouldTakeADatagramThatIsAWholeRequest(final String hex) {
        assertTrue(isRequest(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0000 0000 0001 00", "0000 0000 0001 0000", "0000 0000 0000 0000 67",
        "0000 0000 0002 0000 67", "0000 0000 0101 0000 67", "0000 0000 0100 0000 67", "0000 0001 ffff 0000 67"})
    void shouldDropADatagramThatIsEmptyOrNotTheWholeRequest(final String hex) {
        assertFalse(isRequest(hex));
    }

    @Test
    void shouldReadTheRequestIdWithoutASign() {
        final ByteBuffer datagram = ByteBuffer.wrap(new byte[] {0, (byte) 0xfe, (byte) 0xdc}).order(
            ByteOrder.LITTLE_ENDIAN);
        assertEquals(0xfedc, UdpFrame.requestId(datagram, 1));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "1391,1", "1392,1", "1393,2", "2784,2", "2785,3", "91224720,65535"})
    void shouldSendAtMost1400BytesAtATime(final int messageLength, final int datagrams) {
        assertEquals(datagrams, UdpFrame.datagrams(messageLength));
    }

    @Test
    void shouldRefuseAMessageThatCannotBeNumbered() {
        final ByteBuffer out = ByteBuffer.allocate(2000);
        assertThrows(IllegalArgumentException.class, () -> UdpFrame.datagrams(-1));
        assertThrows(IllegalArgumentException.class, () -> UdpFrame.datagrams(UdpFrame.MAX_MESSAGE_LENGTH + 1));
        assertThrows(IllegalArgumentException.class, () -> UdpFrame.put(out, 0, 0, 0, out, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> UdpFrame.put(out, 0, 0, -1, out, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> UdpFrame.put(out, 0, 0, 1, out, 0, 1392));
    }

    @Test
    void shouldWriteHeaderAndPayload() {
        final ByteBuffer message = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
        final ByteBuffer out = ByteBuffer.allocateDirect(20).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(14, UdpFrame.put(out, 3, 0x1fedc, 0, message, 1, 3));
        final byte[] written = new byte[11];
        out.get(3, written);
        assertEquals("fedc000000010000020304", HexFormat.of().formatHex(written));
        assertEquals(0, out.position());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1392, 1393, 5000, 1 << 20})
    void shouldCutAMessageSoThatItCanBePutTogether(final int messageLength) {
        final byte[] message = new byte[messageLength];
        new Random(messageLength).nextBytes(message);
        final ByteBuffer source = ByteBuffer.allocate(messageLength + MARGIN).put(MARGIN, message);
        final ByteBuffer together = ByteBuffer.allocate(messageLength);
        final ByteBuffer out = ByteBuffer.allocate(UdpFrame.MAX_DATAGRAM_LENGTH);
        final int total = UdpFrame.datagrams(messageLength);
        for (int i = 0; i < total; i++) {
            final int end = UdpFrame.put(out, 0, 77, i, source, MARGIN, messageLength);
            assertEquals(i, out.getShort(2) & 0xFFFF);
            assertEquals(total, out.getShort(4) & 0xFFFF);
            assertEquals(i < total - 1 ? UdpFrame.MAX_DATAGRAM_LENGTH : end, end);
            together.put(Arrays.copyOfRange(out.array(), UdpFrame.HEADER_LENGTH, end));
        }
        assertArrayEquals(message, together.array());
    }
}
