/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Items without end, one for each number: a key of 20 bytes, and a value of 100 that repeats it. Written and verified
 * without allocation. For one thread.
 */
final class NumberedItems {
    static final int VALUE_LENGTH = 100;
    private static final byte[] SET = ascii("set ");
    private static final byte[] GET = ascii("get ");
    private static final byte[] LOUD = ascii(" 0 0 " + VALUE_LENGTH + "\r\n");
    private static final byte[] QUIET = ascii(" 0 0 " + VALUE_LENGTH + " noreply\r\n");
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] VALUE = ascii("VALUE ");
    private static final byte[] VALUE_LINE_END = ascii(" 0 " + VALUE_LENGTH + "\r\n");
    private static final byte[] END = ascii("END\r\n");
    private static final byte[] STORED = ascii("STORED\r\n");

    private final byte[] key = new byte[Keys.LENGTH];
    private final ByteBuffer expected = ByteBuffer.allocateDirect(256);

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds a set. */
    void set(final int number, final boolean quiet, final ByteBuffer out) {
        Keys.write(number, key, 0);
        out.put(SET).put(key).put(quiet ? QUIET : LOUD);
        value(out);
        out.put(LINE_END);
    }

    /** Adds a get. */
    void get(final int number, final ByteBuffer out) {
        Keys.write(number, key, 0);
        out.put(GET).put(key).put(LINE_END);
    }

    private void value(final ByteBuffer out) {
        for (int i = 0; i < VALUE_LENGTH; i += Keys.LENGTH) {
            out.put(key);
        }
    }

    /**
     * Looks at a reply that has come so far.
     *
     * @param in  from index 0 to its position
     * @param set whether the item was to be stored; else it was asked for
     * @return whether it is whole
     * @throws IllegalStateException if it is no reply to that
     */
    boolean isWhole(final ByteBuffer in, final int number, final boolean set) {
        if (in.position() == 0) {
            return false;
        }
        expected.clear();
        if (set) {
            expected.put(STORED);
        } else if (in.get(0) == END[0]) {
            expected.put(END);
        } else {
            Keys.write(number, key, 0);
            expected.put(VALUE).put(key).put(VALUE_LINE_END);
            value(expected);
            expected.put(LINE_END).put(END);
        }
        final int whole = expected.position();
        final int come = in.position();
        in.flip();
        expected.position(0).limit(Math.min(whole, come));
        if (come > whole || in.mismatch(expected) >= 0) {
            throw new IllegalStateException("a reply is not what it has to be: "
                + StandardCharsets.ISO_8859_1.decode(in.limit(Math.min(60, come))));
        }
        in.limit(in.capacity()).position(come);
        return come == whole;
    }

    /** Tells whether a whole reply to a get holds the item. */
    static boolean isHit(final ByteBuffer in) {
        return in.get(0) == VALUE[0];
    }
}
