/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Every request that a load can send in the text protocol, with the reply that it has to get, as bytes. A key has one
 * value for ever, so that a get is verifiable at any time, sets under way or not. Immutable.
 */
final class TextExchanges {
    static final byte[] STORED = "STORED\r\n".getBytes(StandardCharsets.US_ASCII);
    static final byte[] MISS = "END\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE_END = "\r\nEND\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] gets;
    private final byte[][] sets;
    private final byte[][] values;

    TextExchanges(final LoadOptions options) {
        final int items = options.items();
        final int[] lengths = options.values().lengths(items, options.seed());
        final SplittableRandom random = new SplittableRandom(options.seed());
        gets = new byte[items][];
        sets = new byte[items][];
        values = new byte[items][];
        for (int i = 0; i < items; i++) {
            final String key = new String(Keys.key(i), StandardCharsets.US_ASCII);
            final byte[] value = new byte[lengths[i]];
            random.nextBytes(value);
            gets[i] = ascii("get " + key + "\r\n");
            sets[i] = join(ascii("set " + key + " 0 0 " + value.length + "\r\n"), value, LINE_END);
            values[i] = join(ascii("VALUE " + key + " 0 " + value.length + "\r\n"), value, VALUE_END);
        }
    }

    byte[] get(final int index) {
        return gets[index];
    }

    byte[] set(final int index) {
        return sets[index];
    }

    /** The reply to a get that hits. */
    byte[] value(final int index) {
        return values[index];
    }

    int items() {
        return gets.length;
    }

    int longestRequest() {
        return longest(sets);
    }

    int longestReply() {
        return longest(values);
    }

    private static int longest(final byte[][] arrays) {
        int longest = 0;
        for (final byte[] array : arrays) {
            longest = Math.max(longest, array.length);
        }
        return longest;
    }

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(final byte[] head, final byte[] body, final byte[] tail) {
        final byte[] joined = new byte[head.length + body.length + tail.length];
        System.arraycopy(head, 0, joined, 0, head.length);
        System.arraycopy(body, 0, joined, head.length, body.length);
        System.arraycopy(tail, 0, joined, head.length + body.length, tail.length);
        return joined;
    }
}
