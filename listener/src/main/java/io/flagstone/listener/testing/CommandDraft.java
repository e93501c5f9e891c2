/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is known of a command when its line, or the head of its packet, has come. */
final class CommandDraft {
    final CommandDialect dialect;
    String name = "";
    final List<String> keys = new ArrayList<>(1);
    long flags;
    long exptime;
    boolean quiet;
    int valueLength;
    /** Bytes that follow and belong to it: the value first, if there is one. */
    long bodyLength;
    /** What is shown in front of the keys, and behind them; each word behind a blank. */
    String before = "";
    String behind = "";
    /** How the answer to a packet names the command, and what it gives back. */
    byte opcode;
    int opaque;

    CommandDraft(final CommandDialect dialect) {
        this.dialect = dialect;
    }

    void addKey(final ByteBuffer in, final int offset, final int length) {
        keys.add(text(in, offset, length));
    }

    static String text(final ByteBuffer in, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        in.get(offset, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String shown() {
        return name + before + (keys.isEmpty() ? "" : " " + ReceivedCommand.quoted(keys)) + behind;
    }
}
