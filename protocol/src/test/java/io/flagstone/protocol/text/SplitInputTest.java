/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

import io.flagstone.protocol.Request;
import io.flagstone.protocol.RequestDecoder;
import org.junit.jupiter.api.Test;

/** The same requests come out however the bytes arrive. */
class SplitInputTest {
    private static final byte[] PIPELINE = String.join("", List.of(
        "get k\r\n", "get  a b c \r\n", "gets abcdefghijklmnopqrstuvwxyz\n", "gat 10 k l\r\n",
        "set k 1 2 3\r\nbar\r\n", "cas k 0 -1 0 77 noreply\r\n\r\n", "set k 0 0 5\r\n1\r\n45\r\n",
        "set k x 0 3\r\nbad\r\n", "set " + "k".repeat(251) + " 0 0 2 noreply\r\n  \r\n",
        "\r\n", "x\n", "\n", "delete noreply\r\n", "incr n 18446744073709551615\r\n", "touch k 1\n",
        "  flush_all 3\r\n",
        "stats cachedump 1 2 \r\n", "verbosity\r\n", "mn\r\n", "nonsense\r\n", "GET / HTTP/1.1\r\n", "quit\r\n"))
        .getBytes(StandardCharsets.ISO_8859_1);

    private final RequestDecoder decoder = new TextRequestDecoder();

    @Test
    void shouldDecodeTheSameAtEverySplitPoint() {
        final List<String> whole = decode(received -> PIPELINE.length);
        assertEquals(22, whole.size(), whole::toString);
        for (int split = 1; split < PIPELINE.length; split++) {
            final int first = split;
            assertEquals(whole, decode(received -> received == 0 ? first : PIPELINE.length), () -> "split at " + first);
        }
    }

    @Test
    void shouldDecodeTheSameInPiecesOfAnySize() {
        final List<String> whole = decode(received -> PIPELINE.length);
        for (int size = 1; size < 64; size++) {
            final int step = size;
            assertEquals(whole, decode(received -> Math.min(received + step, PIPELINE.length)), () -> "step " + step);
        }
    }

    /** Plays a connection: bytes arrive, as many requests as are complete are decoded, data blocks are passed over. */
    private List<String> decode(final IntUnaryOperator arrival) {
        final ByteBuffer buffer = ByteBuffer.allocate(PIPELINE.length);
        final List<String> requests = new ArrayList<>();
        final Request request = new Request();
        long offset = 0;
        int received = 0;
        while (received < PIPELINE.length) {
            final int next = arrival.applyAsInt(received);
            buffer.put(received, PIPELINE, received, next - received);
            received = next;
            int consumed = 1;
            while (offset < received && consumed > 0) {
                consumed = decoder.decode(buffer, (int) offset, received, request);
                if (consumed > 0) {
                    requests.add(Describe.request(request, buffer));
                    offset += consumed + request.swallow();
                    offset += request.opcode().isStore() ? request.valueLength() + 2 : 0;
                }
            }
        }
        assertEquals(PIPELINE.length, offset);
        return requests;
    }
}
