/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** The answers to commands that the server is not told of, in the dialect that each came in. */
final class FaultReply {
    private static final byte RESPONSE_MAGIC = (byte) 0x81;
    private static final int HEADER = 24;
    private static final int STATUS = 6;
    private static final int BODY_LENGTH = 8;
    private static final int OPAQUE = 12;
    private static final int NO_MEMORY = 0x82;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Map<String, Integer> STATUS_OF_WORD = Map.of("NOT_FOUND", 1, "EXISTS", 2, "CLIENT_ERROR", 4,
        "NOT_STORED", 5, "ERROR", 0x81, "SERVER_ERROR", 0x84);
    private static final Set<String> STORES = Set.of("set", "add", "replace", "append", "prepend", "cas", "ms");

    private FaultReply() {
    }

    /** An answer in these words; empty if the client wants none. */
    static ByteBuffer words(final CommandDraft command, final String words) {
        if (command.dialect == CommandDialect.BINARY) {
            final String first = words.split("[ \r\n]", 2)[0];
            return packet(command, STATUS_OF_WORD.getOrDefault(first, 0), words);
        }
        return line(command, words);
    }

    static ByteBuffer outOfMemory(final CommandDraft command) {
        if (command.dialect == CommandDialect.BINARY) {
            return packet(command, NO_MEMORY, "Out of memory allocating item");
        }
        return line(command, "SERVER_ERROR out of memory" + (STORES.contains(command.name) ? " storing object" : ""));
    }

    /** No request of the meta dialect is quiet about its mistakes. */
    private static ByteBuffer line(final CommandDraft command, final String words) {
        return command.quiet && command.dialect == CommandDialect.TEXT ? NOTHING
            : StandardCharsets.UTF_8.encode(words + "\r\n");
    }

    private static ByteBuffer packet(final CommandDraft command, final int status, final String words) {
        if (status == 0 && command.quiet) {
            return NOTHING;
        }
        final byte[] body = words.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER + body.length)
            .put(0, RESPONSE_MAGIC)
            .put(1, command.opcode)
            .putShort(STATUS, (short) status)
            .putInt(BODY_LENGTH, body.length)
            .putInt(OPAQUE, command.opaque)
            .put(HEADER, body);
    }
}
