/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.console.ByteCount;

/**
 * A size of cache: a share of the bytes of a trace's different keys and values, or bytes.
 *
 * @param label as it was written
 * @param share above 0, or 0 if bytes are meant
 * @param bytes if the share is 0
 */
record CacheSize(String label, double share, long bytes) {
    private static final double PERCENT = 100.0;

    static CacheSize parse(final String text) {
        if (text.matches("\\d{1,6}(\\.\\d{1,6})?%")) {
            final double share = Double.parseDouble(text.substring(0, text.length() - 1)) / PERCENT;
            if (share > 0) {
                return new CacheSize(text, share, 0);
            }
        }
        if (text.endsWith("%")) {
            throw new IllegalArgumentException("size must be a percentage above 0, such as 10%: size=" + text);
        }
        final long bytes = ByteCount.parse("size", text);
        if (bytes == 0) {
            throw new IllegalArgumentException("size must be > 0: size=" + text);
        }
        return new CacheSize(text, 0, bytes);
    }

    long limit(final long uniqueBytes) {
        return share > 0 ? Math.max(1, Math.round(share * uniqueBytes)) : bytes;
    }
}
