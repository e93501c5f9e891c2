/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class RequestTest {
    private static final ByteBuffer LINE =
        ByteBuffer.wrap("get  a bb  ccc \r\n".getBytes(StandardCharsets.US_ASCII));
    private static final int LINE_END = 15;

    @Test
    void shouldStepThroughKeysAndStayAtTheEnd() {
        final Request request = retrieval();
        assertTrue(request.nextKey());
        assertKey(5, 1, request);
        assertTrue(request.nextKey());
        assertKey(7, 2, request);
        assertTrue(request.nextKey());
        assertKey(11, 3, request);
        assertFalse(request.nextKey());
        assertFalse(request.nextKey());
        assertEquals(0, request.keyLength());
        assertEquals(LINE_END, request.lineEnd());
    }

    @Test
    void shouldGoOnFromASavedCursor() {
        final Request first = retrieval();
        first.nextKey();
        final Request second = retrieval();
        second.keyCursor(first.keyCursor());
        assertTrue(second.nextKey());
        assertKey(7, 2, second);
    }

    @Test
    void shouldGiveArgumentsInAnyOrder() {
        final Request request = new Request();
        request.begin(LINE, Opcode.STATS, LINE_END);
        request.setArguments(3, 3);
        assertEquals("ccc", request.argument(2));
        assertEquals("a", request.argument(0));
        assertEquals("bb", request.argument(1));
        assertThrows(IndexOutOfBoundsException.class, () -> request.argument(3));
        assertThrows(IndexOutOfBoundsException.class, () -> request.argument(-1));
    }

    @Test
    void shouldForgetEverythingWhenTheNextRequestBegins() {
        final Request request = new Request();
        request.begin(LINE, Opcode.CAS, LINE_END);
        request.setNoreply(true);
        request.setKey(5, 1);
        request.setFlags(1);
        request.setExptime(2);
        request.setValueLength(3);
        request.setCasUnique(4);
        request.setDelta(5);
        request.setNumber(6);
        request.setArguments(3, 3);
        request.setError(DecodeError.BAD_COMMAND_LINE, 7);
        request.begin(LINE, Opcode.QUIT, LINE_END);
        assertEquals(Opcode.QUIT, request.opcode());
        assertNull(request.error());
        assertFalse(request.noreply());
        assertFalse(request.nextKey());
        assertEquals(0, request.keyOffset() + request.keyLength() + request.flags() + request.exptime()
            + request.valueLength() + request.argumentCount() + request.casUnique() + request.delta()
            + request.number() + request.swallow());
    }

    @Test
    void shouldNameTheCommandOfARefusedRequest() {
        final Request request = new Request();
        assertEquals(Opcode.INVALID, request.opcode());
        assertEquals(DecodeError.UNKNOWN_COMMAND, request.error());
        request.begin(LINE, Opcode.FLUSH_ALL, LINE_END);
        request.setError(DecodeError.BAD_EXPTIME, 0);
        assertEquals(Opcode.INVALID, request.opcode());
        assertEquals(Opcode.FLUSH_ALL, request.verb());
    }

    private static Request retrieval() {
        final Request request = new Request();
        request.begin(LINE, Opcode.GET, LINE_END);
        request.setKeys(4);
        return request;
    }

    private static void assertKey(final int offset, final int length, final Request request) {
        assertEquals(offset, request.keyOffset());
        assertEquals(length, request.keyLength());
    }
}
