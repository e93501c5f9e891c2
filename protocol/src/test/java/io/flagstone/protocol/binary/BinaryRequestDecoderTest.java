/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.protocol.RequestDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryRequestDecoderTest {
    private static final String LONGEST_KEY = "k".repeat(250);
    private static final String STORE = "89abcdef fffffffe";
    private static final String COUNT = "ffffffffffffffff 8000000000000000 ffffffff";

    private final BinaryRequestDecoder decoder = new BinaryRequestDecoder();
    private final BinaryRequest request = new BinaryRequest();

    private int decode(final Packet packet) {
        final byte[] bytes = packet.bytes();
        return decoder.decode(ByteBuffer.wrap(bytes), 0, bytes.length, request);
    }

    private void assertRefused(final BinaryRefusal expected, final Packet packet) {
        assertEquals(BinaryHeader.LENGTH, decode(packet));
        assertEquals(expected, request.refusal());
        assertEquals(0, request.swallow());
    }

    @Test
    void shouldDecodeWhatEveryRequestHas() {
        assertEquals(BinaryHeader.LENGTH + 3, decode(Packet.of(0x0d).key("key")));
        assertNull(request.refusal());
        assertEquals(BinaryOpcode.GETK, request.opcode());
        assertEquals(0x0d, request.opcodeByte());
        assertTrue(request.isQuiet());
        assertEquals(0xdeadbeef, request.opaque());
        assertEquals(0x01020304, request.casUnique());
        assertEquals(BinaryHeader.LENGTH, request.keyOffset());
        assertEquals(3, request.keyLength());
    }

    @Test
    void shouldDecodeAStoreAndLeaveItsValue() {
        final Packet set = Packet.of(0x01).extras(STORE).key(LONGEST_KEY).value("value");
        assertEquals(set.bytes().length - 5, decode(set));
        assertEquals(0x89abcdef, request.flags());
        assertEquals(0xfffffffeL, request.expiration());
        assertEquals(BinaryHeader.LENGTH + 8, request.keyOffset());
        assertEquals(250, request.keyLength());
        assertEquals(5, request.valueLength());
        assertEquals(0, request.swallow());
    }

    @Test
    void shouldDecodeANumberToAddAndOneToMake() {
        decode(Packet.of(0x05).extras(COUNT).key("n"));
        assertEquals(-1L, request.delta());
        assertEquals(Long.MIN_VALUE, request.initial());
        assertEquals(BinaryRequest.NEVER_MAKE, request.expiration());
    }

    @Test
    void shouldTakeNoExpiryForNone() {
        decode(Packet.of(0x08).extras("00000009"));
        assertEquals(9, request.expiration());
        decode(Packet.of(0x08));
        assertEquals(0, request.expiration());
    }

    @Test
    void shouldForgetTheRequestBefore() {
        decode(Packet.of(0x01).extras(STORE).key("k").value("v"));
        decode(Packet.of(0x0a));
        assertEquals(0, request.flags() + request.expiration() + request.keyLength() + request.valueLength());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x10, 0x1c, 0x1d, 0x1e, 0x23, 0x24})
    void shouldDiscardAValueWhereNoneBelongs(final int opcode) {
        final Packet packet = Packet.of(opcode).extras(opcode == 0x10 ? "" : "00000001").key("key").value("value");
        assertEquals(packet.bytes().length - 5, decode(packet));
        assertNull(request.refusal());
        assertEquals(5, request.swallow());
        assertEquals(0, request.valueLength());
    }

    @ParameterizedTest
    @CsvSource({"0,0,0,0", "0,4,1,0", "0,0,1,1", "9,0,0,0", "12,8,1,0", "13,0,1,1", "1,0,1,1", "1,7,1,1", "1,9,1,1",
        "1,8,0,1", "17,4,1,0", "18,20,1,0", "3,8,0,0", "4,4,1,0", "4,0,0,0", "4,0,1,1", "5,8,1,0", "5,20,0,0",
        "5,20,1,1", "22,19,1,0", "7,0,1,0", "7,4,0,0", "7,0,0,1", "8,1,0,0", "8,4,1,0", "8,4,0,1", "10,0,1,0",
        "10,0,0,1", "11,0,1,0", "14,8,1,1", "14,0,0,1", "26,4,1,0", "16,4,1,0", "28,0,1,0", "28,4,0,0", "29,2,1,0",
        "30,8,1,0", "36,4,0,0", "32,0,1,0", "32,0,0,1", "33,0,0,1", "34,4,1,1"})
    void shouldRefuseAndCloseWhatTheCommandDoesNotHave(
            final int opcode, final int extras, final int key, final int value) {
        assertRefused(BinaryRefusal.BAD_ARGUMENTS,
            Packet.of(opcode).extras("00".repeat(extras)).key("k".repeat(key)).value("v".repeat(value)));
        assertTrue(request.refusal().closes());
    }

    @ParameterizedTest
    @CsvSource({"1,251,300", "0,65535,65535", "10,251,251", "255,251,251"})
    void shouldRefuseAKeyThatIsTooLongBeforeItHasCome(final int opcode, final int keyLength, final int bodyLength) {
        assertRefused(BinaryRefusal.BAD_ARGUMENTS, Packet.of(opcode).keyLength(keyLength).bodyLength(bodyLength));
    }

    @ParameterizedTest
    @CsvSource({"0,1,0", "1,3,2", "255,65535,65534", "16,1,0"})
    void shouldRefuseABodyShorterThanWhatItHolds(final int opcode, final int keyLength, final int bodyLength) {
        assertRefused(BinaryRefusal.BODY_TOO_SHORT, Packet.of(opcode).keyLength(keyLength).bodyLength(bodyLength));
    }

    @ParameterizedTest
    @ValueSource(longs = {(1L << 30) + 1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
    void shouldRefuseABodyOfMoreThanAGibibyte(final long bodyLength) {
        assertRefused(BinaryRefusal.BODY_TOO_LONG, Packet.of(0x01).bodyLength(bodyLength));
        assertRefused(BinaryRefusal.BODY_TOO_LONG, Packet.of(0xff).bodyLength(bodyLength));
    }

    @Test
    void shouldTakeABodyOfAGibibyte() {
        decode(Packet.of(0x01).extras(STORE).key("k").bodyLength(1 << 30));
        assertNull(request.refusal());
        assertEquals((1 << 30) - 9, request.valueLength());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1b, 0x1f, 0x25, 0x2f, 0x3d, 0x7f, 0x80, 0x83, 0x92, 0xff})
    void shouldDiscardTheBodyOfAnUnknownCommandOnce(final int opcode) {
        assertEquals(BinaryHeader.LENGTH, decode(Packet.of(opcode).extras("00000000").key("key").value("value")));
        assertEquals(BinaryRefusal.UNKNOWN_COMMAND, request.refusal());
        assertEquals(12, request.swallow());
    }

    @Test
    void shouldDiscardExtrasAndKeyOfARangeCommandTwiceAsMemcachedDoes() {
        assertEquals(BinaryHeader.LENGTH, decode(Packet.of(0x30).extras("00000000").key("key").value("value")));
        assertEquals(BinaryRefusal.UNKNOWN_COMMAND, request.refusal());
        assertEquals(19, request.swallow());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 'g', 0x81, 0x7f, 0xff})
    void shouldRefuseWhatIsNoRequest(final int magic) {
        assertRefused(BinaryRefusal.BAD_MAGIC, Packet.of(0x0a).magic(magic));
    }

    @Test
    void shouldWaitForTheKeyAndLeaveTheRequestAsItWas() {
        final ByteBuffer packet = Packet.of(0x01).extras(STORE).key("key").bodyLength(500).buffer();
        for (int limit = 0; limit < packet.capacity(); limit++) {
            assertEquals(RequestDecoder.NEED_MORE, decoder.decode(packet, 0, limit, request), "limit=" + limit);
            assertEquals(BinaryRefusal.UNKNOWN_COMMAND, request.refusal());
        }
        assertEquals(packet.capacity(), decoder.decode(packet, 0, packet.capacity(), request));
        assertTrue(packet.capacity() <= BinaryRequestDecoder.MAX_WAIT);
    }

    @Test
    void shouldDecodeTheSameFromAnyBufferAtAnyPlace() {
        final byte[] bytes = Packet.of(0x05).extras(COUNT).key("n").bytes();
        for (int offset = 0; offset < 9; offset++) {
            for (final ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                final ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + offset).order(order);
                direct.put(offset, bytes);
                assertEquals(bytes.length, decoder.decode(direct, offset, direct.capacity(), request));
                assertEquals(0xdeadbeef, request.opaque());
                assertEquals(Long.MIN_VALUE, request.initial());
                assertEquals(direct.capacity() - 1, request.keyOffset());
            }
        }
    }
}
