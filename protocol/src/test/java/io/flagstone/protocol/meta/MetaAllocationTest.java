/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.flagstone.protocol.Garbage;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.TextRequestDecoder;
import io.flagstone.protocol.text.TextResponseEncoder;
import org.junit.jupiter.api.Test;

/** A million requests of the meta dialect and their answers leave no garbage. */
class MetaAllocationTest {
    private static final int DECODES = 1_000_000;
    private static final String LINES = "mg abcdefghijklmnopqrst v\r\nmg k k f v c t\r\nms k 0 T100 F5 C7 O123 c k\r\n"
        + "mg a2V5 b k v\r\nmd k q I T30\r\nma k N0 J13 D5 MD v\r\nme k\r\nmg k v v\r\nmg k Tx\r\nms k 0 Mx\r\n";

    private final TextRequestDecoder decoder = new TextRequestDecoder();
    private final Request request = new Request();
    private final MetaRequest meta = new MetaRequest();
    private final MetaRequest kept = new MetaRequest();
    private final ByteBuffer out = ByteBuffer.allocateDirect(MetaReplyEncoder.MAX_LINE_LENGTH);
    private long sum;

    @Test
    void shouldAllocateNothingWhenDecodingAndAnswering() {
        final byte[] bytes = LINES.getBytes(StandardCharsets.US_ASCII);
        final ByteBuffer in = ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
        converse(in, 200_000);
        assertEquals(0, Garbage.of(() -> converse(in, DECODES)), () -> "sum=" + sum);
    }

    private void converse(final ByteBuffer in, final int decodes) {
        int offset = 0;
        for (int i = 0; i < decodes; i++) {
            offset += decoder.decode(in, offset, in.capacity(), request);
            MetaDecoder.decode(in, request, meta);
            if (meta.error() == null) {
                kept.keep(meta);
                int end = TextResponseEncoder.bytes(out, 0, MetaReplies.DONE);
                end = MetaReplyEncoder.flag(out, end, 'c', meta.compareCas());
                end = MetaReplyEncoder.timeToLive(out, end, meta.exptime());
                sum += TextResponseEncoder.crlf(out, MetaReplyEncoder.reflected(out, end, kept));
            }
            offset = offset == in.capacity() ? 0 : offset;
        }
    }
}
