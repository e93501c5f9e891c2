/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Compares a reply with what was recorded, as it arrives. */
final class GoldenMatcher {
    /** How far the comparison has come. */
    enum Outcome {
        /** Everything so far is right, and more must come. */
        INCOMPLETE,
        /** Everything came. */
        MATCHED,
        /** Something else came, or something more. */
        DIFFERENT
    }

    private static final int MAX_SHOWN = 200;
    private static final int MAX_DIGITS = 20;

    private final List<GoldenPiece> pieces;
    private final GoldenUniques uniques;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private byte[] bytes = new byte[0];
    private int position;
    private int piece;
    private int within;
    private boolean different;

    GoldenMatcher(final List<GoldenPiece> pieces, final GoldenUniques uniques) {
        this.pieces = pieces;
        this.uniques = uniques;
    }

    /** Takes the next bytes of the reply, possibly none, and says how things stand. */
    Outcome offer(final byte[] chunk) {
        received.writeBytes(chunk);
        bytes = received.toByteArray();
        while (!different && piece < pieces.size() && step(pieces.get(piece))) {
            piece++;
            within = 0;
        }
        if (different || piece == pieces.size() && position < bytes.length) {
            return Outcome.DIFFERENT;
        }
        return piece == pieces.size() ? Outcome.MATCHED : Outcome.INCOMPLETE;
    }

    /** What was awaited at the place where the comparison stopped, and what came there. */
    String explain() {
        final StringBuilder text = new StringBuilder("after " + position + " bytes that are right:\n  awaited: ");
        if (piece == pieces.size()) {
            text.append("nothing more");
        } else if (pieces.get(piece) instanceof GoldenPiece.Bytes expected) {
            text.append(printable(expected.bytes(), within));
        } else {
            text.append(pieces.get(piece));
        }
        return text.append("\n  came:    ").append(printable(bytes, position)).toString();
    }

    /** Whether the piece is passed; otherwise bytes are missing, or something is different. */
    private boolean step(final GoldenPiece next) {
        if (next instanceof GoldenPiece.Bytes expected) {
            return plain(expected.bytes());
        }
        if (next instanceof GoldenPiece.Unique unique) {
            return unique.binary() ? binaryUnique(unique) : decimal(unique);
        }
        if (next instanceof GoldenPiece.Number) {
            return decimal(next);
        }
        if (next instanceof GoldenPiece.RestOfLine) {
            return restOfLine();
        }
        throw new IllegalArgumentException("a reply must not hold this: piece=" + next);
    }

    private boolean plain(final byte[] expected) {
        while (within < expected.length && position < bytes.length) {
            if (expected[within] != bytes[position]) {
                different = true;
                return false;
            }
            within++;
            position++;
        }
        return within == expected.length;
    }

    private boolean binaryUnique(final GoldenPiece.Unique unique) {
        if (bytes.length - position < Long.BYTES) {
            return false;
        }
        different = !uniques.accept(unique, ByteBuffer.wrap(bytes).getLong(position));
        position += different ? 0 : Long.BYTES;
        return !different;
    }

    /** A number ends where another byte follows; one that is cut off may still grow. */
    private boolean decimal(final GoldenPiece expected) {
        int end = position;
        while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        different = end - position > MAX_DIGITS || end == position && end < bytes.length;
        if (different || end == bytes.length) {
            return false;
        }
        final String digits = new String(bytes, position, end - position, StandardCharsets.US_ASCII);
        different = !acceptDecimal(expected, digits);
        position = different ? position : end;
        return !different;
    }

    private boolean acceptDecimal(final GoldenPiece expected, final String digits) {
        final long value;
        try {
            value = Long.parseUnsignedLong(digits);
        } catch (final NumberFormatException e) {
            return false;
        }
        if (expected instanceof GoldenPiece.Unique unique) {
            return uniques.accept(unique, value);
        }
        final GoldenPiece.Number number = (GoldenPiece.Number) expected;
        return value >= number.lowest() && value <= number.highest();
    }

    private boolean restOfLine() {
        int end = position;
        while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        if (end == bytes.length) {
            return false;
        }
        position = end;
        return true;
    }

    private static String printable(final byte[] bytes, final int from) {
        final StringBuilder text = new StringBuilder();
        for (int i = from; i < bytes.length && i < from + MAX_SHOWN; i++) {
            final byte b = bytes[i];
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                default -> text.append(b >= ' ' && b < 0x7F ? String.valueOf((char) b) : String.format("\\x%02x", b));
            }
        }
        return text.append(bytes.length - from > MAX_SHOWN ? "..." : "").toString();
    }
}
