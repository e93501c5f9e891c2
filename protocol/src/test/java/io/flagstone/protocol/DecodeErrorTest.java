/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class DecodeErrorTest {
    @Test
    void shouldEitherAnswerALineOrClose() {
        for (final DecodeError error : DecodeError.values()) {
            final String reply = new String(error.reply(), StandardCharsets.US_ASCII);
            assertTrue(error.closes() ? reply.isEmpty() || reply.startsWith("SERVER_ERROR ") : !reply.isEmpty(), reply);
            assertTrue(reply.isEmpty() || reply.indexOf("\r\n") == reply.length() - 2, reply);
        }
    }

    @Test
    void shouldUseTheWordsOfMemcached() {
        assertReply("ERROR\r\n", DecodeError.UNKNOWN_COMMAND);
        assertReply("ERROR\r\n", DecodeError.BAD_MEMORY_LIMIT);
        assertReply("CLIENT_ERROR bad command line format\r\n", DecodeError.BAD_COMMAND_LINE);
        assertReply("CLIENT_ERROR bad command line format\r\n", DecodeError.KEY_TOO_LONG);
        assertReply("CLIENT_ERROR invalid exptime argument\r\n", DecodeError.BAD_EXPTIME);
        assertReply("CLIENT_ERROR invalid numeric delta argument\r\n", DecodeError.BAD_DELTA);
    }

    @Test
    void shouldKnowAForeignDialectByItsFirstByte() {
        for (int first = 0; first < 256; first++) {
            final DecodeError expected = first == 0x16 ? DecodeError.TLS_HANDSHAKE : null;
            assertEquals(expected, DecodeError.ofFirstByte((byte) first), Integer.toHexString(first));
        }
    }

    private static void assertReply(final String expected, final DecodeError error) {
        assertEquals(expected, new String(error.reply(), StandardCharsets.US_ASCII));
    }
}
