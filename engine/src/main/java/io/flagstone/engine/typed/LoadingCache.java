/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.ByteCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A cache with a loader of its own, so that whoever asks for a key need not bring one.
 *
 * <pre>{@code
 * LoadingCache<String, Person> people = Cache.builder(String.class, Person.class).memoryLimit(1L << 30)
 *     .refreshAhead(Duration.ofMinutes(1)).expireAfterWrite(Duration.ofMinutes(10)).build(database::findPerson);
 * Person ann = people.get("ann");
 * }</pre>
 *
 * <p>All else is as in {@link Cache}, which a loader that is brought with a call works with too. What the loader throws
 * reaches everyone who waited for it: an unchecked exception as it is, a checked one as the cause of a
 * CompletionException.
 *
 * @param <K> the type of the keys, whose equality is that of their bytes.
 * @param <V> the type of the values.
 */
public final class LoadingCache<K, V> extends Cache<K, V> {
    private final Loader<? super K, ? extends V, ?> loader;
    private final BulkLoader<K, ? extends V, ?> bulkLoader;
    private final boolean loadsEach;

    /** A null bulk loader is one that loads key by key. */
    LoadingCache(final CacheBuilder<K, V> builder, final ByteCache bytes, final boolean owned,
            final Loader<? super K, ? extends V, ?> loader, final BulkLoader<K, ? extends V, ?> bulkLoader) {
        super(builder, bytes, owned);
        loadsEach = bulkLoader == null;
        final BulkLoader<K, ? extends V, ?> several = bulkLoader == null ? this::loadEach : bulkLoader;
        this.loader = key -> keepingInterrupt(loader, key);
        this.bulkLoader = keys -> keepingInterrupt(several::loadAll, keys);
    }

    /** Who gets a CompletionException cannot tell that this thread was interrupted, and not that of another caller. */
    private static <K, V, E extends Exception> V keepingInterrupt(final Loader<? super K, ? extends V, E> loader,
            final K key) throws E {
        try {
            return loader.load(key);
        } catch (final Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    private Map<K, V> loadEach(final Set<K> keys) throws Exception {
        final Map<K, V> values = new LinkedHashMap<>();
        for (final K key : keys) {
            final V value = loader.load(key);
            if (value != null) {
                values.put(key, value);
            }
        }
        return values;
    }

    /**
     * Gives the value of a key, and loads it if it is absent: {@link Cache#get(Object, Loader)} with the loader of the
     * cache.
     *
     * @param key that is asked for.
     * @return the value; null if the loader has none.
     * @throws CompletionException if the loader throws a checked exception, which is its cause. If that is an
     *                             InterruptedException, the thread in which the loader ran is interrupted.
     */
    public V get(final K key) {
        try {
            return get(key, loader);
        } catch (final Exception e) {
            throw unchecked(e);
        }
    }

    /**
     * Gives the value of a key as {@link #get(Object)} does, without waiting: if it is absent, the loader runs on the
     * executor of the cache, or in the thread of whoever asks by {@code get} before the executor has begun.
     *
     * @param key that is asked for.
     * @return what ends with the value, or with null; or with what the loader threw. Cancelling it cancels no load.
     */
    public CompletableFuture<V> getAsync(final K key) {
        return getInBackground(key, loader);
    }

    /**
     * Gives the values of several keys, and loads those that are absent: {@link Cache#getAll(Iterable, BulkLoader)}
     * with the bulk loader of the cache, or, if it has none, with its loader, key by key in the caller's thread.
     *
     * @param keys that are asked for.
     * @return the values, in the order of the keys, without those of which there is none; the caller's own.
     * @throws CompletionException if the loader throws a checked exception, which is its cause.
     */
    public Map<K, V> getAll(final Iterable<? extends K> keys) {
        try {
            return getAll(keys, bulkLoader);
        } catch (final Exception e) {
            throw unchecked(e);
        }
    }

    /**
     * Gives the values of several keys, without waiting: each as {@link #getAsync} does, or, if the cache has a bulk
     * loader, all of them as {@link #getAll(Iterable)} does, in one thread of the executor of the cache, which waits
     * there for what others are loading.
     *
     * @param keys that are asked for.
     * @return what ends with the values, in the order of the keys, without those of which there is none; or with what
     *     the loader threw. Cancelling it cancels no load.
     */
    public CompletableFuture<Map<K, V>> getAllAsync(final Iterable<? extends K> keys) {
        Objects.requireNonNull(keys, "keys must not be null");
        if (loadsEach) {
            return each(keys, this::getAsync);
        }
        final List<K> all = new ArrayList<>();
        keys.forEach(all::add);
        return starter.run(() -> getAll(all));
    }

    /** Loads each of several keys, and ends when all of them are there. */
    private static <K, V> CompletableFuture<Map<K, V>> each(final Iterable<? extends K> keys,
            final Function<K, CompletableFuture<V>> load) {
        final Map<K, CompletableFuture<V>> loads = new LinkedHashMap<>();
        for (final K key : keys) {
            loads.computeIfAbsent(key, load);
        }
        return CompletableFuture.allOf(loads.values().toArray(new CompletableFuture<?>[0])).thenApply(all -> {
            final Map<K, V> values = new LinkedHashMap<>();
            loads.forEach((key, value) -> values.put(key, value.join()));
            values.values().removeIf(Objects::isNull);
            return values;
        });
    }

    private static RuntimeException unchecked(final Exception e) {
        return e instanceof RuntimeException as ? as : new CompletionException(e);
    }

    /**
     * Loads the value of a key anew on the executor of the cache, whether it is there or not; whoever asks meanwhile
     * goes on with the old one, if there is one. Who asks by {@code get} where there is none waits, or loads in the
     * place of an executor that has not begun. A load of the key that is under way already is this one too. What fails
     * leaves the old value.
     *
     * @param key of the entry.
     * @return what ends with the new value, with null if there is none and the key is absent now, or with what the
     *     loader threw. Cancelling it cancels no load.
     */
    public CompletableFuture<V> refresh(final K key) {
        return refresh(Objects.requireNonNull(key, "key must not be null"), loader);
    }

    /**
     * Loads the values of several keys anew, each as {@link #refresh} does.
     *
     * @param keys of the entries.
     * @return what ends, when all of them are loaded, with the new values in the order of the keys, without those of
     *     which there is none; or with what the loader threw for one of them.
     */
    public CompletableFuture<Map<K, V>> refreshAll(final Iterable<? extends K> keys) {
        return each(Objects.requireNonNull(keys, "keys must not be null"), this::refresh);
    }
}
