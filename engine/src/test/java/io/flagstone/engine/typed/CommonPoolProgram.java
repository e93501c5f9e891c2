/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.ByteCache;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Does in a JVM of its own what {@link CommonPoolTest} looks at, and prints what came of it. */
final class CommonPoolProgram {
    private CommonPoolProgram() {
    }

    public static void main(final String[] args) throws Exception {
        try (ByteCache bytes = ByteCache.builder().memoryLimit(8 << 20).build()) {
            System.out.println(args[0].equals("wait") ? waitWithATaskBehind(bytes) : hearOfAnnouncement(bytes));
        }
    }

    /** The one worker that is free waits; the task that it has queued waits for what it is loading. */
    private static String waitWithATaskBehind(final ByteCache bytes) throws Exception {
        final Cache<String, String> cache = Cache.builder(String.class, String.class).over(bytes).build();
        final CountDownLatch taken = new CountDownLatch(1);
        final CountDownLatch over = new CountDownLatch(1);
        CompletableFuture.runAsync(() -> {
            taken.countDown();
            await(over);
        });
        await(taken);
        final AtomicReference<Thread> worker = new AtomicReference<>();
        final AtomicReference<CompletableFuture<String>> innocent = new AtomicReference<>();
        final AtomicReference<CompletableFuture<String>> loaded = new AtomicReference<>();
        cache.get("slow", slow -> {
            loaded.set(CompletableFuture.supplyAsync(() -> cache.get("a", a -> {
                innocent.set(CompletableFuture.supplyAsync(() -> cache.get("a", same -> "loaded twice")));
                worker.set(Thread.currentThread());
                return cache.get("slow", same -> "loaded twice") + " of a";
            })));
            TypedBed.awaitThat(() -> worker.get() != null && worker.get().getState() == Thread.State.WAITING);
            return "slow";
        });
        final String result = "loaded: " + outcome(loaded.get()) + ", innocent: " + outcome(innocent.get());
        over.countDown();
        return result;
    }

    private static void await(final CountDownLatch latch) {
        try {
            latch.await();
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String outcome(final CompletableFuture<String> future) throws Exception {
        return future.handle((value, e) -> e == null ? value : e.toString()).get(60, TimeUnit.SECONDS);
    }

    private static String hearOfAnnouncement(final ByteCache bytes) throws Exception {
        final Duration lease = Duration.ofMinutes(1);
        final CompletableFuture<String> source = new CompletableFuture<>();
        Cache.builder(String.class, String.class).over(bytes).announceLoads(lease).build()
            .getAsync("k", (key, executor) -> source);
        final CompletableFuture<String> heard = Cache.builder(String.class, String.class).over(bytes)
            .announceLoads(lease).build().getAsync("k", (key, executor) -> CompletableFuture.completedFuture("own"));
        source.complete("theirs");
        return "heard: " + outcome(heard);
    }
}
