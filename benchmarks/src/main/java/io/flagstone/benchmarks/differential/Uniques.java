/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The CAS uniques that one server has shown on one connection, in the order of their first appearance. A request
 * mentions them by that order, because their values are the server's own affair.
 */
final class Uniques {
    /** How many can be mentioned. */
    static final int MENTIONED = 12;

    private static final char DECIMAL = 0x100;
    private static final char ONE_LESS = 0x200;
    private static final char EIGHT_BYTES = 0x300;
    private static final int LETTERS = 26;

    private final List<Long> values = new ArrayList<>();

    /** The character that stands for the decimal digits of a unique in a request. */
    static char decimal(final int index) {
        return (char) (DECIMAL + index);
    }

    /** The character that stands for the decimal digits of the number before a unique. */
    static char oneLess(final int index) {
        return (char) (ONE_LESS + index);
    }

    /** The character that stands for a unique as eight bytes. */
    static char eightBytes(final int index) {
        return (char) (EIGHT_BYTES + index);
    }

    /** Whether a request mentions any. */
    static boolean areMentioned(final String request) {
        return request.chars().anyMatch(c -> c >= DECIMAL);
    }

    /** Notes a unique of a reply and tells its name. */
    String name(final long value) {
        int index = values.indexOf(value);
        if (index < 0) {
            index = values.size();
            values.add(value);
        }
        return letters(index);
    }

    /** The bytes of a request. A unique that never came is 0. */
    byte[] bytes(final String request) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(request.length());
        for (int i = 0; i < request.length(); i++) {
            final char c = request.charAt(i);
            if (c < DECIMAL) {
                bytes.write(c);
            } else if (c < EIGHT_BYTES) {
                bytes.writeBytes(Long.toUnsignedString(value(c)).getBytes(StandardCharsets.US_ASCII));
            } else {
                bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value(c)).array());
            }
        }
        return bytes.toByteArray();
    }

    /** A request as a transcript has it. */
    String text(final String request) {
        final StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i < request.length(); i++) {
            final char c = request.charAt(i);
            if (c >= DECIMAL) {
                text.append(GoldenText.of(request.substring(from, i))).append(mention(c));
                from = i + 1;
            }
        }
        return text.append(GoldenText.of(request.substring(from))).toString();
    }

    private String mention(final char c) {
        final int index = c % DECIMAL;
        if (index >= values.size()) {
            return c < EIGHT_BYTES ? "0" : "\\x00".repeat(Long.BYTES);
        }
        final String name = letters(index);
        if (c < ONE_LESS) {
            return "<<cas:" + name + ">>";
        }
        return c < EIGHT_BYTES ? "<<cas:" + name + "-1>>" : "<<cas8:" + name + ">>";
    }

    private long value(final char c) {
        final int index = c % DECIMAL;
        if (index >= values.size()) {
            return 0;
        }
        return values.get(index) - (c >= ONE_LESS && c < EIGHT_BYTES ? 1 : 0);
    }

    private static String letters(final int index) {
        final String last = String.valueOf((char) ('A' + index % LETTERS));
        return index < LETTERS ? last : letters(index / LETTERS - 1) + last;
    }
}
