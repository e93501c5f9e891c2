/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import org.junit.jupiter.api.Test;

/** Seeded random input: the decoder never throws, never reads out of range, and says what the reference says. */
class DecoderFuzzTest {
    private static final int ROUNDS = 200_000;
    private static final int MARGIN = 24;

    private final TextRequestDecoder decoder = new TextRequestDecoder();
    private final Request request = new Request();

    @Test
    void shouldAgreeWithTheReferenceOnMutatedCommands() {
        final LineGenerator lines = new LineGenerator(1);
        for (int i = 0; i < ROUNDS; i++) {
            check(lines.mutated());
        }
    }

    @Test
    void shouldAgreeWithTheReferenceOnRandomWords() {
        final LineGenerator lines = new LineGenerator(2);
        for (int i = 0; i < ROUNDS; i++) {
            check(lines.randomWords());
        }
    }

    @Test
    void shouldAgreeWithTheReferenceOnRandomBytes() {
        final Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            final byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            check(bytes);
        }
    }

    @Test
    void shouldConsumeOneMebibyteOfRandomBytesLineByLine() {
        final byte[] bytes = new byte[1 << 20];
        new Random(4).nextBytes(bytes);
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int offset = 0;
        int consumed;
        while ((consumed = decoder.decode(buffer, offset, bytes.length, request)) > 0) {
            assertTrue(consumed <= bytes.length - offset, "consumed=" + consumed);
            offset += consumed;
        }
        assertTrue(bytes.length - offset <= ProtocolLimits.MAX_LINE_WITHOUT_END, "offset=" + offset);
    }

    /** Decodes the bytes in three surroundings that must make no difference, and compares with the reference. */
    private void check(final byte[] bytes) {
        final String text = new String(bytes, StandardCharsets.ISO_8859_1);
        final int expectedConsumed = ReferenceDecoder.consumed(text);
        final String expected = expectedConsumed == 0 ? null : ReferenceDecoder.describe(text);
        for (int surrounding = 0; surrounding < 3; surrounding++) {
            final int offset = surrounding == 0 ? 0 : MARGIN;
            final ByteBuffer buffer = surround(bytes, surrounding);
            final int consumed = decoder.decode(buffer, offset, offset + bytes.length, request);
            assertEquals(expectedConsumed, consumed, () -> ReferenceDecoder.printable(bytes));
            if (consumed > 0) {
                checkKey(offset, consumed, bytes);
                assertEquals(expected, Describe.request(request, buffer), () -> ReferenceDecoder.printable(bytes));
            }
        }
    }

    private void checkKey(final int offset, final int consumed, final byte[] bytes) {
        final int length = request.keyLength();
        final boolean inRange = length == 0
            || request.keyOffset() >= offset && request.keyOffset() + length <= offset + consumed;
        assertTrue(length <= ProtocolLimits.MAX_KEY_LENGTH && inRange, () -> ReferenceDecoder.printable(bytes));
    }

    /** 0: nothing around, so that an index out of range throws; else what would change a number, a word or a line. */
    private static ByteBuffer surround(final byte[] bytes, final int surrounding) {
        if (surrounding == 0) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        }
        final byte filling = (byte) (surrounding == 1 ? '\n' : '7');
        final ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 2 * MARGIN).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, filling);
        }
        return buffer.put(MARGIN, bytes);
    }
}
