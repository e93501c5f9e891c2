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
            assertEquals(error.closes(), reply.isEmpty(), error::name);
            assertTrue(error.closes() || reply.endsWith("\r\n"), error::name);
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

    private static void assertReply(final String expected, final DecodeError error) {
        assertEquals(expected, new String(error.reply(), StandardCharsets.US_ASCII));
    }
}
