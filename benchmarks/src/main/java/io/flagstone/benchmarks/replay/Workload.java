/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.benchmarks.trace.Scramble;
import io.flagstone.benchmarks.trace.SizeHistogram;
import io.flagstone.benchmarks.trace.Trace;

/**
 * A trace with everything decided that it leaves open: how large each value is, how long it lives, when a request is
 * made. Each key of the trace may stand for several, asked for one after the other, which makes a small trace as large
 * as a cache wants it and leaves its order as it is.
 */
final class Workload {
    /** How many parts a simulated second has. */
    static final int TICKS_PER_SECOND = 10;

    private static final long SIZE_SALT = 0x51;
    private static final long TTL_SALT = 0x77;

    private final Trace trace;
    private final WorkloadOptions options;
    private final int[] sizeOfKey;
    private final int[] ttlOfKey;
    private final long requests;

    Workload(final Trace trace, final SizeHistogram sizes, final WorkloadOptions options) {
        this.trace = trace;
        this.options = options;
        requests = (long) trace.requests() * options.copies();
        final long keys = (long) trace.uniqueKeys() * options.copies();
        if (keys > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("copies must leave at most 2^31 keys: copies=" + options.copies()
                + " keys=" + trace.uniqueKeys());
        }
        sizeOfKey = new int[(int) keys];
        ttlOfKey = options.ttlMix() ? new int[(int) keys] : null;
        for (int key = 0; key < keys; key++) {
            final long hash = Scramble.mix(trace.keyHash(key / options.copies()) ^ options.seed())
                + key % options.copies();
            sizeOfKey[key] = sizes.draw(Scramble.mix(hash ^ SIZE_SALT));
            if (ttlOfKey != null) {
                ttlOfKey[key] = TtlMix.seconds(Scramble.unit(Scramble.mix(hash ^ TTL_SALT)));
            }
        }
    }

    String name() {
        return trace.name();
    }

    long requests() {
        return requests;
    }

    int keys() {
        return sizeOfKey.length;
    }

    int keyLength() {
        return options.keyLength();
    }

    private int index(final long request) {
        return (int) (request / options.copies());
    }

    int key(final long request) {
        return trace.key(index(request)) * options.copies() + (int) (request % options.copies());
    }

    byte operation(final long request) {
        return trace.operation(index(request));
    }

    /** Bytes of the value that a request would get or set. */
    int valueLength(final long request) {
        final int known = trace.size(index(request));
        final long before = known == Trace.UNKNOWN ? sizeOfKey[key(request)] : known;
        return (int) Math.min(Integer.MAX_VALUE, isShifted(request) ? before * options.shift() : before);
    }

    private boolean isShifted(final long request) {
        return options.shift() != 1 && request >= halfTime();
    }

    long halfTime() {
        return requests / 2;
    }

    /** Seconds that the value of a request lives, 0 for ever. */
    int timeToLive(final long request) {
        final int known = trace.timeToLive(index(request));
        return known != Trace.UNKNOWN ? known : ttlOfKey == null ? 0 : ttlOfKey[key(request)];
    }

    /** Whether values may have a time to live. */
    boolean expires() {
        return ttlOfKey != null || trace.hasTimeToLive();
    }

    /** When a request is made, in ticks since the first one. */
    long tick(final long request) {
        return trace.hasTime() ? trace.millis(index(request)) * TICKS_PER_SECOND / 1000
            : (long) (request / requestsPerSecond() * TICKS_PER_SECOND);
    }

    double requestsPerSecond() {
        return options.rate() > 0 ? options.rate() : requests / (options.hours() * 3600.0);
    }

    boolean hasTime() {
        return trace.hasTime();
    }

    /** Bytes of all keys and of their values, each as large as it first is, without any shift. */
    long uniqueBytes() {
        final boolean[] seen = new boolean[keys()];
        long bytes = 0;
        for (long request = 0; request < requests; request++) {
            final int key = key(request);
            if (!seen[key]) {
                seen[key] = true;
                final int known = trace.size(index(request));
                bytes += keyLength() + (known == Trace.UNKNOWN ? sizeOfKey[key] : known);
            }
        }
        return bytes;
    }

    int longestValue() {
        int longest = 0;
        for (long request = 0; request < requests; request++) {
            longest = Math.max(longest, valueLength(request));
        }
        return longest;
    }
}
