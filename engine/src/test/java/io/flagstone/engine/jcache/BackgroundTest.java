/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static Agent agent(final Runnable work) {
        return new Agent() {
            @Override
            public int doWork() {
                work.run();
                return 0;
            }

            @Override
            public String roleName() {
                return "of a test";
            }
        };
    }

    @Test
    void shouldDoTheWorkOfTheOtherCachesWhenThatOfOneFails() throws InterruptedException {
        final CountDownLatch worked = new CountDownLatch(1);
        try (Background background = new Background(() -> null)) {
            background.add(agent(() -> {
                throw new IllegalStateException("an agent that fails, on purpose");
            }));
            background.add(agent(worked::countDown));
            assertTrue(worked.await(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldTellEachKindOfFailureOnceForEachAgent() throws InterruptedException {
        final CountDownLatch passes = new CountDownLatch(4);
        final Queue<String> told = new ConcurrentLinkedQueue<>();
        try (Background background = new Background(() -> null)) {
            background.add(agent(() -> Thread.currentThread().setUncaughtExceptionHandler(
                (thread, failure) -> told.add(failure.getMessage()))));
            background.add(agent(() -> {
                throw new IllegalStateException("of one");
            }));
            background.add(agent(() -> {
                if (passes.getCount() > 2) {
                    throw new IllegalStateException("of another");
                }
                throw new IllegalArgumentException("of another kind");
            }));
            background.add(agent(passes::countDown));
            assertTrue(passes.await(60, TimeUnit.SECONDS));
        }
        assertEquals(List.of("of one", "of another", "of another kind"), List.copyOf(told));
    }
}
