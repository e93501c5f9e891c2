/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the bytes and tokens behind {@code >} and {@code <}; the lines of a step are joined by reading on. */
final class GoldenLine {
    private static final Pattern UNIQUE = Pattern.compile("cas(8?):([A-Z]+)(?:-([0-9]+))?");
    private static final Pattern REPEAT = Pattern.compile("rep:([0-9]+):(.+)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("(t|l|now):(-?[0-9]+)");
    private static final String HEX = "h:";

    private final List<GoldenPiece> pieces = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Reads one more line. */
    void read(final String text) {
        int at = 0;
        while (at < text.length()) {
            final int token = text.indexOf("<<", at);
            final int end = token < 0 ? text.length() : token;
            plain(text.substring(at, end), bytes);
            at = end;
            if (token >= 0) {
                final int close = text.indexOf(">>", token);
                require(close > 0, "a token must end with >>", text);
                token(text.substring(token + 2, close));
                at = close + 2;
            }
        }
    }

    /** What was read, neighbouring bytes as one piece. */
    List<GoldenPiece> pieces() {
        add(null);
        return List.copyOf(pieces);
    }

    private void token(final String token) {
        final Matcher unique = UNIQUE.matcher(token);
        final Matcher repeat = REPEAT.matcher(token);
        final Matcher number = NUMBER.matcher(token);
        if (unique.matches()) {
            final long less = unique.group(3) == null ? 0 : Long.parseLong(unique.group(3));
            add(new GoldenPiece.Unique(unique.group(2), less, !unique.group(1).isEmpty()));
        } else if (repeat.matches()) {
            final ByteArrayOutputStream once = new ByteArrayOutputStream();
            plain(repeat.group(2), once);
            for (int i = Integer.parseInt(repeat.group(1)); i > 0; i--) {
                bytes.writeBytes(once.toByteArray());
            }
        } else if (number.matches()) {
            add(number(number.group(1), Long.parseLong(number.group(2))));
        } else if (token.startsWith(HEX)) {
            bytes.writeBytes(HexFormat.of().parseHex(token.substring(HEX.length()).replace(" ", "")));
        } else if (token.equals("num")) {
            add(new GoldenPiece.Number(0, Long.MAX_VALUE));
        } else {
            require(token.equals("v"), "a token must be known", token);
            add(new GoldenPiece.RestOfLine());
        }
    }

    private static GoldenPiece number(final String kind, final long seconds) {
        return switch (kind) {
            case "t" -> new GoldenPiece.Number(seconds - 3, seconds);
            case "l" -> new GoldenPiece.Number(seconds - 1, seconds + 2);
            default -> new GoldenPiece.Now(seconds);
        };
    }

    private void add(final GoldenPiece piece) {
        if (bytes.size() > 0) {
            pieces.add(new GoldenPiece.Bytes(bytes.toByteArray()));
            bytes.reset();
        }
        if (piece != null) {
            pieces.add(piece);
        }
    }

    private static void plain(final String text, final ByteArrayOutputStream out) {
        int at = 0;
        while (at < text.length()) {
            final char c = text.charAt(at);
            require(c < 0x80 && c != '<' && c != '>', "bytes above 7f and angle brackets must be escaped", text);
            if (c != '\\') {
                out.write(c);
                at++;
            } else {
                require(at + 1 < text.length(), "an escape must be complete", text);
                final char kind = text.charAt(at + 1);
                final int length = kind == 'x' ? 4 : 2;
                require(at + length <= text.length(), "an escape must be complete", text);
                out.write(escaped(kind, text.substring(at + 2, at + length)));
                at += length;
            }
        }
    }

    private static int escaped(final char kind, final String hex) {
        return switch (kind) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\' -> '\\';
            case 'x' -> HexFormat.fromHexDigits(hex);
            default -> throw new IllegalArgumentException("an escape must be known: escape=" + kind);
        };
    }

    private static void require(final boolean condition, final String rule, final String text) {
        if (!condition) {
            throw new IllegalArgumentException(rule + ": text=" + text);
        }
    }
}
