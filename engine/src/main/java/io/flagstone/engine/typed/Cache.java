/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.DeleteResult;
import io.flagstone.engine.StoreMode;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A cache of objects, which lie as bytes in a {@link ByteCache}, outside of the heap.
 *
 * <pre>{@code
 * try (Cache<String, Person> people = Cache.builder(String.class, Person.class).memoryLimit(1L << 30)
 *         .expireAfterWrite(Duration.ofMinutes(10)).build()) {
 *     Person ann = people.get("ann", name -> database.findPerson(name));
 * }
 * }</pre>
 *
 * <p>Every method may be called by any number of threads at a time, virtual ones too. Each read makes a new object:
 * changing it changes nothing in the cache. A null argument is a NullPointerException that names it; after
 * {@link #close()} whoever reads or changes entries has an IllegalStateException. What a serializer throws reaches the
 * caller: {@link io.flagstone.engine.serializer.MalformedValueException} says that somebody else has stored, under this
 * key, what is no value of this type; {@link #invalidate} mends it.
 *
 * <p><b>Loading.</b> Of all callers who need an absent key, one loads it, in his own thread; the others wait for him
 * and hold up no other key. All of them get the same value or the same exception, of which nothing is stored. A
 * {@code put} or {@code invalidate} of the key meanwhile leaves it to them: what is loaded then is theirs, and is not
 * stored; who asks later loads anew.
 *
 * <p><b>Time to live</b> is that of {@link ByteCache}: in tenths of a second, and zero means for ever.
 *
 * @param <K> the type of the keys, whose equality is that of their bytes.
 * @param <V> the type of the values.
 */
public sealed class Cache<K, V> implements AutoCloseable permits LoadingCache {
    final Starter<K, V> starter;
    private final Entries<K, V> entries;
    private final Flights<V> flights;
    private final Loads<K, V> loads;
    private final BulkLoads<K, V> bulkLoads;
    private final Refreshes<K, V> refreshes;
    private final LoadCounters counters;
    private final RemovalDispatch<K, V> removals;
    private final CacheMap<K, V> map;
    private final boolean owned;

    Cache(final CacheBuilder<K, V> builder, final ByteCache bytes, final boolean owned) {
        this.owned = owned;
        counters = new LoadCounters(bytes.name());
        entries = new Entries<>(builder, bytes, counters);
        flights = new Flights<>();
        final Landing<K, V> landing = new Landing<>(entries, flights);
        // Where the common pool has no thread, or one that a loader may hold, it is a thread for each task.
        final Announcements<K, V> announcements = new Announcements<>(entries, builder.lease,
            new CompletableFuture<Void>().defaultExecutor());
        starter = new Starter<>(builder.executor);
        loads = new Loads<>(flights, landing, announcements, counters);
        bulkLoads = new BulkLoads<>(entries, flights, landing, counters);
        refreshes = new Refreshes<>(entries, flights, landing, counters);
        removals = builder.listener == null ? null : new RemovalDispatch<>(entries, builder.listener);
        map = new CacheMap<>(this, entries, flights);
    }

    /**
     * Starts to describe a cache of types whose serializers are known: see {@link Serializers#of}.
     *
     * @param keys   their type.
     * @param values their type.
     * @param <K>    the type of the keys.
     * @param <V>    the type of the values.
     * @return a builder.
     * @throws IllegalArgumentException if there is no serializer for one of them.
     */
    public static <K, V> CacheBuilder<K, V> builder(final Class<K> keys, final Class<V> values) {
        return builder(Serializers.of(Objects.requireNonNull(keys, "keys must not be null")),
            Serializers.of(Objects.requireNonNull(values, "values must not be null")));
    }

    /**
     * Starts to describe a cache.
     *
     * @param keys   writes and reads keys.
     * @param values writes and reads values.
     * @param <K>    the type of the keys.
     * @param <V>    the type of the values.
     * @return a builder.
     * @throws IllegalArgumentException if the values have client flags that the cache needs; see
     *                                  {@link Serializer#flags}.
     */
    public static <K, V> CacheBuilder<K, V> builder(final Serializer<K> keys, final Serializer<V> values) {
        return new CacheBuilder<>(keys, values);
    }

    /**
     * Gives the value of a key.
     *
     * @param key that is asked for.
     * @return the value; null if there is none, or if it is known that there is none.
     */
    public V getIfPresent(final K key) {
        final Scratch s = entries.begin(key);
        try {
            return entries.answer(s, entries.read(s));
        } finally {
            entries.end(s);
        }
    }

    /**
     * Gives the value of a key and leaves no trace: neither in the statistics, nor for eviction and expiry.
     *
     * @param key that is asked for.
     * @return the value; null if there is none.
     */
    public V peek(final K key) {
        final Scratch s = entries.begin(key);
        try {
            return entries.peek(s) == Found.VALUE ? entries.value(s) : null;
        } finally {
            entries.end(s);
        }
    }

    /**
     * Gives the value of a key, and loads it if it is absent; see {@link Cache} for what callers of the same key share.
     * A value that the byte cache does not take, since it is too large or there is no memory, is returned nevertheless.
     *
     * @param key    that is asked for.
     * @param loader that brings the value; it may use the cache, for other keys.
     * @param <E>    what the loader throws.
     * @return the value; null if the loader has none.
     * @throws E                     if the loader of whoever loads the key throws it: to all who wait, the very same.
     *                               Who waits for a loader of another kind may so get a checked exception that his
     *                               own does not declare.
     * @throws IllegalStateException if the loader of a key asks for the same key, or loaders wait for each other's.
     */
    public <E extends Exception> V get(final K key, final Loader<? super K, ? extends V, E> loader) throws E {
        Objects.requireNonNull(loader, "loader must not be null");
        final Ticket<V> ticket;
        final Scratch s = entries.begin(key);
        try {
            final V value = entries.answer(s, entries.read(s));
            if (s.found.isAnswer() && !entries.isDue(s)) {
                return value;
            }
            ticket = entries.ticket(s);
        } finally {
            entries.end(s);
        }
        if (ticket.claim() != null) {
            refreshes.begin(key, ticket, flight -> starter.leave(key, flight, loader));
        }
        return ticket.isAnswered() ? ticket.value() : loads.load(key, ticket.id(), loader);
    }

    /**
     * Gives the value of a key as {@link #get} does, without waiting.
     *
     * @param key    that is asked for.
     * @param loader that begins to bring the value if it is absent: in this call, or, if another one's announcement is
     *               waited for first by {@link CacheBuilder#announceLoads}, where {@code CompletableFuture.runAsync}
     *               would run it.
     * @return what ends with the value, or with null; or with what the loader threw. Cancelling it cancels no load.
     */
    public CompletableFuture<V> getAsync(final K key, final AsyncLoader<? super K, ? extends V> loader) {
        Objects.requireNonNull(loader, "loader must not be null");
        return getAsync(key, flight -> starter.begin(key, flight, loader));
    }

    /** Gives the value of a key without waiting, by a loader that runs at the executor. */
    final CompletableFuture<V> getInBackground(final K key, final Loader<? super K, ? extends V, ?> loader) {
        return getAsync(key, flight -> starter.leave(key, flight, loader));
    }

    private CompletableFuture<V> getAsync(final K key,
            final Function<Flight<V>, CompletionStage<? extends V>> start) {
        final Ticket<V> ticket;
        final Scratch s = entries.begin(key);
        try {
            final V value = entries.answer(s, entries.read(s));
            if (s.found.isAnswer() && !entries.isDue(s)) {
                return CompletableFuture.completedFuture(value);
            }
            ticket = entries.ticket(s);
        } finally {
            entries.end(s);
        }
        if (ticket.claim() != null) {
            refreshes.begin(key, ticket, start);
        }
        return ticket.isAnswered() ? CompletableFuture.completedFuture(ticket.value())
            : loads.loadAsync(key, ticket.id(), start);
    }

    /**
     * Gives the values of several keys.
     *
     * @param keys that are asked for.
     * @return those that there are, in the order of the keys; the caller's own.
     */
    public Map<K, V> getAllPresent(final Iterable<? extends K> keys) {
        final Map<K, V> values = new LinkedHashMap<>();
        Objects.requireNonNull(keys, "keys must not be null");
        final Iterator<? extends K> ahead = KeysAhead.of(keys, entries);
        while (ahead.hasNext()) {
            final K key = ahead.next();
            final V value = values.containsKey(key) ? null : getIfPresent(key);
            if (value != null) {
                values.put(key, value);
            }
        }
        return values;
    }

    /**
     * Gives the values of several keys, and loads all that are absent at once, but for those that somebody else is
     * loading: for these it waits.
     *
     * @param keys   that are asked for.
     * @param loader that brings the values that are absent.
     * @param <E>    what the loader throws.
     * @return the values, in the order of the keys, without those of which there is none; the caller's own.
     * @throws E if the loader throws it, or that of somebody who loads one of the keys: then it may be a checked
     *     exception that this call's loader does not declare.
     */
    public <E extends Exception> Map<K, V> getAll(final Iterable<? extends K> keys,
            final BulkLoader<K, ? extends V, E> loader) throws E {
        return bulkLoads.getAll(Objects.requireNonNull(keys, "keys must not be null"),
            Objects.requireNonNull(loader, "loader must not be null"));
    }

    /**
     * Stores a value, whatever was there, with the time to live that the builder says.
     *
     * @param key   of the entry.
     * @param value copied.
     * @return STORED, TOO_LARGE or OUT_OF_MEMORY; or NOT_STORED, if the time of the value is over by
     *     {@link CacheBuilder#expiry}. Unless it is STORED, the key is absent then: an old value is not served in the
     *     place of a newer one.
     */
    public StoreResult put(final K key, final V value) {
        return store(StoreMode.SET, key, value, null);
    }

    /**
     * Stores a value with a time to live of its own, whatever was there.
     *
     * @param key        of the entry.
     * @param value      copied.
     * @param timeToLive zero for ever.
     * @return as {@link #put(Object, Object)} does.
     * @throws IllegalArgumentException if the time to live is negative.
     */
    public StoreResult put(final K key, final V value, final Duration timeToLive) {
        return store(StoreMode.SET, key, value, Objects.requireNonNull(timeToLive, "timeToLive must not be null"));
    }

    /**
     * Stores a value if the key is absent, also if it is known that there is none.
     *
     * @param key   of the entry.
     * @param value copied.
     * @return STORED; NOT_STORED if the key is there, or as {@link #put(Object, Object)} does.
     */
    public StoreResult putIfAbsent(final K key, final V value) {
        return store(StoreMode.ADD, key, value, null);
    }

    /**
     * Stores a value if the key is there.
     *
     * @param key   of the entry.
     * @param value copied.
     * @return STORED; NOT_STORED if the key is absent, or as {@link #put(Object, Object)} does.
     */
    public StoreResult replace(final K key, final V value) {
        return store(StoreMode.REPLACE, key, value, null);
    }

    /**
     * Stores several values, each as {@link #put(Object, Object)} does.
     *
     * @param all keys and values.
     */
    public void putAll(final Map<? extends K, ? extends V> all) {
        for (final Map.Entry<? extends K, ? extends V> entry
                : Objects.requireNonNull(all, "all must not be null").entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
    }

    private StoreResult store(final StoreMode mode, final K key, final V value, final Duration timeToLive) {
        Objects.requireNonNull(value, "value must not be null");
        final Scratch s = entries.begin(key);
        try {
            final int deadline = timeToLive == null ? entries.expiry.deadline(key, value)
                : entries.expiry.deadline(timeToLive);
            entries.write(s, value);
            return entries.put(s, mode, deadline, flights);
        } finally {
            entries.end(s);
        }
    }

    /**
     * Gives an entry a new time to live, from now on, and leaves its value as it is.
     *
     * @param key        of the entry.
     * @param timeToLive zero for ever.
     * @return whether it has it; not if it is absent, or if there is no memory for the first end of one that had none.
     * @throws IllegalArgumentException if the time to live is negative.
     */
    public boolean touch(final K key, final Duration timeToLive) {
        final Scratch s = entries.begin(key);
        try {
            final int deadline = entries.expiry.deadline(timeToLive);
            return entries.peek(s) == Found.VALUE && entries.touch(s, deadline);
        } finally {
            entries.end(s);
        }
    }

    /**
     * Tells how long an entry still lives, that it is served stale included.
     *
     * @param key of the entry.
     * @return a time in tenths of a second; zero for ever, and null if the key is absent.
     */
    public Duration timeToLive(final K key) {
        final Scratch s = entries.begin(key);
        try {
            return entries.peek(s) == Found.VALUE ? entries.expiry.timeToLive(s.deadline) : null;
        } finally {
            entries.end(s);
        }
    }

    /**
     * Removes an entry. What is being loaded for its key is not stored any more.
     *
     * @param key of the entry.
     * @return whether it was there.
     */
    public boolean invalidate(final K key) {
        final Scratch s = entries.begin(key);
        try {
            flights.supersede(s.key);
            return entries.delete(s, 0) == DeleteResult.DELETED;
        } finally {
            entries.end(s);
        }
    }

    /**
     * Removes several entries.
     *
     * @param keys of the entries.
     */
    public void invalidateAll(final Iterable<? extends K> keys) {
        Objects.requireNonNull(keys, "keys must not be null").forEach(this::invalidate);
    }

    /**
     * Removes all entries. Those of a byte cache that the cache owns are gone at once, and their memory is back with
     * the next passes of the maintenance; of one that is shared, those that begin with the prefix are found by a walk
     * and removed, which others who store meanwhile may outrun.
     *
     * <p><b>Without a {@link CacheBuilder#keyPrefix} every item of a shared byte cache begins with it:</b> those of
     * other caches and of clients are removed, too, as by {@code flush_all}.
     */
    public void invalidateAll() {
        entries.checkOpen();
        flights.supersedeAll();
        if (owned) {
            entries.bytes.flush();
        } else {
            entries.deleteAll();
        }
    }

    /**
     * Says that a value is out of date, as {@code md KEY I T<seconds>} does: it is served for a while, and the next one
     * who asks with a loader, or on the wire by {@code mg}, is to bring the new one. What is being loaded for its key
     * is not stored any more.
     *
     * @param key      of the entry.
     * @param serveFor how long it is served at most; zero for ever.
     * @return whether it was there.
     * @throws IllegalArgumentException if the time is negative.
     */
    public boolean markStale(final K key, final Duration serveFor) {
        final Scratch s = entries.begin(key);
        try {
            flights.supersede(s.key);
            return entries.markStale(s, serveFor);
        } finally {
            entries.end(s);
        }
    }

    /** Loads the value of a key anew, unless that is under way. */
    final CompletableFuture<V> refresh(final K key, final Loader<? super K, ? extends V, ?> loader) {
        return refreshes.begin(key, flight -> starter.leave(key, flight, loader));
    }

    /**
     * Shows the cache as a map. What it does to a key is atomic, by comparing CAS uniques; the functions of
     * {@code compute}, {@code computeIfPresent}, {@code merge} and {@code replaceAll} are called again if somebody else
     * was faster, and that of {@code computeIfAbsent} is a loader as that of {@link #get}: who waits for another's may
     * get the checked exception that that one throws. Values are compared by {@code equals}. A value that the byte
     * cache does not take is an IllegalStateException.
     *
     * <p>An iteration walks over the byte cache and holds nobody up: it shows each entry that is there from its begin
     * to its end, now and then one twice, and those that come and go meanwhile or not. Items of others, whose keys or
     * values the serializers refuse, are left out. Keys are shown, and counted, without a look at values that have the
     * flags of this cache's. {@code size} is such a walk; see {@link #estimatedSize}. {@code clear} is
     * {@link #invalidateAll()}: without a prefix it empties a shared byte cache.
     *
     * @return a view, always the same; it needs no closing.
     */
    public ConcurrentMap<K, V> asMap() {
        return map;
    }

    /**
     * Shows all entries; see {@link #asMap} for what an iteration sees.
     *
     * @param action is given key and value.
     */
    public void forEach(final BiConsumer<? super K, ? super V> action) {
        map.forEach(action);
    }

    /**
     * Tells how many items there are in the byte cache, whoever stored them, without a walk.
     *
     * @return as an estimate: expired ones are counted until their memory is back.
     */
    public long estimatedSize() {
        return entries.bytes.stats().items();
    }

    /**
     * Counts. <b>The evictions are the whole byte cache's</b>: where it is shared, they are not this cache's alone.
     *
     * @return a snapshot.
     */
    public Statistics stats() {
        return counters.snapshot(entries.hits(), entries.misses(), removals == null ? 0 : removals.dropped(),
            entries.bytes.stats().evictions());
    }

    /**
     * Gives the cache of bytes below this one, for a server or for tuning.
     *
     * @return it.
     */
    public ByteCache byteCache() {
        return entries.bytes;
    }

    /**
     * Closes the cache, and its byte cache if that is not shared. Loads that are under way go on and hand what they
     * bring to those who wait for it; it is not stored. The removal listener hears of what has left before. A second
     * call does nothing.
     */
    @Override
    public void close() {
        if (!entries.close()) {
            return;
        }
        if (removals != null) {
            removals.close();
        }
        if (owned) {
            entries.bytes.close();
        }
    }

    @Override
    public String toString() {
        return "Cache[byteCache=" + entries.bytes + ", hits=" + entries.hits() + ", misses=" + entries.misses() + ']';
    }
}
