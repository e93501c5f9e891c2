/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static io.flagstone.engine.typed.TypedBed.awaitThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who looks again and again for what another one has announced, when something goes wrong meanwhile. */
class AnnouncementsTest {
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final TypedBed bed = new TypedBed();
    private final Entries<String, String> entries =
        new Entries<>(bed.strings(), bed.bytes, new LoadCounters("announcements"));
    private final FlightKey id = entries.id("k");

    @AfterEach
    void close() {
        bed.close();
    }

    private Announcements<String, String> announcements(final Executor executor) {
        return new Announcements<>(entries, LEASE, executor);
    }

    private void announceByAnother() {
        assertTrue(announcements(bed).await("k", id).claim().announces());
    }

    @Test
    void shouldGoOnWaitingForAnAnnouncementWhenThereIsNoThreadForIt() {
        announceByAnother();
        final CompletableFuture<Ticket<String>> look = announcements(task -> {
            throw new OutOfMemoryError("no thread, on purpose");
        }).awaitAsync("k", id);
        assertFalse(look.isDone());
        bed.bytes.delete(TypedBed.bytes("k"));
        assertTrue(look.orTimeout(60, TimeUnit.SECONDS).join().claim().announces());
    }

    @Test
    void shouldLookOnceWhereTheExecutorTakesATaskAndThrows() {
        final Queue<Runnable> taken = new ConcurrentLinkedQueue<>();
        announceByAnother();
        final CompletableFuture<Ticket<String>> look = announcements(task -> {
            taken.add(task);
            throw new RejectedExecutionException("taken nevertheless, on purpose");
        }).awaitAsync("k", id);
        awaitThat(() -> !taken.isEmpty());
        bed.bytes.delete(TypedBed.bytes("k"));
        entries.release("k", look.orTimeout(60, TimeUnit.SECONDS).join().claim());
        assertNull(bed.raw("k"));
        taken.forEach(Runnable::run);
        assertNull(bed.raw("k"), "announced for nobody");
    }

    @Test
    void shouldAnnounceNothingForWhoHasGone() {
        final Queue<Runnable> taken = new ConcurrentLinkedQueue<>();
        announceByAnother();
        final CompletableFuture<Ticket<String>> look = announcements(taken::add).awaitAsync("k", id);
        awaitThat(() -> !taken.isEmpty());
        look.cancel(false);
        bed.bytes.delete(TypedBed.bytes("k"));
        taken.forEach(Runnable::run);
        assertNull(bed.raw("k"));
    }

    @Test
    void shouldTakeBackWhatItHasAnnouncedForWhoGoesMeanwhile() {
        final Queue<Runnable> taken = new ConcurrentLinkedQueue<>();
        announceByAnother();
        final Hook keys = new Hook();
        final CompletableFuture<Ticket<String>> look = new Announcements<>(
            new Entries<>(Cache.builder(keys, keys).over(bed.bytes), bed.bytes, new LoadCounters("leaving")),
            LEASE, taken::add).awaitAsync("k", id);
        awaitThat(() -> !taken.isEmpty());
        bed.bytes.delete(TypedBed.bytes("k"));
        keys.onWrite(() -> look.cancel(false));
        taken.remove().run();
        assertTrue(look.isCancelled());
        assertNull(bed.raw("k"), "announced for nobody");
    }

    @Test
    void shouldLeaveAloneWhatAnotherHasAnnounced() {
        announceByAnother();
        final Queue<Runnable> taken = new ConcurrentLinkedQueue<>();
        announcements(taken::add).awaitAsync("k", id).cancel(false);
        awaitThat(() -> !taken.isEmpty());
        taken.remove().run();
        assertNotNull(bed.raw("k"));
        assertEquals(0, taken.size(), "nobody looks any more");
    }
}
