/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.protocol.text.TextReplies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What {@code -vv} shows of commands and replies, in memcached's form. */
final class CommandLog {
    private static final int LONGEST = 1024;

    private final ServerState state;

    CommandLog(final ServerState state) {
        this.state = state;
    }

    boolean isOn() {
        return state.verbosity() > 1;
    }

    void request(final Conversation conversation, final ByteBuffer in, final int offset, final int length) {
        int end = offset + length;
        while (end > offset && (in.get(end - 1) == '\n' || in.get(end - 1) == '\r')) {
            end--;
        }
        Log.LOGGER.debug("<{} {}", conversation.id(), text(in, offset, end - offset));
    }

    void sending(final Conversation conversation, final ByteBuffer in, final int offset, final int length) {
        Log.LOGGER.debug(">{} sending key {}", conversation.id(), text(in, offset, length));
    }

    void reply(final Conversation conversation, final byte[] line, final boolean noreply) {
        reply(conversation, new String(line, StandardCharsets.ISO_8859_1).stripTrailing(), noreply);
    }

    void reply(final Conversation conversation, final ByteBuffer out, final int offset, final int length,
            final boolean noreply) {
        reply(conversation, text(out, offset, length - TextReplies.CRLF.length), noreply);
    }

    void reply(final Conversation conversation, final long number, final boolean noreply) {
        reply(conversation, Long.toUnsignedString(number), noreply);
    }

    private static void reply(final Conversation conversation, final String line, final boolean noreply) {
        Log.LOGGER.debug(">{} {}{}", conversation.id(), noreply ? "NOREPLY " : "", line);
    }

    /** Tells why a connection that was not asked for is closed; needs less than the commands do to be told. */
    void refusal(final Conversation conversation, final byte[] line) {
        if (Log.LOGGER.isInfoEnabled()) {
            Log.LOGGER.info(">{} {}", conversation.id(), new String(line, StandardCharsets.ISO_8859_1).stripTrailing());
        }
    }

    private static String text(final ByteBuffer in, final int offset, final int length) {
        final byte[] bytes = new byte[Math.min(length, LONGEST)];
        in.get(offset, bytes);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ') {
                bytes[i] = '.';
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
