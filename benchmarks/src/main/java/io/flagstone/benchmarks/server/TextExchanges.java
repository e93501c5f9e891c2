/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.workload.Keys;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The keys of a load, what stores each, and how its value comes back, as bytes of the text protocol. A key has one
 * value for ever, so that a get is verifiable at any time, sets under way or not. Immutable.
 */
final class TextExchanges {
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] keys;
    private final byte[][] sets;
    private final byte[][] values;
    private final long meanBytes;

    TextExchanges(final Load load) {
        final int items = load.items();
        final int[] lengths = load.values().lengths(items, load.seed());
        final SplittableRandom random = new SplittableRandom(load.seed());
        keys = Keys.range(0, items);
        sets = new byte[items][];
        values = new byte[items][];
        long bytes = 0;
        for (int i = 0; i < items; i++) {
            final String key = new String(keys[i], StandardCharsets.US_ASCII);
            final byte[] value = new byte[lengths[i]];
            random.nextBytes(value);
            sets[i] = join("set " + key + " 0 0 " + value.length + "\r\n", value);
            values[i] = join("VALUE " + key + " 0 " + value.length + "\r\n", value);
            bytes += values[i].length;
        }
        meanBytes = bytes / items;
    }

    byte[] key(final int index) {
        return keys[index];
    }

    byte[] set(final int index) {
        return sets[index];
    }

    /** What comes back if a get hits, without the END behind it. */
    byte[] value(final int index) {
        return values[index];
    }

    int items() {
        return keys.length;
    }

    /** Length of the mean value as it comes back. */
    long meanBytes() {
        return meanBytes;
    }

    private static byte[] join(final String line, final byte[] body) {
        final byte[] joined = new byte[line.length() + body.length + LINE_END.length];
        System.arraycopy(line.getBytes(StandardCharsets.US_ASCII), 0, joined, 0, line.length());
        System.arraycopy(body, 0, joined, line.length(), body.length);
        System.arraycopy(LINE_END, 0, joined, line.length() + body.length, LINE_END.length);
        return joined;
    }
}
