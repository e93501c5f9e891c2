/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;

/**
 * Waits for the end of a future, interrupted or not, and does nothing else meanwhile. {@code join} would have a worker
 * of a pool run what stands in its queue, on top of a loader and in its name. The pool gets another worker for as long
 * as this one waits, if it can; a virtual thread leaves its carrier.
 */
final class Wait implements ForkJoinPool.ManagedBlocker {
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean interrupted;

    private Wait() {
    }

    static void forEnd(final CompletableFuture<?> future) {
        final Wait wait = new Wait();
        future.whenComplete((value, failure) -> wait.ended.countDown());
        try {
            ForkJoinPool.managedBlock(wait);
        } catch (final RejectedExecutionException e) {
            // A pool that can have no further worker goes on with one less.
            wait.block();
        } catch (final InterruptedException e) {
            throw new AssertionError("block lets none through", e);
        } finally {
            if (wait.interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean block() {
        while (true) {
            try {
                ended.await();
                return true;
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
    }

    @Override
    public boolean isReleasable() {
        return ended.getCount() == 0;
    }

    @Override
    public String toString() {
        return "Wait[ended=" + isReleasable() + ']';
    }
}
