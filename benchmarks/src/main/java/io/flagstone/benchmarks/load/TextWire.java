/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.ByteBuffer;

/** memcached's text dialect. */
final class TextWire extends Wire {
    private static final byte[] GET = ascii("get ");
    private static final byte[] SET = ascii("set ");
    private static final byte[] DELETE = ascii("delete ");
    private static final byte[] TOUCH = ascii("touch ");
    private static final byte[] VALUE = ascii("VALUE ");
    private static final byte[] END = ascii("END\r\n");
    private static final byte[] VALUE_END = ascii("\r\nEND\r\n");
    private static final byte[][] DONE = {ascii("STORED\r\n"), ascii("DELETED\r\n"), ascii("TOUCHED\r\n")};
    private static final byte[] ABSENT = ascii("NOT_FOUND\r\n");
    private static final byte[][] ERRORS = {ascii("SERVER_ERROR"), ascii("CLIENT_ERROR"), ascii("ERROR")};

    @Override
    void get(final int key, final ByteBuffer out) {
        put(GET, key, LINE_END, out);
    }

    @Override
    void set(final int key, final int ofVersion, final int seconds, final int valueLength, final ByteBuffer out) {
        put(SET, key, SPACE, out);
        decimal(ofVersion, out);
        out.put((byte) ' ');
        decimal(seconds, out);
        out.put((byte) ' ');
        decimal(valueLength, out);
        out.put(LINE_END);
    }

    @Override
    void delete(final int key, final ByteBuffer out) {
        put(DELETE, key, LINE_END, out);
    }

    @Override
    void touch(final int key, final int seconds, final ByteBuffer out) {
        put(TOUCH, key, SPACE, out);
        decimal(seconds, out);
        out.put(LINE_END);
    }

    @Override
    void multiget(final InFlight requests, final int slot, final ByteBuffer out) {
        byte[] before = GET;
        for (int i = 0; i < requests.keys(slot); i++) {
            put(before, requests.key(slot, i), NOTHING, out);
            before = SPACE;
        }
        out.put(LINE_END);
    }

    @Override
    int head(final ByteBuffer in, final int at, final int limit, final InFlight requests) {
        final Operation asked = requests.operation();
        if (asked == Operation.GET || asked == Operation.MULTIGET) {
            if (startsWith(VALUE, in, at, limit)) {
                return value(in, at + VALUE.length, limit, requests, asked == Operation.GET, at);
            }
            if (startsWith(END, in, at, limit)) {
                return done(Reply.END, END.length);
            }
        } else {
            for (final byte[] line : DONE) {
                if (startsWith(line, in, at, limit)) {
                    return done(Reply.DONE, line.length);
                }
            }
            if (startsWith(ABSENT, in, at, limit)) {
                return done(Reply.ABSENT, ABSENT.length);
            }
        }
        return error(ERRORS, in, at, limit);
    }

    private int value(final ByteBuffer in, final int keyAt, final int limit, final InFlight requests,
        final boolean single, final int from) {
        final int behind = keyAt + Keys.LENGTH;
        if (limit <= behind) {
            return PART;
        }
        final int flagsEnd = in.get(behind) == ' ' ? digits(in, behind + 1, limit, ' ') : BROKEN;
        if (flagsEnd <= 0) {
            return flagsEnd;
        }
        final int flags = number;
        final int end = lastDigits(in, flagsEnd, limit);
        // What goes on behind the value of another key is not known.
        return end <= 0 ? end
            : value(find(in, keyAt, requests), flags, number, single ? VALUE_END : LINE_END, single, end - from);
    }
}
