/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The item memory of values that are half received or half sent. Until their clients go on it can be neither evicted
 * nor used by others, so it has to be bounded: half of the cache, beyond which no further value is begun; from a
 * quarter on, clients that stand still lose what they hold. Safe for any number of threads.
 */
public final class InFlightMemory {
    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Makes an account of nothing.
     *
     * @param limit bytes that may be in flight at a time.
     */
    public InFlightMemory(final long limit) {
        this.limit = limit;
    }

    /** Notes that one more value is received in pieces, unless that would be too much; false if it would. */
    boolean tryBegin(final int length) {
        long before = bytes.get();
        while (before + length <= limit) {
            final long seen = bytes.compareAndExchange(before, before + length);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }

    /**
     * Notes that a value is on its way to its client, which was found already.
     *
     * @param length of it.
     */
    public void begin(final int length) {
        bytes.addAndGet(length);
    }

    /**
     * Notes that it is so no more.
     *
     * @param length of it.
     */
    public void end(final int length) {
        bytes.addAndGet(-length);
    }

    /**
     * Tells how much is on its way.
     *
     * @return bytes.
     */
    public long bytes() {
        return bytes.get();
    }

    /**
     * Tells whether clients that stand still are in the way of others.
     *
     * @return whether they are.
     */
    public boolean isPressed() {
        return bytes.get() > limit / 2;
    }
}
