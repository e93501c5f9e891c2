/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a file as fields between commas, one line at a time, in an array that is used again. */
final class LineSource implements AutoCloseable {
    private static final int LONGEST = 1024;

    private final InputStream in;
    private final String file;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line = new byte[LONGEST];
    private int position;
    private int filled;
    private int length;
    private long number;

    LineSource(final InputStream in, final String file) {
        this.in = in;
        this.file = file;
    }

    /** Reads the next line; false at the end of the file. */
    boolean next() throws IOException {
        length = 0;
        number++;
        while (true) {
            if (position == filled) {
                position = 0;
                filled = Math.max(0, in.read(buffer));
                if (filled == 0) {
                    return length > 0;
                }
            }
            final byte next = buffer[position++];
            if (next == '\n') {
                length -= length > 0 && line[length - 1] == '\r' ? 1 : 0;
                return true;
            }
            if (length == LONGEST) {
                throw refusal("a line must have at most " + LONGEST + " bytes", text(0, 40) + "...");
            }
            line[length++] = next;
        }
    }

    /** Splits the line: the start of field {@code i} goes to {@code starts[i]}, the end of the line behind the last. */
    int split(final int[] starts) throws TraceException {
        int fields = 0;
        starts[fields++] = 0;
        for (int i = 0; i < length; i++) {
            if (line[i] == ',') {
                if (fields == starts.length - 1) {
                    throw refusal("a line must have at most " + (starts.length - 1) + " fields", text());
                }
                starts[fields++] = i + 1;
            }
        }
        starts[fields] = length + 1;
        return fields;
    }

    boolean isEmpty() {
        return length == 0;
    }

    byte[] bytes() {
        return line;
    }

    String text() {
        return text(0, length);
    }

    String text(final int start, final int end) {
        return new String(line, start, Math.max(0, Math.min(end, length) - start), StandardCharsets.ISO_8859_1);
    }

    TraceException refusal(final String rule, final String found) {
        return new TraceException(file + ":" + number + ": " + rule + ": " + printable(found));
    }

    private static String printable(final String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
