/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.meta;

import java.nio.ByteBuffer;

import io.flagstone.protocol.AsciiScan;
import io.flagstone.protocol.DecodeError;
import io.flagstone.protocol.Opcode;
import io.flagstone.protocol.ProtocolLimits;
import io.flagstone.protocol.Request;
import io.flagstone.protocol.text.AsciiDecimal;

/**
 * Decodes the key and the flags of {@code mg ms md ma me}, whose line the text dialect has found.
 *
 * <p>Which mistake is told if there are several is memcached's choice: a word that cannot be a flag, wherever it
 * stands; a key too long; too many words; the first flag that is unknown or stands twice; the last that is unreadable.
 */
public final class MetaDecoder {
    private static final long WITHOUT_TOKEN = bits("bcfhklqstuvxI");
    private static final long IGNORED = bits("LP");

    private MetaDecoder() {
    }

    private static long bits(final String letters) {
        return letters.chars().mapToLong(MetaRequest::bit).reduce(0, (a, b) -> a | b);
    }

    /**
     * Decodes a request.
     *
     * @param buffer  the bytes that were decoded
     * @param request what the text dialect found: one of the commands, not refused
     * @param meta    what is filled in. {@link DecodeError#BAD_COMMAND_LINE} means that nothing of the line can be
     *                trusted, so that no data block may be discarded
     */
    public static void decode(final ByteBuffer buffer, final Request request, final MetaRequest meta) {
        final int end = request.lineEnd();
        final int key = request.keyCursor();
        final int keyEnd = AsciiScan.indexOfSpace(buffer, key, end);
        meta.begin(buffer, key, keyEnd - key);
        int at = AsciiScan.skipSpaces(buffer, keyEnd, end);
        int tokens = 2;
        if (request.opcode() == Opcode.META_SET) {
            at = AsciiScan.skipSpaces(buffer, wordEnd(buffer, at, end), end);
            tokens++;
        }
        if (request.opcode() == Opcode.META_DEBUG) {
            decodeDebug(buffer, at, end, meta);
            return;
        }
        boolean stopped = meta.keyLength > ProtocolLimits.MAX_KEY_LENGTH;
        while (at < end && tokens < ProtocolLimits.MAX_TOKENS) {
            final byte letter = buffer.get(at);
            if (!mayBegin(letter)) {
                meta.error = DecodeError.BAD_COMMAND_LINE;
                return;
            }
            final int tokenEnd = wordEnd(buffer, at + 1, end);
            stopped = stopped || tokens >= ProtocolLimits.MAX_META_TOKENS || !add(letter, buffer, at, tokenEnd, meta);
            tokens++;
            at = AsciiScan.skipSpaces(buffer, tokenEnd, end);
        }
        meta.error = mostImportant(request.opcode(), tokens, meta);
    }

    /** Of several mistakes the one to tell; the modes are looked at last. */
    private static DecodeError mostImportant(final Opcode opcode, final int tokens, final MetaRequest meta) {
        final boolean arithmetic = opcode == Opcode.META_ARITHMETIC;
        DecodeError error = meta.error;
        if (meta.keyLength > ProtocolLimits.MAX_KEY_LENGTH) {
            error = DecodeError.KEY_TOO_LONG;
        } else if (tokens > ProtocolLimits.MAX_META_TOKENS) {
            error = DecodeError.TOO_MANY_FLAGS;
        }
        if (error != null) {
            return arithmetic ? DecodeError.BAD_ARITHMETIC_FLAG : error;
        }
        if (meta.mode == 0) {
            return null;
        }
        if (arithmetic) {
            return isOneOf(meta.mode, "I+D-") ? null : DecodeError.BAD_ARITHMETIC_MODE;
        }
        return opcode != Opcode.META_SET || isOneOf(meta.mode, "EAPRS") ? null : DecodeError.BAD_SET_MODE;
    }

    private static boolean isOneOf(final byte mode, final String modes) {
        return modes.indexOf(mode) >= 0;
    }

    /** {@code me KEY [b]}: any other word is ignored, and so is the b behind one. */
    private static void decodeDebug(final ByteBuffer buffer, final int flag, final int end, final MetaRequest meta) {
        int at = flag;
        for (int tokens = 2; at < end && tokens < ProtocolLimits.MAX_TOKENS; tokens++) {
            if (!mayBegin(buffer.get(at))) {
                meta.error = DecodeError.BAD_COMMAND_LINE;
                return;
            }
            at = AsciiScan.skipSpaces(buffer, wordEnd(buffer, at, end), end);
        }
        if (meta.keyLength > ProtocolLimits.MAX_KEY_LENGTH) {
            meta.error = DecodeError.KEY_TOO_LONG;
        } else if (flag < end && buffer.get(flag) == 'b' && wordEnd(buffer, flag, end) == flag + 1
            && !decodeKey(buffer, meta)) {
            meta.error = DecodeError.BAD_COMMAND_LINE;
        }
    }

    /** Whether a byte can be the first of a flag, known or not. */
    private static boolean mayBegin(final byte first) {
        return first >= 'A' && first <= 'z' || first >= '0' && first <= '9';
    }

    /** Takes a flag in; false if the ones behind it are of no interest. */
    private static boolean add(
        final byte letter, final ByteBuffer buffer, final int at, final int end, final MetaRequest meta) {
        final long bit = letter < 'A' ? 0 : MetaRequest.bit(letter);
        if ((meta.seen & bit) != 0) {
            meta.error = DecodeError.DUPLICATE_FLAG;
            return false;
        }
        meta.seen |= bit;
        meta.letters[meta.count++] = letter;
        if ((bit & WITHOUT_TOKEN) != 0) {
            if (letter == 'b' && !decodeKey(buffer, meta)) {
                meta.error = DecodeError.BAD_KEY_ENCODING;
            }
            return true;
        }
        return (bit & IGNORED) != 0 || addToken(letter, buffer, at, end, meta);
    }

    private static boolean addToken(
        final byte letter, final ByteBuffer buffer, final int at, final int end, final MetaRequest meta) {
        switch (letter) {
            case 'T' -> meta.exptime = int32(buffer, at + 1, end, meta);
            case 'N' -> meta.vivifyExptime = int32(buffer, at + 1, end, meta);
            case 'R' -> meta.recacheTime = int32(buffer, at + 1, end, meta);
            case 'F' -> meta.clientFlags = clientFlags(buffer, at + 1, end, meta);
            case 'C' -> meta.compareCas = unsigned64(buffer, at + 1, end, DecodeError.BAD_FLAG_TOKEN, meta);
            case 'E' -> meta.newCas = unsigned64(buffer, at + 1, end, DecodeError.BAD_FLAG_TOKEN, meta);
            case 'D' -> meta.delta = unsigned64(buffer, at + 1, end, DecodeError.BAD_META_DELTA, meta);
            case 'J' -> meta.initial = unsigned64(buffer, at + 1, end, DecodeError.BAD_INITIAL_VALUE, meta);
            case 'M' -> meta.mode = at + 1 < end ? buffer.get(at + 1) : (byte) ' ';
            case 'O' -> {
                meta.opaqueOffset = at;
                meta.opaqueLength = end - at;
            }
            default -> {
                meta.error = DecodeError.INVALID_FLAG;
                return false;
            }
        }
        return true;
    }

    private static int int32(final ByteBuffer buffer, final int from, final int to, final MetaRequest meta) {
        final long value = from == to ? AsciiDecimal.INVALID : AsciiDecimal.int32(buffer, from, to);
        if (value == AsciiDecimal.INVALID) {
            meta.error = DecodeError.BAD_FLAG_TOKEN;
        }
        return (int) value;
    }

    /** Unlike the others this mistake does not hide an earlier one. */
    private static int clientFlags(final ByteBuffer buffer, final int from, final int to, final MetaRequest meta) {
        final long value = from == to ? AsciiDecimal.INVALID : AsciiDecimal.unsigned32(buffer, from, to);
        if (value == AsciiDecimal.INVALID && meta.error == null) {
            meta.error = DecodeError.BAD_CLIENT_FLAGS;
        }
        return (int) value;
    }

    private static long unsigned64(
        final ByteBuffer buffer, final int from, final int to, final DecodeError error, final MetaRequest meta) {
        if (from == to || !AsciiDecimal.isUnsigned64(buffer, from, to)) {
            meta.error = error;
            return 0;
        }
        return AsciiDecimal.unsigned64(buffer, from, to);
    }

    private static boolean decodeKey(final ByteBuffer buffer, final MetaRequest meta) {
        meta.keyLength = Base64Key.decode(buffer, meta.keyOffset, meta.keyOffset + meta.keyLength, meta.decodedKey);
        meta.keyBuffer = meta.decodedKey;
        meta.keyOffset = 0;
        meta.binaryKey = true;
        return meta.keyLength > 0;
    }

    /** As {@link AsciiScan#indexOfSpace}, but better for the few bytes of a flag. */
    private static int wordEnd(final ByteBuffer buffer, final int from, final int end) {
        int index = from;
        while (index < end && buffer.get(index) != ' ') {
            index++;
        }
        return index;
    }
}
