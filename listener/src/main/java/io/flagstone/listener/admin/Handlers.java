/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.admin;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that answer requests. Each is its client's until that has sent its request and taken the answer; so that
 * a few who dawdle do not keep all others out, whoever takes long has to go when somebody waits.
 */
final class Handlers extends ThreadPoolExecutor {
    private static final int WAITING = 64;
    private static final long IDLE_SECONDS = 30;
    /** Longer than any page takes, for a client that reads. */
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Map<Thread, Long> begun = new ConcurrentHashMap<>();

    Handlers(final int threads, final String name) {
        super(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
            task -> AdminServer.thread(task, name));
        allowCoreThreadTimeOut(true);
    }

    @Override
    protected void beforeExecute(final Thread thread, final Runnable task) {
        begun.put(thread, System.nanoTime());
    }

    @Override
    protected void afterExecute(final Runnable task, final Throwable failure) {
        begun.remove(Thread.currentThread());
    }

    /** If somebody waits, ends the requests that take long; an interrupt closes their connections. */
    void hurry() {
        if (!getQueue().isEmpty()) {
            final long now = System.nanoTime();
            // Within the map's own lock, so that the thread is not yet at somebody else's request.
            begun.keySet().forEach(each -> begun.computeIfPresent(each, (thread, since) -> {
                if (now - since > LONG_NANOS) {
                    thread.interrupt();
                }
                return since;
            }));
        }
    }
}
