/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How requests are written and replies are read in one dialect; all buffers are little-endian. For one thread. */
abstract class Wire {
    /** Nothing can be said until more has come. */
    static final int PART = 0;
    /** It is no reply to what was asked. */
    static final int BROKEN = -1;
    /** More than any line and any header take. */
    static final int LONGEST_HEAD = 512;
    static final byte[] LINE_END = ascii("\r\n");
    static final byte[] SPACE = ascii(" ");
    static final byte[] NOTHING = {};
    private static final int MOST_DIGITS = 9;

    /** What {@link #head} has found. */
    Reply reply;
    /** Which of the keys that were asked for a value belongs to. */
    int index;
    int version;
    int length;
    /** What comes behind the value. */
    byte[] tail;
    /** Whether the value is the last of the reply. */
    boolean last;
    /** What {@link #digits} has read. */
    int number;

    static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    abstract void get(int key, ByteBuffer out);

    /** Adds a set, without the value and what comes behind it. */
    abstract void set(int key, int ofVersion, int seconds, int valueLength, ByteBuffer out);

    abstract void delete(int key, ByteBuffer out);

    abstract void touch(int key, int seconds, ByteBuffer out);

    abstract void multiget(InFlight requests, int slot, ByteBuffer out);

    /** What comes behind the value of a set. */
    byte[] setTail() {
        return LINE_END;
    }

    /**
     * Reads the next piece of the reply to the oldest request, up to where a value begins.
     *
     * @return bytes that it takes, {@link #PART} or {@link #BROKEN}
     */
    abstract int head(ByteBuffer in, int at, int limit, InFlight requests);

    /** The longest request without its value. */
    int longest(final int keysPerGet) {
        return LONGEST_HEAD + keysPerGet * (Keys.LENGTH + 24);
    }

    final int done(final Reply as, final int used) {
        reply = as;
        return used;
    }

    final int value(final int of, final int ofVersion, final int valueLength, final byte[] behind, final boolean ends,
        final int used) {
        reply = of < 0 ? Reply.FOREIGN : Reply.VALUE;
        index = of;
        version = ofVersion;
        length = valueLength;
        tail = behind;
        last = ends;
        return used;
    }

    /** Reads a line that must begin with one of the words of an error. */
    final int error(final byte[][] words, final ByteBuffer in, final int at, final int limit) {
        final int end = lineEnd(in, at, limit);
        if (end <= 0) {
            return end;
        }
        for (final byte[] word : words) {
            if (startsWith(word, in, at, end)) {
                return done(Reply.ERROR, end - at);
            }
        }
        return BROKEN;
    }

    /** Finds the key at some place among those that were not answered yet; -1 if it is none of them. */
    static int find(final ByteBuffer in, final int at, final InFlight requests) {
        final int count = requests.keys();
        for (int i = requests.next(); i < count; i++) {
            if (Keys.matches(requests.key(i), in, at)) {
                return i;
            }
        }
        return -1;
    }

    /** Reads a number up to a byte; the index behind it, {@link #PART} or {@link #BROKEN}. */
    final int digits(final ByteBuffer in, final int from, final int limit, final char end) {
        int sum = 0;
        for (int at = from; at < limit; at++) {
            final int digit = in.get(at) - '0';
            if (digit == end - '0') {
                number = sum;
                return at == from ? BROKEN : at + 1;
            }
            if (digit < 0 || digit > 9 || at - from >= MOST_DIGITS) {
                return BROKEN;
            }
            sum = 10 * sum + digit;
        }
        return PART;
    }

    /** Reads the number that a line ends with; the index behind the line, {@link #PART} or {@link #BROKEN}. */
    final int lastDigits(final ByteBuffer in, final int from, final int limit) {
        final int end = digits(in, from, limit, '\r');
        return end <= 0 ? end : end == limit ? PART : in.get(end) == '\n' ? end + 1 : BROKEN;
    }

    static boolean startsWith(final byte[] word, final ByteBuffer in, final int at, final int limit) {
        if (limit - at < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (in.get(at + i) != word[i]) {
                return false;
            }
        }
        return true;
    }

    /** The index behind the line; {@link #PART} or {@link #BROKEN} if it has not come or is too long. */
    static int lineEnd(final ByteBuffer in, final int at, final int limit) {
        final int end = Math.min(limit, at + LONGEST_HEAD);
        for (int i = at; i < end; i++) {
            if (in.get(i) == '\n') {
                return i + 1;
            }
        }
        return end == limit ? PART : BROKEN;
    }

    /** Adds a key and what stands before and behind it. */
    static void put(final byte[] before, final int key, final byte[] behind, final ByteBuffer out) {
        out.put(before);
        Keys.write(key, out);
        out.put(behind);
    }

    /** Adds a number in decimal digits. */
    static void decimal(final int of, final ByteBuffer out) {
        int power = 1;
        while (of / 10 >= power) {
            power *= 10;
        }
        for (int rest = of; power > 0; power /= 10) {
            out.put((byte) ('0' + rest / power));
            rest %= power;
        }
    }
}
