/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.Opcode;

/**
 * Names a command by its first word, exactly and in lower case.
 *
 * <p>The word is compared through its first four and its last four bytes, each as one number. A line of four bytes or
 * more has four bytes to read even where the word is shorter: its space or line end follows.
 */
final class Verbs {
    private static final int THREE_BYTES = 0xFFFFFF;
    private static final int TWO_BYTES = 0xFFFF;

    private static final int GET = pack("get\0");
    private static final int GAT = pack("gat\0");
    private static final int SET = pack("set\0");
    private static final int ADD = pack("add\0");
    private static final int CAS = pack("cas\0");
    private static final int GETS = pack("gets");
    private static final int GATS = pack("gats");
    private static final int INCR = pack("incr");
    private static final int DECR = pack("decr");
    private static final int QUIT = pack("quit");
    private static final int MN = pack("mn\0\0");
    private static final int MG = pack("mg\0\0");
    private static final int MS = pack("ms\0\0");
    private static final int MD = pack("md\0\0");
    private static final int MA = pack("ma\0\0");
    private static final int ME = pack("me\0\0");

    private Verbs() {
    }

    /** The bytes of four ASCII characters as {@link AsciiScan#fourBytes} reads them. */
    static int pack(final String word) {
        final byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24;
    }

    /**
     * The command whose name must stand at the very beginning of the line; INVALID if it is none of those.
     *
     * @param from index of the first byte, at least four of which can be read
     * @param to   index behind the first word, {@code from} if the line begins with a space
     */
    static Opcode atLineStart(final ByteBuffer buffer, final int from, final int to) {
        final int length = to - from;
        if (length < 2 || length > 7) {
            return Opcode.INVALID;
        }
        final int head = AsciiScan.fourBytes(buffer, from);
        return switch (length) {
            case 2 -> ofTwo(head & TWO_BYTES);
            case 3 -> ofThree(head & THREE_BYTES);
            case 4 -> ofFour(head);
            default -> ofMore(head, AsciiScan.fourBytes(buffer, to - 4), length);
        };
    }

    private static Opcode ofTwo(final int word) {
        if (word == MG) {
            return Opcode.META_GET;
        }
        if (word == MS) {
            return Opcode.META_SET;
        }
        if (word == MN) {
            return Opcode.META_NOOP;
        }
        if (word == MD) {
            return Opcode.META_DELETE;
        }
        if (word == MA) {
            return Opcode.META_ARITHMETIC;
        }
        return word == ME ? Opcode.META_DEBUG : Opcode.INVALID;
    }

    private static Opcode ofThree(final int word) {
        if (word == SET) {
            return Opcode.SET;
        }
        if (word == GET) {
            return Opcode.GET;
        }
        if (word == GAT) {
            return Opcode.GAT;
        }
        if (word == CAS) {
            return Opcode.CAS;
        }
        return word == ADD ? Opcode.ADD : Opcode.INVALID;
    }

    private static Opcode ofFour(final int word) {
        if (word == GETS) {
            return Opcode.GETS;
        }
        if (word == INCR) {
            return Opcode.INCR;
        }
        if (word == DECR) {
            return Opcode.DECR;
        }
        if (word == GATS) {
            return Opcode.GATS;
        }
        return word == QUIT ? Opcode.QUIT : Opcode.INVALID;
    }

    private static Opcode ofMore(final int head, final int tail, final int length) {
        for (final LongVerb verb : LongVerb.ALL) {
            if (verb.head == head && verb.tail == tail && verb.length == length) {
                return verb.opcode;
            }
        }
        return Opcode.INVALID;
    }

    private enum LongVerb {
        DELETE("delete", Opcode.DELETE),
        TOUCH("touch", Opcode.TOUCH),
        REPLACE("replace", Opcode.REPLACE),
        APPEND("append", Opcode.APPEND),
        PREPEND("prepend", Opcode.PREPEND),
        VERSION("version", Opcode.VERSION),
        STATS("stats", Opcode.STATS),
        WATCH("watch", Opcode.WATCH);

        private static final LongVerb[] ALL = values();

        private final int head;
        private final int tail;
        private final int length;
        private final Opcode opcode;

        LongVerb(final String word, final Opcode opcode) {
            head = pack(word);
            length = word.length();
            tail = pack(word.substring(length - 4));
            this.opcode = opcode;
        }
    }
}
