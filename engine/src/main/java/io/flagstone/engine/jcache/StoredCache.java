/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.ItemCrawl;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;

/**
 * A cache of JCache whose entries lie in a byte cache. Checks what it is given; the work is done by {@link Reads} and
 * {@link Writes}.
 */
final class StoredCache<K, V> implements Cache<K, V> {
    /** About as many keys as are on the heap, and locked for a writer, when all are removed. */
    private static final int REMOVED_AT_A_TIME = 1_000;

    private final String name;
    private final FlagstoneCaches manager;
    private final FlagstoneConfiguration<K, V> configuration;
    private final CacheParts<K, V> in;
    private final Reads<K, V> reads;
    private final Writes<K, V> writes;
    private final Executor threads;
    private volatile boolean closed;

    StoredCache(final String name, final FlagstoneCaches manager, final FlagstoneConfiguration<K, V> configuration,
            final CacheParts<K, V> in, final Executor threads) {
        this.name = name;
        this.manager = manager;
        this.configuration = configuration;
        this.in = in;
        this.threads = threads;
        reads = new Reads<>(in);
        writes = new Writes<>(in);
    }

    /** Begins to listen and to be managed as the configuration says. */
    void start() {
        in.listeners.of(this);
        configuration.getCacheEntryListenerConfigurations().forEach(in.listeners::add);
        if (configuration.isManagementEnabled()) {
            manage(true);
        }
        if (configuration.isStatisticsEnabled()) {
            count(true);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the cache is closed: name=" + name);
        }
    }

    private void checkKey(final K key) {
        checkOpen();
        Objects.requireNonNull(key, "key must not be null");
    }

    private void check(final K key, final V value) {
        checkKey(key);
        Objects.requireNonNull(value, "value must not be null");
    }

    private void checkKeys(final Set<? extends K> keys) {
        checkOpen();
        for (final K key : Objects.requireNonNull(keys, "keys must not be null")) {
            Objects.requireNonNull(key, "keys must not contain null");
        }
    }

    @Override
    public V get(final K key) {
        checkKey(key);
        return reads.get(key);
    }

    @Override
    public Map<K, V> getAll(final Set<? extends K> keys) {
        checkKeys(keys);
        return reads.getAll(keys);
    }

    @Override
    public boolean containsKey(final K key) {
        checkKey(key);
        return reads.contains(key);
    }

    @Override
    public void loadAll(final Set<? extends K> keys, final boolean replaceExistingValues,
            final CompletionListener completionListener) {
        checkKeys(keys);
        final Set<K> wanted = new HashSet<>(keys);
        if (!in.backing.hasLoader()) {
            if (completionListener != null) {
                completionListener.onCompletion();
            }
            return;
        }
        threads.execute(() -> loadNow(wanted, replaceExistingValues, completionListener));
    }

    private void loadNow(final Set<K> keys, final boolean replaces, final CompletionListener listener) {
        try {
            reads.load(keys, replaces);
        } catch (final RuntimeException | Error e) {
            if (listener == null) {
                Failures.report(e);
            } else {
                listener.onException(e instanceof Exception ? (Exception) e : new CacheException(e));
            }
            return;
        }
        if (listener != null) {
            listener.onCompletion();
        }
    }

    @Override
    public void put(final K key, final V value) {
        check(key, value);
        writes.put(key, value);
    }

    @Override
    public V getAndPut(final K key, final V value) {
        check(key, value);
        return writes.getAndPut(key, value);
    }

    @Override
    public void putAll(final Map<? extends K, ? extends V> map) {
        checkOpen();
        Objects.requireNonNull(map, "map must not be null").forEach(this::check);
        writes.putAll(map);
    }

    @Override
    public boolean putIfAbsent(final K key, final V value) {
        check(key, value);
        return writes.putIfAbsent(key, value);
    }

    @Override
    public boolean remove(final K key) {
        checkKey(key);
        return writes.remove(key);
    }

    @Override
    public boolean remove(final K key, final V oldValue) {
        check(key, oldValue);
        return writes.remove(key, oldValue);
    }

    @Override
    public V getAndRemove(final K key) {
        checkKey(key);
        return writes.getAndRemove(key);
    }

    @Override
    public boolean replace(final K key, final V oldValue, final V newValue) {
        check(key, oldValue);
        check(key, newValue);
        return writes.replace(key, oldValue, newValue);
    }

    @Override
    public boolean replace(final K key, final V value) {
        check(key, value);
        return writes.replace(key, value);
    }

    @Override
    public V getAndReplace(final K key, final V value) {
        check(key, value);
        return writes.getAndReplace(key, value);
    }

    @Override
    public void removeAll(final Set<? extends K> keys) {
        checkKeys(keys);
        writes.removeAll(keys);
    }

    @Override
    public void removeAll() {
        checkOpen();
        final Set<K> keys = new HashSet<>();
        final ItemCrawl crawl = in.store.crawl();
        while (!crawl.isAtEnd()) {
            in.store.crawl(crawl, keys::add);
            if (keys.size() >= REMOVED_AT_A_TIME || crawl.isAtEnd()) {
                writes.removeAll(keys);
                keys.clear();
            }
        }
    }

    @Override
    public void clear() {
        checkOpen();
        in.store.clear();
    }

    @Override
    public <C extends Configuration<K, V>> C getConfiguration(final Class<C> type) {
        if (!type.isInstance(configuration)) {
            throw new IllegalArgumentException("type must be " + FlagstoneConfiguration.class.getName()
                + " or one that it is: type=" + type.getName());
        }
        synchronized (configuration) {
            return type.cast(new FlagstoneConfiguration<>(configuration));
        }
    }

    @Override
    public <T> T invoke(final K key, final EntryProcessor<K, V, T> entryProcessor, final Object... arguments) {
        checkKey(key);
        Objects.requireNonNull(entryProcessor, "entryProcessor must not be null");
        return writes.invoke(key, entryProcessor, arguments);
    }

    @Override
    public <T> Map<K, EntryProcessorResult<T>> invokeAll(final Set<? extends K> keys,
            final EntryProcessor<K, V, T> entryProcessor, final Object... arguments) {
        checkKeys(keys);
        Objects.requireNonNull(entryProcessor, "entryProcessor must not be null");
        final Map<K, EntryProcessorResult<T>> results = new HashMap<>();
        for (final K key : keys) {
            try {
                final T result = writes.invoke(key, entryProcessor, arguments);
                if (result != null) {
                    results.put(key, () -> result);
                }
            } catch (final EntryProcessorException e) {
                results.put(key, () -> {
                    throw e;
                });
            } catch (final RuntimeException e) {
                checkOpen();
                results.put(key, () -> {
                    throw new EntryProcessorException("the entry could not be processed", e);
                });
            }
        }
        return results;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public CacheManager getCacheManager() {
        return manager;
    }

    @Override
    public void close() {
        synchronized (configuration) {
            if (closed) {
                return;
            }
            closed = true;
            if (configuration.isManagementEnabled()) {
                setManaged(false);
            }
            if (configuration.isStatisticsEnabled()) {
                setCounted(false);
            }
        }
        manager.closed(this, in.upkeep);
        in.backing.close();
        in.listeners.close();
        Failures.close(in.expiry.policy());
        in.store.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public <T> T unwrap(final Class<T> type) {
        return Unwrapping.of(type, this, in.store.bytes());
    }

    @Override
    public void registerCacheEntryListener(final CacheEntryListenerConfiguration<K, V> listenerConfiguration) {
        checkOpen();
        synchronized (configuration) {
            configuration.addCacheEntryListenerConfiguration(listenerConfiguration);
            in.listeners.add(listenerConfiguration);
        }
    }

    @Override
    public void deregisterCacheEntryListener(final CacheEntryListenerConfiguration<K, V> listenerConfiguration) {
        checkOpen();
        Objects.requireNonNull(listenerConfiguration, "listenerConfiguration must not be null");
        synchronized (configuration) {
            configuration.removeCacheEntryListenerConfiguration(listenerConfiguration);
            in.listeners.remove(listenerConfiguration);
        }
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
        checkOpen();
        return new EntryIterator<>(in, reads, writes);
    }

    /** Switches the bean of the configuration on or off. */
    void manage(final boolean enabled) {
        synchronized (configuration) {
            checkOpen();
            setManaged(enabled);
        }
    }

    private void setManaged(final boolean enabled) {
        configuration.setManagementEnabled(enabled);
        if (enabled) {
            Beans.register(new CacheManagement(configuration), Beans.CONFIGURATION, manager.getURI().toString(), name);
        } else {
            Beans.unregister(Beans.CONFIGURATION, manager.getURI().toString(), name);
        }
    }

    /** Switches the statistics and their bean on or off. */
    void count(final boolean enabled) {
        synchronized (configuration) {
            checkOpen();
            setCounted(enabled);
        }
    }

    private void setCounted(final boolean enabled) {
        configuration.setStatisticsEnabled(enabled);
        in.statistics.enable(enabled);
        if (enabled) {
            Beans.register(in.statistics, Beans.STATISTICS, manager.getURI().toString(), name);
        } else {
            Beans.unregister(Beans.STATISTICS, manager.getURI().toString(), name);
        }
    }

    /** How many keys some thread is at. */
    int keysInUse() {
        return in.locks.size();
    }

    CacheStatistics statistics() {
        return in.statistics;
    }

    Class<K> keyType() {
        return configuration.getKeyType();
    }

    Class<V> valueType() {
        return configuration.getValueType();
    }

    @Override
    public String toString() {
        return "StoredCache[name=" + name + ", closed=" + closed + ", entriesIn=" + in.store.bytes() + ']';
    }
}
