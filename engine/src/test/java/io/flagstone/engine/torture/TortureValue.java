/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Values that tell who wrote them. From 24 bytes on, a value starts with its key, writer, sequence number and length;
 * every byte behind that follows from those, so that a mixture of two values is no value at all. A shorter one is
 * all pattern, and is recognised by trying.
 *
 * <pre>
 *   0        4        8                16       20       24
 *   | key    | writer | sequence       | length | check  | pattern of (key, writer, sequence)
 * </pre>
 */
final class TortureValue {
    static final int HEADER = 24;
    static final int LONGEST = 100 * 1024 + 5000;

    private static final int WRITER_OFFSET = Integer.BYTES;
    private static final int SEQUENCE_OFFSET = WRITER_OFFSET + Integer.BYTES;
    private static final int LENGTH_OFFSET = SEQUENCE_OFFSET + Long.BYTES;
    private static final int CHECK_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private TortureValue() {
    }

    /** The length of a register's n-th value: mostly small, at times some KB, rarely 100 KB. */
    static int length(final int key, final long sequence, final int shortest) {
        final long hash = mix(key * STEP + sequence);
        final int size = (int) (hash >>> 40);
        if ((hash & 511) == 0) {
            return LONGEST - size % 5000;
        }
        return shortest + switch ((int) (hash >>> 9) & 7) {
            case 0 -> size % HEADER;
            case 1, 2, 3, 4 -> size % 300;
            default -> size % 8300;
        };
    }

    static byte[] make(final int key, final int writer, final long sequence, final int length) {
        final byte[] bytes = new byte[length];
        if (length >= HEADER) {
            INT.set(bytes, 0, key);
            INT.set(bytes, WRITER_OFFSET, writer);
            LONG.set(bytes, SEQUENCE_OFFSET, sequence);
            INT.set(bytes, LENGTH_OFFSET, length);
            INT.set(bytes, CHECK_OFFSET, check(key, writer, sequence, length));
        }
        final long seed = seed(key, writer, sequence);
        int i = bodyOffset(length);
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            LONG.set(bytes, i, pattern(seed, i));
        }
        for (; i < length; i++) {
            bytes[i] = (byte) pattern(seed, i);
        }
        return bytes;
    }

    /** True if the bytes are exactly that value. */
    static boolean is(final byte[] bytes, final int length, final int key, final int writer, final long sequence) {
        if (length >= HEADER && !(key(bytes) == key && writer(bytes) == writer && sequence(bytes) == sequence
            && length(bytes) == length && (int) INT.get(bytes, CHECK_OFFSET) == check(key, writer, sequence, length))) {
            return false;
        }
        final long seed = seed(key, writer, sequence);
        int i = bodyOffset(length);
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            if ((long) LONG.get(bytes, i) != pattern(seed, i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (bytes[i] != (byte) pattern(seed, i)) {
                return false;
            }
        }
        return true;
    }

    static int key(final byte[] bytes) {
        return (int) INT.get(bytes, 0);
    }

    static int writer(final byte[] bytes) {
        return (int) INT.get(bytes, WRITER_OFFSET);
    }

    static long sequence(final byte[] bytes) {
        return (long) LONG.get(bytes, SEQUENCE_OFFSET);
    }

    static int length(final byte[] bytes) {
        return (int) INT.get(bytes, LENGTH_OFFSET);
    }

    /** A short sentence about bytes that are not what they have to be. */
    static String describe(final byte[] bytes, final int length) {
        return length < HEADER ? length + " bytes" : length + " bytes of key " + key(bytes) + ", writer "
            + writer(bytes) + ", sequence " + sequence(bytes) + ", length " + length(bytes)
            + (is(bytes, length, key(bytes), writer(bytes), sequence(bytes)) ? ", whole" : ", torn");
    }

    static long mix(final long value) {
        long bits = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    private static int bodyOffset(final int length) {
        return length >= HEADER ? HEADER : 0;
    }

    private static int check(final int key, final int writer, final long sequence, final int length) {
        return (int) mix(seed(key, writer, sequence) + length);
    }

    private static long seed(final int key, final int writer, final long sequence) {
        return mix(sequence * STEP + ((long) key << 8) + writer);
    }

    private static long pattern(final long seed, final int offset) {
        final long bits = seed + offset * STEP;
        return bits ^ (bits >>> 29);
    }
}
