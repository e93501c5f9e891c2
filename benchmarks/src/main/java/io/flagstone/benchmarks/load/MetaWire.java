/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.ByteBuffer;

/** memcached's meta dialect; the key comes back with each value. */
final class MetaWire extends Wire {
    private static final byte[] GET = ascii("mg ");
    private static final byte[] GET_FLAGS = ascii(" k f v\r\n");
    private static final byte[] QUIET_FLAGS = ascii(" k f v q\r\n");
    private static final byte[] NO_MORE = ascii("mn\r\n");
    private static final byte[] SET = ascii("ms ");
    private static final byte[] FLAGS = ascii(" F");
    private static final byte[] TIME = ascii(" T");
    private static final byte[] DELETE = ascii("md ");
    private static final byte[] VALUE = ascii("VA ");
    private static final byte[] KEY = ascii("k");
    private static final byte[] VALUE_FLAGS = ascii(" f");
    private static final byte[] MISS = ascii("EN\r\n");
    /** As memcached 1.6.18 has it, with the key behind it. */
    private static final byte[] MISS_OF_KEY = ascii("EN k");
    private static final byte[] END = ascii("MN\r\n");
    private static final byte[] DONE = ascii("HD\r\n");
    private static final byte[] ABSENT = ascii("NF\r\n");
    private static final byte[][] ERRORS = {ascii("SERVER_ERROR"), ascii("CLIENT_ERROR"), ascii("ERROR"), ascii("NS")};

    @Override
    void get(final int key, final ByteBuffer out) {
        put(GET, key, GET_FLAGS, out);
    }

    @Override
    void set(final int key, final int ofVersion, final int seconds, final int valueLength, final ByteBuffer out) {
        put(SET, key, SPACE, out);
        decimal(valueLength, out);
        if (ofVersion != 0) {
            out.put(FLAGS);
            decimal(ofVersion, out);
        }
        if (seconds != 0) {
            out.put(TIME);
            decimal(seconds, out);
        }
        out.put(LINE_END);
    }

    @Override
    void delete(final int key, final ByteBuffer out) {
        put(DELETE, key, LINE_END, out);
    }

    @Override
    void touch(final int key, final int seconds, final ByteBuffer out) {
        put(GET, key, TIME, out);
        decimal(seconds, out);
        out.put(LINE_END);
    }

    @Override
    void multiget(final InFlight requests, final int slot, final ByteBuffer out) {
        for (int i = 0; i < requests.keys(slot); i++) {
            put(GET, requests.key(slot, i), QUIET_FLAGS, out);
        }
        out.put(NO_MORE);
    }

    @Override
    int head(final ByteBuffer in, final int at, final int limit, final InFlight requests) {
        final Operation asked = requests.operation();
        if (asked == Operation.GET || asked == Operation.MULTIGET) {
            if (startsWith(VALUE, in, at, limit)) {
                return value(in, at, limit, requests, asked == Operation.GET);
            }
            final byte[] end = asked == Operation.GET ? MISS : END;
            if (startsWith(end, in, at, limit)) {
                return done(Reply.END, end.length);
            }
            if (startsWith(MISS_OF_KEY, in, at, limit)) {
                final int lineEnd = lineEnd(in, at, limit);
                return lineEnd <= 0 ? lineEnd : done(Reply.END, lineEnd - at);
            }
        } else if (startsWith(DONE, in, at, limit)) {
            return done(Reply.DONE, DONE.length);
        } else if (startsWith(asked == Operation.TOUCH ? MISS : ABSENT, in, at, limit)) {
            return done(Reply.ABSENT, ABSENT.length);
        }
        return error(ERRORS, in, at, limit);
    }

    private int value(final ByteBuffer in, final int at, final int limit, final InFlight requests,
        final boolean single) {
        final int lengthEnd = digits(in, at + VALUE.length, limit, ' ');
        if (lengthEnd <= 0) {
            return lengthEnd;
        }
        final int valueLength = number;
        final int keyAt = lengthEnd + KEY.length;
        final int behind = keyAt + Keys.LENGTH;
        if (limit < behind + VALUE_FLAGS.length) {
            return PART;
        }
        if (in.get(lengthEnd) != KEY[0] || !startsWith(VALUE_FLAGS, in, behind, limit)) {
            return BROKEN;
        }
        final int end = lastDigits(in, behind + VALUE_FLAGS.length, limit);
        return end <= 0 ? end
            : value(find(in, keyAt, requests), number, valueLength, LINE_END, single, end - at);
    }
}
