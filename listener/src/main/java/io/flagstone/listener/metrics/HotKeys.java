/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The keys that one worker sees most often, by the space-saving algorithm (Metwally and others, 2005): a key that has
 * no place takes that of the rarest and inherits its count, which is remembered as what may be wrong with the new one.
 */
final class HotKeys {
    private static final VarHandle BUSY;
    private static final int PLACES = 64;
    private static final int LONGEST_KEY = 250;
    private static final int PRIME = 31;

    private final int[] hashes = new int[PLACES];
    private final long[] counts = new long[PLACES];
    private final long[] errors = new long[PLACES];
    private final int[] lengths = new int[PLACES];
    private final byte[][] keys = new byte[PLACES][LONGEST_KEY];
    private long seen;
    /** Guards all that is above. */
    private volatile boolean busy;

    static {
        try {
            BUSY = MethodHandles.lookup().findVarHandle(HotKeys.class, "busy", boolean.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Counts a key, or forgets it at once if somebody is reading. */
    void offer(final ByteBuffer in, final int offset, final int length) {
        if (length <= 0 || length > LONGEST_KEY || !BUSY.compareAndSet(this, false, true)) {
            return;
        }
        try {
            int hash = length;
            for (int i = 0; i < length; i++) {
                hash = PRIME * hash + in.get(offset + i);
            }
            seen++;
            final int place = find(in, offset, length, hash);
            if (place >= 0) {
                counts[place]++;
            } else {
                replace(rarest(), in, offset, length, hash);
            }
        } finally {
            busy = false;
        }
    }

    private int find(final ByteBuffer in, final int offset, final int length, final int hash) {
        for (int i = 0; i < PLACES; i++) {
            if (hashes[i] == hash && lengths[i] == length && isKey(i, in, offset)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isKey(final int place, final ByteBuffer in, final int offset) {
        for (int i = 0; i < lengths[place]; i++) {
            if (keys[place][i] != in.get(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private int rarest() {
        int rarest = 0;
        for (int i = 1; i < PLACES; i++) {
            if (counts[i] < counts[rarest]) {
                rarest = i;
            }
        }
        return rarest;
    }

    private void replace(final int place, final ByteBuffer in, final int offset, final int length, final int hash) {
        in.get(offset, keys[place], 0, length);
        lengths[place] = length;
        hashes[place] = hash;
        errors[place] = counts[place];
        counts[place]++;
    }

    private void begin() {
        while (!BUSY.compareAndSet(this, false, true)) {
            Thread.onSpinWait();
        }
    }

    void addTo(final Map<String, Long> sums) {
        begin();
        try {
            for (int i = 0; i < PLACES; i++) {
                if (counts[i] > errors[i]) {
                    sums.merge(new String(keys[i], 0, lengths[i], StandardCharsets.ISO_8859_1),
                        counts[i] - errors[i], Long::sum);
                }
            }
        } finally {
            busy = false;
        }
    }

    long seen() {
        begin();
        try {
            return seen;
        } finally {
            busy = false;
        }
    }

    void forgetHalf() {
        begin();
        for (int i = 0; i < PLACES; i++) {
            counts[i] /= 2;
            errors[i] /= 2;
        }
        seen /= 2;
        busy = false;
    }
}
