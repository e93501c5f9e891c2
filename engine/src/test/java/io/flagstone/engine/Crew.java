/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that start together; the first failure of any of them is the test's. */
final class Crew {
    /** What one thread does. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch start = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Crew add(final int copies, final Task task) {
        for (int i = 0; i < copies; i++) {
            threads.add(new Thread(() -> {
                try {
                    start.await();
                    task.run();
                } catch (final Throwable e) {
                    failure.compareAndSet(null, e);
                }
            }));
        }
        return this;
    }

    /** Whether some thread has failed, so that the others need not go on. */
    boolean hasFailed() {
        return failure.get() != null;
    }

    Crew start() {
        threads.forEach(Thread::start);
        start.countDown();
        return this;
    }

    void join() throws InterruptedException {
        for (final Thread thread : threads) {
            thread.join();
        }
        if (hasFailed()) {
            throw new AssertionError("a thread failed", failure.get());
        }
    }

    void run() throws InterruptedException {
        start().join();
    }
}
