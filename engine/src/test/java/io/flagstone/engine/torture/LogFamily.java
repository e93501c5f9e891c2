/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import io.flagstone.engine.CacheItem;
import io.flagstone.engine.StoreResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Logs to which everyone appends (even keys) or prepends (odd keys) records of 16 bytes: writer, key, the writer's
 * sequence number. From time to time a log is taken out whole under cas. Every writer's records have to come out
 * exactly once, in its order.
 */
final class LogFamily implements KeyFamily {
    private static final int RECORD = 16;
    private static final int LONG_LOG = 300 * RECORD;
    private static final byte[] EMPTY = new byte[0];

    private final byte[][] keys;
    private final int writers;
    private final AtomicLongArray written;
    private final long[] drained;

    LogFamily(final int count, final int writers) {
        this.keys = KeyFamily.keys("log", count);
        this.writers = writers;
        written = new AtomicLongArray(count * writers);
        drained = new long[count * writers];
    }

    @Override
    public byte[][] keys() {
        return keys;
    }

    @Override
    public void operate(final TortureWorker worker) {
        final int key = worker.any(keys.length);
        if (worker.any(16) == 0) {
            drain(worker, key);
        } else {
            write(worker, key);
        }
    }

    @Override
    public void verifyAtRest(final TortureWorker worker) {
        for (int key = 0; key < keys.length; key++) {
            final byte[] log = worker.cache.get(keys[key]);
            take(worker, key, log == null ? EMPTY : log);
            for (int writer = 0; writer < writers; writer++) {
                final int place = key * writers + writer;
                worker.violations.check(drained[place] == written.get(place),
                    "log %d: %d records of writer %d were stored, and %d came out", key, written.get(place), writer,
                    drained[place]);
            }
        }
    }

    @Override
    public void forget() {
        for (int place = 0; place < drained.length; place++) {
            drained[place] = written.get(place);
        }
    }

    private void write(final TortureWorker worker, final int key) {
        final int place = key * writers + worker.index;
        final long n = written.get(place) + 1;
        final byte[] bytes = ByteBuffer.allocate(RECORD).putInt(worker.index).putInt(key).putLong(n).array();
        final StoreResult result = key % 2 == 0 ? worker.cache.append(keys[key], bytes)
            : worker.cache.prepend(keys[key], bytes);
        if (result == StoreResult.STORED) {
            written.set(place, n);
        } else {
            worker.violations.check(result == StoreResult.NOT_STORED, "log %d: a record says %s", key, result);
            worker.cache.add(keys[key], EMPTY);
        }
    }

    private void drain(final TortureWorker worker, final int key) {
        synchronized (keys[key]) {
            final CacheItem item = worker.cache.gets(keys[key]);
            if (item == null || item.value().length < worker.any(LONG_LOG)) {
                return;
            }
            final StoreResult result = worker.cache.cas(keys[key], EMPTY, 0, Duration.ZERO, item.casUnique());
            if (result == StoreResult.STORED) {
                take(worker, key, item.value());
            } else {
                worker.violations.check(result == StoreResult.EXISTS, "log %d: cas says %s", key, result);
            }
        }
    }

    private void take(final TortureWorker worker, final int key, final byte[] log) {
        final ByteBuffer records = ByteBuffer.wrap(log);
        final int count = log.length / RECORD;
        boolean isWhole = log.length % RECORD == 0;
        for (int i = 0; i < count && isWhole; i++) {
            final int at = (key % 2 == 0 ? i : count - 1 - i) * RECORD;
            final int writer = records.getInt(at);
            isWhole = writer >= 0 && writer < writers && records.getInt(at + Integer.BYTES) == key
                && records.getLong(at + RECORD / 2) == ++drained[key * writers + writer];
        }
        worker.violations.check(isWhole, "log %d: a record of its %d bytes is lost, doubled or torn", key, log.length);
    }
}
