/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import java.util.ArrayList;
import java.util.List;

/** Lines of comma-separated values as RFC 4180 has them, but for line ends within a field, which there are none of. */
public final class Csv {
    private Csv() {
    }

    /**
     * Writes a field.
     *
     * @param field any, without line ends
     * @return it, in quotes if it needs them
     */
    public static String quoted(final String field) {
        return field.matches("[^\",]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /**
     * Takes a line apart.
     *
     * @param line without its end
     * @return its fields, without their quotes
     * @throws IllegalArgumentException if a quote is where none may be, or is not closed
     */
    public static List<String> fields(final String line) {
        final List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            final StringBuilder field = new StringBuilder();
            at = at < line.length() && line.charAt(at) == '"' ? quotedField(line, at + 1, field)
                : plainField(line, at, field);
            fields.add(field.toString());
            if (at == line.length()) {
                return fields;
            }
            if (line.charAt(at) != ',') {
                throw new IllegalArgumentException("a closing quote must be followed by a comma: column=" + (at + 1));
            }
            at++;
        }
    }

    private static int plainField(final String line, final int start, final StringBuilder field) {
        final int comma = line.indexOf(',', start);
        final int end = comma < 0 ? line.length() : comma;
        field.append(line, start, end);
        if (field.indexOf("\"") >= 0) {
            throw new IllegalArgumentException("a field with quotes must begin with one: field=" + field);
        }
        return end;
    }

    private static int quotedField(final String line, final int start, final StringBuilder field) {
        int at = start;
        while (true) {
            final int quote = line.indexOf('"', at);
            if (quote < 0) {
                throw new IllegalArgumentException("a quote must be closed: column=" + start);
            }
            field.append(line, at, quote);
            if (quote + 1 == line.length() || line.charAt(quote + 1) != '"') {
                return quote + 1;
            }
            field.append('"');
            at = quote + 2;
        }
    }
}
