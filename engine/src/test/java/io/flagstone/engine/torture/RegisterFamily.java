/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheItem;
import io.flagstone.engine.DeleteResult;
import io.flagstone.engine.StoreResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One writer, many readers: a linearizable register. The n-th operation on a key is known beforehand (a function of
 * key and n): a delete, or a store with a length, a content and at times a time to live. The writer notes that it
 * starts and that it has completed n. A reader notes what was completed, or seen by anyone, before it reads, and what
 * was started after: what it read has to be one of those between. An older value is a stale read, another one a torn
 * one, and a miss needs a delete or an expiry among them.
 */
final class RegisterFamily implements KeyFamily {
    /** Expiry counts in tenths of a second; clocks are read before and after. */
    private static final long SLACK_MILLIS = 200;
    private static final int WRITER = 0;

    private final byte[][] keys;
    private final int writers;
    private final AtomicLongArray started;
    private final AtomicLongArray completed;
    private final AtomicLongArray startedAt;
    private final AtomicLongArray completedAt;
    private final AtomicLongArray seen;
    private final AtomicLongArray gone;
    private final long[] flushing;

    RegisterFamily(final int count, final int writers) {
        this.keys = KeyFamily.keys("register", count);
        this.writers = writers;
        started = new AtomicLongArray(count);
        completed = new AtomicLongArray(count);
        startedAt = new AtomicLongArray(count);
        completedAt = new AtomicLongArray(count);
        seen = new AtomicLongArray(count);
        gone = new AtomicLongArray(count);
        flushing = new long[count];
    }

    @Override
    public byte[][] keys() {
        return keys;
    }

    @Override
    public void operate(final TortureWorker worker) {
        if (worker.any(3) == 0) {
            final int rounds = (keys.length - worker.index + writers - 1) / writers;
            write(worker, worker.index + writers * worker.any(rounds));
        } else {
            read(worker, worker.any(keys.length));
        }
    }

    @Override
    public void verifyAtRest(final TortureWorker worker) {
        for (int key = 0; key < keys.length; key++) {
            read(worker, key);
        }
    }

    @Override
    public void forget() {
        beforeFlush();
        afterFlush();
    }

    @Override
    public void beforeFlush() {
        for (int key = 0; key < flushing.length; key++) {
            flushing[key] = completed.get(key);
        }
    }

    @Override
    public void afterFlush() {
        for (int key = 0; key < flushing.length; key++) {
            gone.set(key, flushing[key]);
        }
    }

    private void read(final TortureWorker worker, final int key) {
        final long before = worker.clock.time();
        final long flushed = gone.get(key);
        final long known = completed.get(key);
        final long knownAt = completedAt.get(key);
        final boolean isKnownAtCertain = started.get(key) == known;
        final long first = Math.max(known, seen.get(key));
        final int length = worker.read(keys[key]);
        final long last = started.get(key);
        final long after = worker.clock.time();
        if (length == ByteCache.NOT_FOUND) {
            if (worker.isStrict && !mayBeAbsent(key, flushed, first, last, after)) {
                worker.violations.add("register %d: a miss, though operations %d to %d left a value, ttl %d ms",
                    key, first, last, timeToLive(key, last));
            }
            return;
        }
        final long found = identify(worker.bytes, length, key, first, last);
        if (found < 0) {
            worker.violations.add("register %d: read %s, expected one of operations %d to %d", key,
                TortureValue.describe(worker.bytes, length), first, last);
            return;
        }
        seen.accumulateAndGet(key, found, Math::max);
        worker.violations.check(found > flushed, "register %d: operation %d came back after the flush of %d",
            key, found, flushed);
        final long timeToLive = timeToLive(key, found);
        worker.violations.check(
            timeToLive == 0 || found != known || !isKnownAtCertain || before < knownAt + timeToLive + SLACK_MILLIS,
            "register %d: operation %d was read %d ms after it was stored for %d ms", key, found, before - knownAt,
            timeToLive);
    }

    private boolean mayBeAbsent(final int key, final long flushed, final long first, final long last,
        final long after) {
        for (long n = first; n <= last; n++) {
            if (n <= flushed || isDelete(key, n)) {
                return true;
            }
            final long timeToLive = timeToLive(key, n);
            if (timeToLive > 0 && (first != last || after >= startedAt.get(key) + timeToLive - SLACK_MILLIS)) {
                return true;
            }
        }
        return false;
    }

    private long identify(final byte[] bytes, final int length, final int key, final long first, final long last) {
        for (long n = last; n >= first; n--) {
            if (n > 0 && !isDelete(key, n) && length == length(key, n)
                && TortureValue.is(bytes, length, key, WRITER, n)) {
                return n;
            }
        }
        return -1;
    }

    private void write(final TortureWorker worker, final int key) {
        final long previous = completed.get(key);
        final long n = previous + 1;
        final boolean wasPresent = previous > gone.get(key) && !isDelete(key, previous)
            && timeToLive(key, previous) == 0;
        final boolean wasAbsent = previous <= gone.get(key) || isDelete(key, previous);
        startedAt.set(key, worker.clock.time());
        started.set(key, n);
        if (isDelete(key, n)) {
            final DeleteResult result = worker.cache.delete(keys[key]);
            worker.violations.check(!wasAbsent || result == DeleteResult.NOT_FOUND,
                "register %d: a delete of nothing says %s", key, result);
            worker.violations.check(!worker.isStrict || !wasPresent || result == DeleteResult.DELETED,
                "register %d: a delete of a value says %s", key, result);
        } else {
            store(worker, key, n, wasPresent, wasAbsent);
        }
        completedAt.set(key, worker.clock.time());
        completed.set(key, n);
    }

    private void store(final TortureWorker worker, final int key, final long n, final boolean wasPresent,
        final boolean wasAbsent) {
        final byte[] value = TortureValue.make(key, WRITER, n, length(key, n));
        final Duration timeToLive = Duration.ofMillis(timeToLive(key, n));
        final StoreResult result = switch (worker.any(4)) {
            case 0 -> wasPresent && worker.isStrict ? worker.cache.replace(keys[key], value, timeToLive)
                : worker.cache.set(keys[key], value, timeToLive);
            case 1 -> wasAbsent ? worker.cache.add(keys[key], value, timeToLive)
                : worker.cache.set(keys[key], value, (int) n, timeToLive);
            case 2 -> compareAndSet(worker, key, value, timeToLive);
            default -> worker.cache.set(worker.buffer(keys[key]), ByteBuffer.wrap(value), 7, timeToLive);
        };
        if (result != StoreResult.STORED) {
            worker.violations.check(!worker.isStrict, "register %d: a store of %d bytes by its only writer says %s",
                key, value.length, result);
            worker.cache.delete(keys[key]);
        }
    }

    private StoreResult compareAndSet(final TortureWorker worker, final int key, final byte[] value,
        final Duration timeToLive) {
        final CacheItem item = worker.cache.gets(keys[key]);
        final StoreResult result = item == null ? StoreResult.NOT_FOUND
            : worker.cache.cas(keys[key], value, 3, timeToLive, item.casUnique());
        worker.violations.check(result != StoreResult.EXISTS, "register %d: cas by its only writer says %s", key,
            result);
        return result == StoreResult.NOT_FOUND ? worker.cache.set(keys[key], value, timeToLive) : result;
    }

    private static boolean isDelete(final int key, final long n) {
        return n > 0 && hash(key, n) % 8 == 0;
    }

    /** Mostly 0, for ever; else 100 to 1,600 ms. */
    private static long timeToLive(final int key, final long n) {
        final long hash = hash(key, n);
        return n > 0 && hash % 8 == 1 ? 100 + (hash >>> 20) % 1500 : 0;
    }

    private static int length(final int key, final long n) {
        return TortureValue.length(key, n, 1);
    }

    private static long hash(final int key, final long n) {
        return TortureValue.mix((key + 1) * 0x632BE59BD9B4E019L + n) >>> 1;
    }
}
