/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.ByteBuffer;

/** As much of Redis's dialect as get and set take. A value has no flags, and so no version but the first. */
final class RespWire extends Wire {
    private static final byte[] GET = ascii("*2\r\n$3\r\nGET\r\n$" + Keys.LENGTH + "\r\n");
    private static final byte[] SET = ascii("*3\r\n$3\r\nSET\r\n$" + Keys.LENGTH + "\r\n");
    private static final byte[] LENGTH = ascii("\r\n$");
    private static final byte[] VALUE = ascii("$");
    private static final byte[] MISS = ascii("$-1\r\n");
    private static final byte[] DONE = ascii("+OK\r\n");
    private static final byte[][] ERRORS = {ascii("-")};

    @Override
    void get(final int key, final ByteBuffer out) {
        put(GET, key, LINE_END, out);
    }

    @Override
    void set(final int key, final int ofVersion, final int seconds, final int valueLength, final ByteBuffer out) {
        put(SET, key, LENGTH, out);
        decimal(valueLength, out);
        out.put(LINE_END);
    }

    @Override
    void delete(final int key, final ByteBuffer out) {
        throw new UnsupportedOperationException("delete");
    }

    @Override
    void touch(final int key, final int seconds, final ByteBuffer out) {
        throw new UnsupportedOperationException("touch");
    }

    @Override
    void multiget(final InFlight requests, final int slot, final ByteBuffer out) {
        throw new UnsupportedOperationException("multiget");
    }

    @Override
    int head(final ByteBuffer in, final int at, final int limit, final InFlight requests) {
        if (requests.operation() == Operation.SET) {
            if (startsWith(DONE, in, at, limit)) {
                return done(Reply.DONE, DONE.length);
            }
        } else if (startsWith(MISS, in, at, limit)) {
            return done(Reply.END, MISS.length);
        } else if (startsWith(VALUE, in, at, limit)) {
            final int end = limit - at < MISS.length ? PART : lastDigits(in, at + VALUE.length, limit);
            return end <= 0 ? end : value(0, 0, number, LINE_END, true, end - at);
        }
        return error(ERRORS, in, at, limit);
    }
}
