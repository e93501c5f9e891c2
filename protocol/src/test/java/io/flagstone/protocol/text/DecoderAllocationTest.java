/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.flagstone.protocol.Garbage;
import io.flagstone.protocol.Request;
import org.junit.jupiter.api.Test;

/** A million decodes of requests that name keys leave no garbage. */
class DecoderAllocationTest {
    private static final int DECODES = 1_000_000;
    private static final String LINES = "get abcdefghijklmnopqrst\r\nget a b c d\r\ngets k\r\ngat 10 k\r\ngats -1 k\r\n"
        + "set k 0 0 0\r\n\r\nadd k +7 \t8 0 noreply\r\n\r\nreplace k 1 4294967296 0\r\n\r\nappend k 0 0 0\r\n\r\n"
        + "prepend k 0 0 0\r\n\r\ncas k 0 0 0 18446744073709551615\r\n\r\ndelete k\r\nincr n 1\r\ndecr n 1 noreply\r\n"
        + "touch k 1\r\nset k 0 0 x\r\nget\r\nincr k x\r\ntouch k x\r\nnonsense\r\n";

    private final TextRequestDecoder decoder = new TextRequestDecoder();
    private final Request request = new Request();
    private long sum;

    @Test
    void shouldAllocateNothingWhenDecoding() {
        final byte[] bytes = LINES.getBytes(StandardCharsets.US_ASCII);
        final ByteBuffer heap = ByteBuffer.wrap(bytes);
        final ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
        decode(heap, 200_000);
        decode(direct, 200_000);
        assertEquals(0, Garbage.of(() -> {
            decode(direct, DECODES);
            decode(heap, DECODES);
        }), () -> "sum=" + sum);
    }

    private void decode(final ByteBuffer buffer, final int decodes) {
        final int limit = buffer.capacity();
        int offset = 0;
        for (int i = 0; i < decodes; i++) {
            offset += decoder.decode(buffer, offset, limit, request);
            if (request.opcode().isRetrieval()) {
                while (request.nextKey()) {
                    sum += request.keyLength();
                }
            }
            sum += request.valueLength() + request.delta();
            offset = offset == limit ? 0 : offset;
        }
    }
}
