/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

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
        System.err.println("<" + conversation.id() + " " + text(in, offset, end - offset));
    }

    void sending(final Conversation conversation, final ByteBuffer in, final int offset, final int length) {
        System.err.println(">" + conversation.id() + " sending key " + text(in, offset, length));
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
