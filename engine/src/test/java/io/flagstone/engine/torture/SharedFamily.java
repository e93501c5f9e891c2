/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.StoreResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Many writers of the same key. A value names its writer and the writer's sequence number. What is read has to be
 * whole, has to have been started, and must not be older than what its own writer had completed before the read began:
 * that writer has replaced it itself. Misses are always allowed, since anyone deletes.
 */
final class SharedFamily implements KeyFamily {
    private final byte[][] keys;
    private final int writers;
    private final AtomicLongArray started;
    private final AtomicLongArray completed;
    private final AtomicLongArray gone;
    private final long[] flushing;

    SharedFamily(final int count, final int writers) {
        this.keys = KeyFamily.keys("shared", count);
        this.writers = writers;
        started = new AtomicLongArray(count * writers);
        completed = new AtomicLongArray(count * writers);
        gone = new AtomicLongArray(count * writers);
        flushing = new long[count * writers];
    }

    @Override
    public byte[][] keys() {
        return keys;
    }

    @Override
    public void operate(final TortureWorker worker) {
        final int key = worker.any(keys.length);
        switch (worker.any(8)) {
            case 0, 1 -> write(worker, key);
            case 2 -> worker.cache.delete(keys[key]);
            case 3 -> worker.cache.touch(keys[key], Duration.ofMillis(worker.any(3) * 700L));
            case 4 -> worker.cache.getAndTouch(keys[key], Duration.ofSeconds(5));
            default -> read(worker, key);
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
        for (int i = 0; i < flushing.length; i++) {
            flushing[i] = completed.get(i);
        }
    }

    @Override
    public void afterFlush() {
        for (int i = 0; i < flushing.length; i++) {
            gone.set(i, flushing[i]);
        }
    }

    private void write(final TortureWorker worker, final int key) {
        final int place = key * writers + worker.index;
        final long n = started.get(place) + 1;
        final byte[] value = TortureValue.make(key, worker.index, n,
            TortureValue.length(key, n * writers + worker.index, TortureValue.HEADER));
        started.set(place, n);
        final StoreResult result = worker.any(2) == 0 ? worker.cache.set(keys[key], value)
            : worker.cache.set(keys[key], value, Duration.ofMillis(300));
        if (result == StoreResult.STORED) {
            completed.set(place, n);
        } else {
            worker.violations.check(!worker.isStrict, "shared %d: a set of %d bytes says %s", key, value.length,
                result);
        }
    }

    private void read(final TortureWorker worker, final int key) {
        final long[] known = new long[writers];
        final long[] flushed = new long[writers];
        for (int writer = 0; writer < writers; writer++) {
            known[writer] = completed.get(key * writers + writer);
            flushed[writer] = gone.get(key * writers + writer);
        }
        final int length = worker.read(keys[key]);
        if (length == ByteCache.NOT_FOUND) {
            return;
        }
        final byte[] bytes = worker.bytes;
        final int writer = length < TortureValue.HEADER ? -1 : TortureValue.writer(bytes);
        if (writer < 0 || writer >= writers
            || !TortureValue.is(bytes, length, key, writer, TortureValue.sequence(bytes))) {
            worker.violations.add("shared %d: read %s", key, TortureValue.describe(bytes, length));
            return;
        }
        final long n = TortureValue.sequence(bytes);
        worker.violations.check(n >= known[writer] && n <= started.get(key * writers + writer),
            "shared %d: read number %d of writer %d, who had completed %d", key, n, writer, known[writer]);
        worker.violations.check(n > flushed[writer], "shared %d: number %d of writer %d came back after a flush",
            key, n, writer);
    }
}
