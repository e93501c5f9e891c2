/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Runs tasks one after the other, in the order in which they came, on threads of somebody else. */
final class InOrder implements Executor {
    private final Executor threads;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    InOrder(final Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(final Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        threads.execute(this::runAll);
    }

    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (final Throwable e) {
                Failures.report(e);
            }
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            final Runnable task = waiting.poll();
            running = task != null;
            return task;
        }
    }
}
