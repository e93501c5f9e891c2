/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;

/**
 * What lies behind a cache: the application's loader and writer. What they throw reaches the caller as JCache wants it,
 * and nothing has changed in the cache then.
 */
final class Backing<K, V> {
    private final CacheLoader<K, V> loader;
    private final CacheWriter<K, V> writer;
    private final boolean readThrough;
    private final boolean writeThrough;

    @SuppressWarnings("unchecked")
    Backing(final CompleteConfiguration<K, V> configuration) {
        loader = configuration.getCacheLoaderFactory() == null ? null : configuration.getCacheLoaderFactory().create();
        writer = configuration.getCacheWriterFactory() == null ? null
            : (CacheWriter<K, V>) configuration.getCacheWriterFactory().create();
        readThrough = configuration.isReadThrough();
        writeThrough = configuration.isWriteThrough();
    }

    boolean hasLoader() {
        return loader != null;
    }

    boolean readsThrough() {
        return readThrough && loader != null;
    }

    boolean writesThrough() {
        return writeThrough && writer != null;
    }

    /** The value, or null if the loader has none. */
    V load(final K key) {
        try {
            return loader.load(key);
        } catch (final CacheLoaderException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw new CacheLoaderException("the loader has failed: loader=" + loader, e);
        }
    }

    /** The values that the loader has, and none that is null. */
    Map<K, V> loadAll(final Collection<K> keys) {
        final Map<K, V> loaded;
        try {
            loaded = loader.loadAll(keys);
        } catch (final CacheLoaderException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw new CacheLoaderException("the loader has failed: loader=" + loader, e);
        }
        final Map<K, V> values = new HashMap<>();
        if (loaded != null) {
            for (final K key : keys) {
                final V value = loaded.get(key);
                if (value != null) {
                    values.put(key, value);
                }
            }
        }
        return values;
    }

    void write(final K key, final V value) {
        if (writesThrough()) {
            try {
                writer.write(new PlainEntry<>(key, value));
            } catch (final RuntimeException e) {
                throw failure(e);
            }
        }
    }

    void delete(final K key) {
        if (writesThrough()) {
            try {
                writer.delete(key);
            } catch (final RuntimeException e) {
                throw failure(e);
            }
        }
    }

    /** Writes all of them; a failure is returned, and what is left in the list then has not been written. */
    CacheWriterException writeAll(final List<Cache.Entry<? extends K, ? extends V>> entries) {
        try {
            writer.writeAll(entries);
            entries.clear();
            return null;
        } catch (final RuntimeException e) {
            return failure(e);
        }
    }

    /** Deletes all of them; a failure is returned, and what is left in the collection then has not been deleted. */
    CacheWriterException deleteAll(final Collection<K> keys) {
        try {
            writer.deleteAll(keys);
            keys.clear();
            return null;
        } catch (final RuntimeException e) {
            return failure(e);
        }
    }

    private CacheWriterException failure(final RuntimeException cause) {
        return cause instanceof CacheWriterException ? (CacheWriterException) cause
            : new CacheWriterException("the writer has failed: writer=" + writer, cause);
    }

    void close() {
        Failures.close(loader);
        Failures.close(writer);
    }
}
