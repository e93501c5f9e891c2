/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.ByteBuffer;

/** memcached's binary dialect; the opaque of a request is the number of its key. */
final class BinaryWire extends Wire {
    private static final int HEADER = 24;
    private static final int FLAGS_LENGTH = 4;
    private static final int REQUEST = 0x80;
    private static final int RESPONSE = 0x81;
    private static final int GET = 0x00;
    private static final int SET = 0x01;
    private static final int DELETE = 0x04;
    private static final int GET_QUIETLY = 0x09;
    private static final int NO_OPERATION = 0x0a;
    private static final int TOUCH = 0x1c;
    private static final int NOT_FOUND = 1;
    private static final int BODY_AT = 8;
    private static final int OPAQUE_AT = 12;

    private static void header(final int opcode, final int keyLength, final int extras, final int rest,
        final int opaque, final ByteBuffer out) {
        out.put((byte) REQUEST).put((byte) opcode).putShort(Short.reverseBytes((short) keyLength)).put((byte) extras)
            .put((byte) 0).putShort((short) 0).putInt(Integer.reverseBytes(keyLength + extras + rest))
            .putInt(Integer.reverseBytes(opaque)).putLong(0);
    }

    @Override
    void get(final int key, final ByteBuffer out) {
        header(GET, Keys.LENGTH, 0, 0, key, out);
        Keys.write(key, out);
    }

    @Override
    void set(final int key, final int ofVersion, final int seconds, final int valueLength, final ByteBuffer out) {
        header(SET, Keys.LENGTH, 2 * FLAGS_LENGTH, valueLength, key, out);
        out.putInt(Integer.reverseBytes(ofVersion)).putInt(Integer.reverseBytes(seconds));
        Keys.write(key, out);
    }

    @Override
    byte[] setTail() {
        return NOTHING;
    }

    @Override
    void delete(final int key, final ByteBuffer out) {
        header(DELETE, Keys.LENGTH, 0, 0, key, out);
        Keys.write(key, out);
    }

    @Override
    void touch(final int key, final int seconds, final ByteBuffer out) {
        header(TOUCH, Keys.LENGTH, FLAGS_LENGTH, 0, key, out);
        out.putInt(Integer.reverseBytes(seconds));
        Keys.write(key, out);
    }

    @Override
    void multiget(final InFlight requests, final int slot, final ByteBuffer out) {
        for (int i = 0; i < requests.keys(slot); i++) {
            header(GET_QUIETLY, Keys.LENGTH, 0, 0, requests.key(slot, i), out);
            Keys.write(requests.key(slot, i), out);
        }
        header(NO_OPERATION, 0, 0, 0, 0, out);
    }

    @Override
    int head(final ByteBuffer in, final int at, final int limit, final InFlight requests) {
        if (limit - at < HEADER) {
            return PART;
        }
        final int opcode = in.get(at + 1);
        if ((in.get(at) & 0xff) != RESPONSE || !isAnswer(opcode, requests.operation())) {
            return BROKEN;
        }
        final int status = Short.reverseBytes(in.getShort(at + 6)) & 0xffff;
        final int body = Integer.reverseBytes(in.getInt(at + BODY_AT));
        if (status == 0 && (opcode == GET || opcode == GET_QUIETLY)) {
            return value(in, at, limit, requests, opcode == GET, body);
        }
        if (body < 0 || body > LONGEST_HEAD) {
            return BROKEN;
        }
        if (limit - at < HEADER + body) {
            return PART;
        }
        final boolean found = status == 0;
        final boolean get = opcode == GET || opcode == NO_OPERATION;
        return done(found || status == NOT_FOUND ? get ? Reply.END : found ? Reply.DONE : Reply.ABSENT : Reply.ERROR,
            HEADER + body);
    }

    private int value(final ByteBuffer in, final int at, final int limit, final InFlight requests,
        final boolean single, final int body) {
        if (limit - at < HEADER + FLAGS_LENGTH) {
            return PART;
        }
        if (in.get(at + 4) != FLAGS_LENGTH || in.getShort(at + 2) != 0 || body < FLAGS_LENGTH) {
            return BROKEN;
        }
        final int opaque = Integer.reverseBytes(in.getInt(at + OPAQUE_AT));
        int of = requests.next();
        while (of < requests.keys() && requests.key(of) != opaque) {
            of++;
        }
        return value(of == requests.keys() ? -1 : of, Integer.reverseBytes(in.getInt(at + HEADER)),
            body - FLAGS_LENGTH, NOTHING, single, HEADER + FLAGS_LENGTH);
    }

    private static boolean isAnswer(final int opcode, final Operation to) {
        return switch (to) {
            case GET -> opcode == GET;
            case SET -> opcode == SET;
            case DELETE -> opcode == DELETE;
            case TOUCH -> opcode == TOUCH;
            case MULTIGET -> opcode == GET_QUIETLY || opcode == NO_OPERATION;
        };
    }
}
