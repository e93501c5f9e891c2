/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.DeltaResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters that everyone increments and decrements: in the end each has to be the sum of what was done to it. Even
 * keys start at 0, grow in digits, wrap around and are only incremented; odd ones start high enough never to meet 0.
 */
final class CounterFamily implements KeyFamily {
    private static final long HIGH = 1_000_000_000_000L;

    private final byte[][] keys;
    private final AtomicLongArray sums;
    private final AtomicLongArray created;

    CounterFamily(final int count) {
        keys = KeyFamily.keys("counter", count);
        sums = new AtomicLongArray(count);
        created = new AtomicLongArray(count);
    }

    @Override
    public byte[][] keys() {
        return keys;
    }

    @Override
    public void operate(final TortureWorker worker) {
        final int key = worker.any(keys.length);
        final boolean isExpected = created.get(key) != 0;
        final boolean isDecrement = key % 2 == 1 && worker.any(2) == 0;
        final long delta = key % 2 == 0 && worker.any(100) == 0 ? worker.random.nextLong() : worker.any(1000);
        final DeltaResult result = isDecrement ? worker.cache.decrement(keys[key], delta, worker.number)
            : worker.cache.increment(keys[key], delta, worker.number);
        switch (result) {
            case OK -> sums.addAndGet(key, isDecrement ? -delta : delta);
            case NOT_FOUND -> {
                worker.violations.check(!isExpected, "counter %d is gone", key);
                worker.cache.add(keys[key], Long.toString(start(key)).getBytes(StandardCharsets.US_ASCII));
                created.set(key, 1);
            }
            default -> worker.violations.add("counter %d: a delta of %d says %s", key, delta, result);
        }
        if (worker.any(4) == 0) {
            read(worker, key);
        }
    }

    @Override
    public void verifyAtRest(final TortureWorker worker) {
        for (int key = 0; key < keys.length; key++) {
            if (created.get(key) != 0) {
                final long expected = start(key) + sums.get(key);
                worker.violations.check(read(worker, key) == expected, "counter %d: is %s, and has to be %s", key,
                    Long.toUnsignedString(worker.number.get()), Long.toUnsignedString(expected));
            }
        }
    }

    @Override
    public void forget() {
        for (int key = 0; key < keys.length; key++) {
            sums.set(key, 0);
            created.set(key, 0);
        }
    }

    /** Reads the digits; a number that has become shorter may be followed by blanks. */
    private long read(final TortureWorker worker, final int key) {
        final int length = worker.read(keys[key]);
        worker.number.set(-1);
        if (length != ByteCache.NOT_FOUND) {
            final String text = new String(worker.bytes, 0, length, StandardCharsets.ISO_8859_1).stripTrailing();
            try {
                worker.number.set(Long.parseUnsignedLong(text));
            } catch (final NumberFormatException e) {
                worker.violations.add("counter %d: reads as '%s'", key, text);
            }
        }
        return worker.number.get();
    }

    private static long start(final int key) {
        return key % 2 == 0 ? 0 : HIGH;
    }
}
