/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheItem;
import io.flagstone.engine.StoreResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A byte cache whose clock and background work are in the hands of a test, and an executor that waits for the test. */
final class TypedBed implements AutoCloseable, Executor {
    static final Duration FOREVER = Duration.ZERO;

    final ByteCache bytes;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private volatile long millis = 1_000_000;

    TypedBed() {
        this(8 << 20);
    }

    TypedBed(final long memoryLimit) {
        bytes = ByteCache.builder().memoryLimit(memoryLimit).clock(() -> millis).callerMaintains().build();
    }

    static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void awaitThat(final BooleanSupplier condition) {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            Thread.onSpinWait();
        }
    }

    CacheBuilder<String, String> strings() {
        return Cache.builder(String.class, String.class).over(bytes).executor(this);
    }

    void pass(final Duration time) {
        millis += time.toMillis();
    }

    void maintain() {
        try {
            bytes.maintenance().doWork();
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void execute(final Runnable task) {
        tasks.add(task);
    }

    /** Runs what was given to the executor; returns how much that was. */
    int work() {
        int count = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            count++;
        }
        return count;
    }

    /** What others see under a key. */
    String raw(final String key) {
        final CacheItem item = bytes.gets(bytes(key));
        return item == null ? null : new String(item.value(), StandardCharsets.UTF_8) + ':' + item.flags();
    }

    StoreResult setRaw(final String key, final String value, final int flags) {
        return bytes.set(bytes(key), bytes(value), flags, FOREVER);
    }

    @Override
    public void close() {
        bytes.close();
    }
}
