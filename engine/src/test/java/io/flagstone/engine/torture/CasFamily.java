/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheItem;
import io.flagstone.engine.StoreResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Numbers that everyone raises by one under cas, in values whose length changes with the number. A key's number has to
 * be the count of its successful cas: less is a lost update, more is a success that was not told. It never goes back,
 * and the same number always has the same CAS unique.
 */
final class CasFamily implements KeyFamily {
    private static final int ATTEMPTS = 8;
    private static final int WRITER = 99;

    private final byte[][] keys;
    private final AtomicLongArray attempts;
    private final AtomicLongArray successes;
    private final AtomicLongArray seen;
    private final AtomicLongArray uniqueOfSeen;

    CasFamily(final int count) {
        keys = KeyFamily.keys("cas", count);
        attempts = new AtomicLongArray(count);
        successes = new AtomicLongArray(count);
        seen = new AtomicLongArray(count);
        uniqueOfSeen = new AtomicLongArray(count);
    }

    @Override
    public byte[][] keys() {
        return keys;
    }

    @Override
    public void operate(final TortureWorker worker) {
        final int key = worker.any(keys.length);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (raise(worker, key)) {
                return;
            }
        }
    }

    @Override
    public void verifyAtRest(final TortureWorker worker) {
        for (int key = 0; key < keys.length; key++) {
            final int length = worker.read(keys[key]);
            if (length == ByteCache.NOT_FOUND) {
                worker.violations.check(successes.get(key) == 0, "cas %d: gone with %d updates", key,
                    successes.get(key));
            } else {
                worker.violations.check(TortureValue.is(worker.bytes, length, key, WRITER, successes.get(key)),
                    "cas %d: %d updates, and what is there is %s", key, successes.get(key),
                    TortureValue.describe(worker.bytes, length));
            }
        }
    }

    @Override
    public void forget() {
        for (int key = 0; key < keys.length; key++) {
            attempts.set(key, 0);
            successes.set(key, 0);
            seen.set(key, 0);
            uniqueOfSeen.set(key, 0);
        }
    }

    private boolean raise(final TortureWorker worker, final int key) {
        final long known = Math.max(successes.get(key), seen.get(key));
        final CacheItem item = worker.cache.gets(keys[key]);
        if (item == null) {
            worker.violations.check(known == 0, "cas %d: a miss after %d updates", key, known);
            worker.cache.add(keys[key], value(key, 0));
            return false;
        }
        final int length = item.value().length;
        final long number = length < TortureValue.HEADER ? -1 : TortureValue.sequence(item.value());
        if (!TortureValue.is(item.value(), length, key, WRITER, number) || number < known
            || number > attempts.get(key)) {
            worker.violations.add("cas %d: after %d updates and %d attempts, read %s", key, known, attempts.get(key),
                TortureValue.describe(item.value(), length));
            return true;
        }
        see(worker, key, number, item.casUnique());
        attempts.incrementAndGet(key);
        final StoreResult result = worker.cache.cas(keys[key], value(key, number + 1), 0, Duration.ZERO,
            item.casUnique());
        if (result == StoreResult.STORED) {
            successes.incrementAndGet(key);
            return true;
        }
        worker.violations.check(result == StoreResult.EXISTS, "cas %d: cas says %s", key, result);
        return false;
    }

    /** One worker at a time notes the pair of number and unique. */
    private void see(final TortureWorker worker, final int key, final long number, final long unique) {
        synchronized (keys[key]) {
            if (number > seen.get(key)) {
                seen.set(key, number);
                uniqueOfSeen.set(key, unique);
            } else if (number == seen.get(key) && number > 0) {
                worker.violations.check(uniqueOfSeen.get(key) == unique,
                    "cas %d: number %d has the uniques %d and %d", key, number, uniqueOfSeen.get(key), unique);
            }
        }
    }

    private static byte[] value(final int key, final long number) {
        return TortureValue.make(key, WRITER, number, TortureValue.length(key, number, TortureValue.HEADER));
    }
}
