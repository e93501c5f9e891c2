/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

/** Bytes as the transcripts of the listener's tests have them. */
final class GoldenText {
    private static final int LONGEST_RUN_IN_FULL = 24;

    private GoldenText() {
    }

    /** Escapes characters of one byte each; long runs become {@code <<rep:N:X>>}. */
    static String of(final String bytes) {
        final StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < bytes.length()) {
            int end = at + 1;
            while (end < bytes.length() && bytes.charAt(end) == bytes.charAt(at)) {
                end++;
            }
            final String one = escaped(bytes.charAt(at));
            if ((end - at) * one.length() > LONGEST_RUN_IN_FULL) {
                text.append("<<rep:").append(end - at).append(':').append(one).append(">>");
            } else {
                text.append(one.repeat(end - at));
            }
            at = end;
        }
        return text.toString();
    }

    private static String escaped(final char c) {
        return switch (c) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            case '<', '>' -> String.format("\\x%02x", (int) c);
            default -> c >= ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\x%02x", (int) c);
        };
    }
}
