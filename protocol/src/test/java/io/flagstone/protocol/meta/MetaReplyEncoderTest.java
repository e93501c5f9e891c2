/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.flagstone.protocol.text.AsciiDecimal;
import io.flagstone.protocol.text.TextResponseEncoder;
import org.junit.jupiter.api.Test;

class MetaReplyEncoderTest {
    private final ByteBuffer out = ByteBuffer.allocateDirect(MetaReplyEncoder.MAX_LINE_LENGTH);

    private String written(final int end) {
        final byte[] bytes = new byte[end];
        out.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldWriteTheLineOfAHit() {
        int end = TextResponseEncoder.bytes(out, 0, MetaReplies.VALUE);
        end = AsciiDecimal.put(out, end, 1024);
        end = MetaReplyEncoder.flag(out, end, 'c', -1);
        end = MetaReplyEncoder.timeToLive(out, end, -1);
        end = MetaReplyEncoder.flag(out, end, 'W');
        end = TextResponseEncoder.crlf(out, end);
        assertEquals("VA 1024 c18446744073709551615 t-1 W\r\n", written(end));
        assertEquals(" t0", written(MetaReplyEncoder.timeToLive(out, 0, 0)));
        assertEquals(" t2147483647", written(MetaReplyEncoder.timeToLive(out, 0, Integer.MAX_VALUE)));
    }

    @Test
    void shouldReflectKeyAndOpaqueInTheOrderOfTheRequest() {
        assertReflected("", "mg key v t c");
        assertReflected(" kkey", "mg key v k");
        assertReflected(" Oo kkey", "mg key v Oo t k");
        assertReflected(" kkey O", "mg key k O");
        assertReflected(" kAAEC b Oo", "mg AAEC k Oo b");
        assertReflected(" kAA== b", "mg A!A== k b");
    }

    private void assertReflected(final String expected, final String line) {
        final MetaRequest request = DescribeMeta.decode(line + "\r\n");
        assertEquals(expected, written(MetaReplyEncoder.reflected(out, 0, request)));
        final MetaRequest kept = new MetaRequest();
        kept.keep(request);
        assertEquals(expected, written(MetaReplyEncoder.reflected(out, 0, kept)));
    }

    @Test
    void shouldShowAKeyInEitherForm() {
        final MetaRequest request = DescribeMeta.decode("mg key k\r\n");
        assertEquals(" kkey", written(MetaReplyEncoder.key(out, 0, request, false)));
        assertEquals(" ka2V5 b", written(MetaReplyEncoder.key(out, 0, request, true)));
        assertEquals("a2V5", written(MetaReplyEncoder.keyAlone(out, 0, request, true)));
    }

    @Test
    void shouldHaveRoomForTheLongestLine() {
        final String longest = "VA 2147483647" + " c18446744073709551615".repeat(MetaRequest.MAX_FLAGS) + " k"
            + "k".repeat(336) + " b O" + "o".repeat(31) + " Z X W\r\n";
        assertTrue(longest.length() <= MetaReplyEncoder.MAX_LINE_LENGTH, "length=" + longest.length());
    }

    @Test
    void shouldRefuseToWriteBeyondTheBuffer() {
        final ByteBuffer small = ByteBuffer.allocate(3);
        final MetaRequest request = DescribeMeta.decode("mg key k\r\n");
        assertThrows(IndexOutOfBoundsException.class, () -> MetaReplyEncoder.key(small, 0, request, false));
        assertThrows(IndexOutOfBoundsException.class, () -> MetaReplyEncoder.flag(small, 0, 'c', 10));
        assertThrows(IndexOutOfBoundsException.class, () -> TextResponseEncoder.bytes(small, 1, MetaReplies.VALUE));
    }
}
