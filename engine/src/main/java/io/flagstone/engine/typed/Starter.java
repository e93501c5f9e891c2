/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Has loaders begin for which their caller does not wait. What a loader throws as it begins ends the stage too. */
final class Starter<K, V> {
    private final Executor executor;

    Starter(final Executor executor) {
        this.executor = executor;
    }

    /** Has a loader begin in this thread. */
    CompletionStage<? extends V> begin(final K key, final Flight<V> flight,
            final AsyncLoader<? super K, ? extends V> loader) {
        final CompletableFuture<CompletionStage<? extends V>> stage = new CompletableFuture<>();
        flight.run(() -> {
            try {
                stage.complete(Objects.requireNonNull(
                    loader.load(key, piece -> executor.execute(() -> flight.run(piece))),
                    "an AsyncLoader must not return null"));
            } catch (final Throwable e) {
                stage.complete(CompletableFuture.failedFuture(e));
            }
        });
        return stage.join();
    }

    /** Lets a loader run at the executor, unless somebody who waits for it is there first. */
    CompletionStage<V> leave(final K key, final Flight<V> flight, final Loader<? super K, ? extends V, ?> loader) {
        final CompletableFuture<V> end = new CompletableFuture<>();
        flight.leaveTask(() -> {
            try {
                end.complete(loader.load(key));
            } catch (final Throwable e) {
                end.completeExceptionally(e);
            }
        });
        try {
            executor.execute(flight::runTask);
        } catch (final Throwable e) {
            if (flight.withdrawTask()) {
                end.completeExceptionally(e);
            }
        }
        return end;
    }

    /** Has something done at the executor. */
    <T> CompletableFuture<T> run(final Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, executor);
        } catch (final Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public String toString() {
        return "Starter[executor=" + executor + ']';
    }
}
