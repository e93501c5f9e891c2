/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ByteCacheBuilder;
import io.flagstone.engine.serializer.Serializer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Describes a typed cache. Nothing has to be said: it then makes a byte cache of 64 MiB of its own, whose entries live
 * until their memory is needed.
 *
 * @param <K> the type of the keys.
 * @param <V> the type of the values.
 */
public final class CacheBuilder<K, V> {
    final Serializer<K> keys;
    final Serializer<V> values;
    final ByteCacheBuilder settings = ByteCache.builder();
    private boolean hasSettings;
    private ByteCache shared;
    String keyPrefix = "";
    Duration afterWrite;
    Duration afterAccess;
    BiFunction<? super K, ? super V, Duration> expiry;
    Duration absence;
    Duration refreshAhead = Duration.ZERO;
    Duration serveStaleFor = Duration.ZERO;
    Duration lease;
    Executor executor = ForkJoinPool.commonPool();
    RemovalListener<? super K, ? super V> listener;

    CacheBuilder(final Serializer<K> keys, final Serializer<V> values) {
        this.keys = Objects.requireNonNull(keys, "keys must not be null");
        this.values = KeyCodec.requireFreeFlags(Objects.requireNonNull(values, "values must not be null"));
    }

    /**
     * Limits the memory of the byte cache that the cache makes and owns.
     *
     * @param bytes see {@link ByteCacheBuilder#memoryLimit}.
     * @return this.
     */
    public CacheBuilder<K, V> memoryLimit(final long bytes) {
        return byteCache(settings -> settings.memoryLimit(bytes));
    }

    /**
     * Says more of the byte cache that the cache makes and owns:
     * {@code byteCache(b -> b.memoryLimit(4L << 30).maximumItemSize(8 << 20))}.
     *
     * @param description is given the builder.
     * @return this.
     */
    public CacheBuilder<K, V> byteCache(final Consumer<ByteCacheBuilder> description) {
        Objects.requireNonNull(description, "description must not be null").accept(settings);
        hasSettings = true;
        return this;
    }

    /**
     * Works over a byte cache that others use too: other typed caches, or a server. Closing this cache leaves it open.
     * Say a {@link #keyPrefix} if there are other items in it: without one, all of them count as this cache's, and
     * {@link Cache#invalidateAll()} removes them.
     *
     * @param cache that is shared.
     * @return this.
     */
    public CacheBuilder<K, V> over(final ByteCache cache) {
        shared = Objects.requireNonNull(cache, "cache must not be null");
        return this;
    }

    /**
     * Puts something before the key of every item, so that caches that share a byte cache do not meet. A client that
     * wants the entry of {@code 42} in a cache with the prefix {@code user:} asks for {@code user:42}.
     *
     * @param prefix at most 100 bytes in UTF-8; empty if not said.
     * @return this.
     * @throws IllegalArgumentException if it is longer.
     */
    public CacheBuilder<K, V> keyPrefix(final String prefix) {
        new KeyCodec<>(keys, prefix);
        keyPrefix = prefix;
        return this;
    }

    /**
     * Lets an entry live for some time after it was stored.
     *
     * @param time more than zero; entries have no end if neither this nor another expiry is said.
     * @return this.
     */
    public CacheBuilder<K, V> expireAfterWrite(final Duration time) {
        afterWrite = positive("expireAfterWrite", time);
        return this;
    }

    /**
     * Lets an entry live for some time after it was stored or last read, and up to a sixty-fourth of it longer, so that
     * not every read has to note its time. It cannot be had together with another expiry; an entry that is put with a
     * time to live of its own has it until it is read.
     *
     * @param time more than zero.
     * @return this.
     */
    public CacheBuilder<K, V> expireAfterAccess(final Duration time) {
        afterAccess = positive("expireAfterAccess", time);
        return this;
    }

    /**
     * Tells for each entry that is stored how long it lives.
     *
     * @param timeToLive of key and value; zero for ever, and negative for a value whose time is over already, which is
     *                   not stored.
     * @return this.
     */
    public CacheBuilder<K, V> expiry(final BiFunction<? super K, ? super V, Duration> timeToLive) {
        expiry = Objects.requireNonNull(timeToLive, "expiry must not be null");
        return this;
    }

    /**
     * Remembers that a loader had no value: for some time, the key is answered with null and not loaded again. Such an
     * entry is an empty item with a client flag of its own to others who use the byte cache.
     *
     * @param time more than zero; if not said, a key without a value is loaded each time.
     * @return this.
     */
    public CacheBuilder<K, V> cacheAbsence(final Duration time) {
        absence = positive("cacheAbsence", time);
        return this;
    }

    /**
     * Loads an entry anew when {@code get} or {@code getAsync} asks for it shortly before its end: one caller's loader
     * runs on the executor, and all go on with the old value until the new one is there. Clients that ask with
     * {@code mg KEY R<seconds>} take part: of all of them together, one refreshes. If the refresh fails, the next one
     * who asks tries again.
     *
     * @param beforeEnd more than zero, rounded up to seconds, and longer than a load takes: what comes when the old
     *                  value is gone is not stored, since that may have been removed. An entry that lives for less is
     *                  refreshed by its first reader.
     * @return this.
     */
    public CacheBuilder<K, V> refreshAhead(final Duration beforeEnd) {
        refreshAhead = positive("refreshAhead", beforeEnd);
        return this;
    }

    /**
     * Serves an entry beyond its end, while one caller's loader brings the new value as {@link #refreshAhead} does. To
     * others who use the byte cache, an item lives by so much longer.
     *
     * @param time more than zero.
     * @return this.
     */
    public CacheBuilder<K, V> serveStaleFor(final Duration time) {
        serveStaleFor = positive("serveStaleFor", time);
        return this;
    }

    /**
     * Announces to all who use the byte cache that an absent key is being loaded, by an empty item, as
     * {@code mg KEY N<seconds>} does; and when another has announced the key, waits for his value. It takes two more
     * operations on the byte cache for each load. Bulk loads do not take part.
     *
     * @param lease how long such an item lives, and how long to wait at most; longer than a load takes: what is loaded
     *              later is handed to those who wait for it, and not stored.
     * @return this.
     */
    public CacheBuilder<K, V> announceLoads(final Duration lease) {
        this.lease = positive("announceLoads", lease);
        return this;
    }

    /**
     * Sets where refreshes run, and what asynchronous loaders are given.
     *
     * @param runs tasks; the common pool of the JVM if not said.
     * @return this.
     */
    public CacheBuilder<K, V> executor(final Executor runs) {
        executor = Objects.requireNonNull(runs, "executor must not be null");
        return this;
    }

    /**
     * Tells somebody of entries that leave. Each is copied when it leaves; who is slower than entries leave, misses
     * some.
     *
     * @param hears of them.
     * @return this.
     */
    public CacheBuilder<K, V> removalListener(final RemovalListener<? super K, ? super V> hears) {
        listener = Objects.requireNonNull(hears, "removalListener must not be null");
        return this;
    }

    private static Duration positive(final String name, final Duration time) {
        if (Objects.requireNonNull(time, name + " must not be null").isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero: " + name + '=' + time);
        }
        return time;
    }

    /**
     * Makes the cache.
     *
     * @return it.
     * @throws IllegalArgumentException if two settings exclude each other.
     */
    public Cache<K, V> build() {
        check();
        return new Cache<>(this, byteCache(), shared == null);
    }

    /**
     * Makes the cache, with a loader of its own.
     *
     * @param loader that brings what is asked for and absent; it may use the cache, for other keys.
     * @return the cache.
     * @throws IllegalArgumentException if two settings exclude each other.
     */
    public LoadingCache<K, V> build(final Loader<? super K, ? extends V, ?> loader) {
        Objects.requireNonNull(loader, "loader must not be null");
        check();
        return new LoadingCache<>(this, byteCache(), shared == null, loader, null);
    }

    /**
     * Makes the cache, with loaders of its own for one key and for several.
     *
     * @param loader     that brings what is asked for and absent; it may use the cache, for other keys.
     * @param bulkLoader that brings what {@link LoadingCache#getAll(Iterable)} is asked for and is absent.
     * @return the cache.
     * @throws IllegalArgumentException if two settings exclude each other.
     */
    public LoadingCache<K, V> build(final Loader<? super K, ? extends V, ?> loader,
            final BulkLoader<K, ? extends V, ?> bulkLoader) {
        Objects.requireNonNull(loader, "loader must not be null");
        Objects.requireNonNull(bulkLoader, "bulkLoader must not be null");
        check();
        return new LoadingCache<>(this, byteCache(), shared == null, loader, bulkLoader);
    }

    private ByteCache byteCache() {
        return shared == null ? settings.build() : shared;
    }

    private void check() {
        if (shared != null && hasSettings) {
            throw new IllegalArgumentException("over(cache) brings a byte cache that is made already:"
                + " leave out memoryLimit and byteCache, or say them to ByteCache.builder()");
        }
        final int expiries = (afterWrite == null ? 0 : 1) + (afterAccess == null ? 0 : 1) + (expiry == null ? 0 : 1);
        if (expiries > 1) {
            throw new IllegalArgumentException("only one of expireAfterWrite, expireAfterAccess and expiry can be said:"
                + " expireAfterWrite=" + afterWrite + " expireAfterAccess=" + afterAccess + " expiry="
                + (expiry == null ? null : "set"));
        }
        if (afterAccess != null && !(refreshAhead.isZero() && serveStaleFor.isZero())) {
            throw new IllegalArgumentException("refreshAhead and serveStaleFor go by an end that reads do not move:"
                + " use expireAfterWrite or expiry: expireAfterAccess=" + afterAccess);
        }
        if (afterWrite != null && refreshAhead.compareTo(afterWrite) > 0) {
            throw new IllegalArgumentException("refreshAhead must be at most expireAfterWrite, with which every get has"
                + " its entry brought anew: refreshAhead=" + refreshAhead + " expireAfterWrite=" + afterWrite);
        }
        if (expiries == 0 && !(refreshAhead.isZero() && serveStaleFor.isZero())) {
            throw new IllegalArgumentException("refreshAhead and serveStaleFor go by an end that entries must have: say"
                + " expireAfterWrite, or expiry, as (key, value) -> Duration.ZERO where only put says it: refreshAhead="
                + refreshAhead + " serveStaleFor=" + serveStaleFor);
        }
    }
}
