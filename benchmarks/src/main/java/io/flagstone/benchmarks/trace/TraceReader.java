/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a trace: a header {@code key}, or {@code time,key,size,op,ttl} in any order and with any but {@code key} left
 * out, then a request a line. An empty field says that the trace does not know. Whatever else is in a line is refused,
 * with the number of the line, since a trace that is half understood gives figures that look right.
 */
public final class TraceReader {
    private static final List<String> COLUMNS = List.of("time", "key", "size", "op", "ttl");
    private static final int TIME = 0;
    private static final int KEY = 1;
    private static final int SIZE = 2;
    private static final int OPERATION = 3;
    private static final int TTL = 4;

    private static final int LONGEST_KEY = 250;
    private static final long LARGEST_SIZE = 1L << 30;
    private static final long LONGEST_TTL = 100_000_000;
    private static final long LONGEST_TRACE_MILLIS = 366L * 24 * 3_600_000;
    private static final int DIGITS = 15;

    private final LineSource lines;
    private final int[] starts = new int[COLUMNS.size() + 1];
    private final int[] fieldOf = new int[COLUMNS.size()];
    private final TraceBuilder trace = new TraceBuilder();
    private int fields;
    private long firstMillis = Trace.UNKNOWN;
    private long lastMillis = Trace.UNKNOWN;

    private TraceReader(final LineSource lines) {
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @param file that ends with {@code .xz} if it is compressed
     * @return what is in it
     * @throws IOException if it cannot be read, or holds something else
     */
    public static Trace read(final Path file) throws IOException {
        try (LineSource lines = TraceFiles.open(file)) {
            return read(lines, file.getFileName().toString());
        }
    }

    static Trace read(final InputStream in, final String name) throws IOException {
        try (LineSource lines = TraceFiles.lines(in, name)) {
            return read(lines, name);
        }
    }

    private static Trace read(final LineSource lines, final String name) throws IOException {
        final TraceReader reader = new TraceReader(lines);
        reader.readHeader();
        while (lines.next()) {
            reader.readRequest();
        }
        if (reader.trace.requests() == 0) {
            throw lines.refusal("a trace must have at least one request", "the file ends here");
        }
        return reader.trace.build(name.replaceAll("\\.csv(\\.xz)?$", ""));
    }

    private void readHeader() throws IOException {
        Arrays.fill(fieldOf, -1);
        final String rule = "the first line must be key, or name columns of " + String.join(",", COLUMNS) + " once";
        if (!lines.next()) {
            throw lines.refusal(rule, "the file is empty");
        }
        fields = lines.split(starts);
        for (int field = 0; field < fields; field++) {
            final int column = COLUMNS.indexOf(lines.text(starts[field], starts[field + 1] - 1));
            if (column < 0 || fieldOf[column] >= 0) {
                throw lines.refusal(rule, lines.text());
            }
            fieldOf[column] = field;
        }
        if (fieldOf[KEY] < 0) {
            throw lines.refusal(rule, lines.text());
        }
    }

    private void readRequest() throws IOException {
        if (lines.split(starts) != fields) {
            throw lines.refusal("a line must have " + fields + " fields, as the first one has", lines.text());
        }
        trace.add(key(), time(), (int) whole(SIZE, LARGEST_SIZE), operation(), (int) whole(TTL, LONGEST_TTL));
    }

    private long key() throws IOException {
        final int start = starts[fieldOf[KEY]];
        final int length = length(KEY);
        if (length < 1 || length > LONGEST_KEY) {
            throw lines.refusal("key must have 1 to " + LONGEST_KEY + " bytes", lines.text());
        }
        return Scramble.hash(lines.bytes(), start, length);
    }

    private byte operation() throws IOException {
        return switch (text(OPERATION)) {
            case "", "get" -> Trace.GET;
            case "set" -> Trace.SET;
            case "delete" -> Trace.DELETE;
            default -> throw lines.refusal("op must be get, set, delete or empty", lines.text());
        };
    }

    private long time() throws IOException {
        final long millis = millis();
        if (trace.requests() > 0 && (millis == Trace.UNKNOWN) != (lastMillis == Trace.UNKNOWN)) {
            throw lines.refusal("time must be in every line or in none", lines.text());
        }
        if (millis < lastMillis) {
            throw lines.refusal("time must not go back", lines.text());
        }
        if (firstMillis == Trace.UNKNOWN) {
            firstMillis = millis;
        }
        if (millis - firstMillis > LONGEST_TRACE_MILLIS) {
            throw lines.refusal("time must lie within 366 days", lines.text());
        }
        lastMillis = millis;
        return millis;
    }

    /** Seconds with up to three places, as milliseconds. */
    private long millis() throws IOException {
        final String text = text(TIME);
        if (text.isEmpty()) {
            return Trace.UNKNOWN;
        }
        if (!text.matches("\\d{1," + DIGITS + "}(\\.\\d{1,9})?")) {
            throw lines.refusal("time must be seconds, such as 12 or 12.345", lines.text());
        }
        final int point = text.indexOf('.');
        if (point < 0) {
            return Long.parseLong(text) * 1000;
        }
        final String places = (text.substring(point + 1) + "00").substring(0, 3);
        return Long.parseLong(text.substring(0, point)) * 1000 + Long.parseLong(places);
    }

    private long whole(final int column, final long most) throws IOException {
        final int length = length(column);
        if (length == 0) {
            return Trace.UNKNOWN;
        }
        final int start = starts[fieldOf[column]];
        long value = 0;
        for (int i = start; i < start + length; i++) {
            final int digit = lines.bytes()[i] - '0';
            if (digit < 0 || digit > 9 || length > DIGITS) {
                throw lines.refusal(COLUMNS.get(column) + " must be a whole number", lines.text());
            }
            value = value * 10 + digit;
        }
        if (value > most) {
            throw lines.refusal(COLUMNS.get(column) + " must be at most " + most, lines.text());
        }
        return value;
    }

    private int length(final int column) {
        final int field = fieldOf[column];
        return field < 0 ? 0 : starts[field + 1] - 1 - starts[field];
    }

    private String text(final int column) {
        final int field = fieldOf[column];
        return length(column) == 0 ? "" : lines.text(starts[field], starts[field + 1] - 1);
    }
}
