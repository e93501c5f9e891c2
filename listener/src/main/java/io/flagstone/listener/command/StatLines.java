/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import java.nio.charset.StandardCharsets;

/** The lines of a {@code stats} answer. */
final class StatLines {
    private final StringBuilder text = new StringBuilder(8192);

    StatLines add(final String name, final Object value) {
        text.append("STAT ").append(name).append(' ').append(value).append("\r\n");
        return this;
    }

    StatLines add(final String name, final long value) {
        text.append("STAT ").append(name).append(' ').append(value).append("\r\n");
        return this;
    }

    StatLines flag(final String name, final boolean value) {
        return add(name, value ? "yes" : "no");
    }

    byte[] end() {
        return text.append("END\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
