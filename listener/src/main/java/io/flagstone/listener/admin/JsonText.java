/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

/** Writes JSON, which its caller keeps balanced. */
final class JsonText {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PLAIN = 0x7e;

    private final StringBuilder text = new StringBuilder(16 << 10);
    private boolean first = true;

    private StringBuilder next() {
        if (!first) {
            text.append(',');
        }
        first = false;
        return text;
    }

    private JsonText open(final char bracket) {
        next().append(bracket);
        first = true;
        return this;
    }

    private JsonText close(final char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    JsonText object() {
        return open('{');
    }

    JsonText endObject() {
        return close('}');
    }

    JsonText array() {
        return open('[');
    }

    JsonText endArray() {
        return close(']');
    }

    JsonText name(final String name) {
        quoted(next(), name).append(':');
        first = true;
        return this;
    }

    JsonText value(final long value) {
        next().append(value);
        return this;
    }

    JsonText value(final boolean value) {
        next().append(value);
        return this;
    }

    JsonText value(final String value) {
        quoted(next(), value);
        return this;
    }

    private static StringBuilder quoted(final StringBuilder to, final String value) {
        to.append('"');
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || c > LAST_PLAIN) {
                to.append(String.format("\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
        return to.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
