/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ByteCacheBuilder;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;

/** The caches of one URI and one class loader, each in memory of its own. */
final class FlagstoneCaches implements CacheManager {
    /** Types whose values have one class only, and bytes that others know too. */
    private static final Set<Class<?>> PLAIN = Set.of(String.class, byte[].class, Integer.class, Long.class,
        Double.class, Boolean.class);

    private final FlagstoneCachingProvider provider;
    private final URI uri;
    private final WeakReference<ClassLoader> classLoader;
    private final Properties properties;
    private final CacheSettings settings;
    private final Background background;
    private final Map<String, StoredCache<?, ?>> caches = new LinkedHashMap<>();
    private volatile boolean closed;

    FlagstoneCaches(final FlagstoneCachingProvider provider, final URI uri, final ClassLoader classLoader,
            final Properties properties) {
        this.provider = provider;
        this.uri = uri;
        this.classLoader = new WeakReference<>(classLoader);
        this.properties = new Properties();
        this.properties.putAll(properties);
        settings = new CacheSettings(uri, this.properties);
        background = new Background(this::getClassLoader);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the cache manager is closed: uri=" + uri);
        }
    }

    @Override
    public CachingProvider getCachingProvider() {
        return provider;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public ClassLoader getClassLoader() {
        return classLoader.get();
    }

    @Override
    public Properties getProperties() {
        return properties;
    }

    @Override
    public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(final String cacheName,
            final C configuration) {
        checkOpen();
        Objects.requireNonNull(cacheName, "cacheName must not be null");
        Objects.requireNonNull(configuration, "configuration must not be null");
        if (!configuration.isStoreByValue()) {
            throw new UnsupportedOperationException("entries are stored by value, outside of the heap: leave"
                + " storeByValue at true: cacheName=" + cacheName);
        }
        synchronized (caches) {
            checkOpen();
            if (caches.containsKey(cacheName)) {
                throw new CacheException("there is a cache of this name already: cacheName=" + cacheName);
            }
            final StoredCache<K, V> cache = create(cacheName, FlagstoneConfiguration.of(configuration));
            caches.put(cacheName, cache);
            return cache;
        }
    }

    private <K, V> StoredCache<K, V> create(final String name, final FlagstoneConfiguration<K, V> configuration) {
        final ByteCache bytes = bytes(name, configuration);
        boolean complete = false;
        try {
            final KnownClasses classes = new KnownClasses(this::getClassLoader);
            final EntryStore<K, V> store = new EntryStore<>(name, bytes,
                serializer(configuration.getKeySerializer(), configuration.getKeyType(), classes, true),
                serializer(configuration.getValueSerializer(), configuration.getValueType(), classes, false));
            final CacheParts<K, V> in = new CacheParts<>(store,
                new Expiry(configuration.getExpiryPolicyFactory().create(), bytes.clock()),
                new Backing<>(configuration), new Listeners<>(store, background));
            final StoredCache<K, V> cache = new StoredCache<>(name, this, configuration, in, background);
            cache.start();
            background.add(in.upkeep);
            complete = true;
            return cache;
        } finally {
            if (!complete) {
                bytes.close();
            }
        }
    }

    private ByteCache bytes(final String name, final FlagstoneConfiguration<?, ?> configuration) {
        final ByteCacheBuilder builder = ByteCache.builder().name(name).callerMaintains();
        final long limit = configuration.getMemoryLimit() != 0 ? configuration.getMemoryLimit()
            : settings.memoryLimit(name);
        final int item = configuration.getMaximumItemSize() != 0 ? configuration.getMaximumItemSize()
            : settings.maximumItemSize(name);
        if (configuration.getClock() != null) {
            builder.clock(configuration.getClock());
        }
        try {
            if (limit != 0) {
                builder.memoryLimit(limit);
            }
            if (item != 0) {
                builder.maximumItemSize(item);
            }
            return builder.build();
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " cache=" + name + " uri=" + uri, e);
        }
    }

    /** A type that says less than the class of its values is served as any object. */
    @SuppressWarnings("unchecked")
    private static <T> Serializer<T> serializer(final Serializer<T> said, final Class<T> type,
            final KnownClasses classes, final boolean ofKeys) {
        if (said != null) {
            return said;
        }
        if (type != null && (PLAIN.contains(type) || type.isRecord() || type.isEnum())) {
            try {
                return Serializers.of(type);
            } catch (final IllegalArgumentException e) {
                // A record with a component whose class its type does not tell: its objects tell.
                return (Serializer<T>) new AnySerializer(classes, ofKeys);
            }
        }
        return (Serializer<T>) new AnySerializer(classes, ofKeys);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Cache<K, V> getCache(final String cacheName, final Class<K> keyType, final Class<V> valueType) {
        Objects.requireNonNull(keyType, "keyType must not be null");
        Objects.requireNonNull(valueType, "valueType must not be null");
        final StoredCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            check("key", cache.keyType(), keyType, cacheName);
            check("value", cache.valueType(), valueType, cacheName);
        }
        return (Cache<K, V>) cache;
    }

    private static void check(final String what, final Class<?> configured, final Class<?> wanted,
            final String cacheName) {
        if (!configured.equals(wanted)) {
            throw new ClassCastException("the type of the " + what + "s must be the one that the cache was created"
                + " with: cacheName=" + cacheName + " configured=" + configured.getName() + " wanted="
                + wanted.getName());
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Cache<K, V> getCache(final String cacheName) {
        return (Cache<K, V>) find(cacheName);
    }

    private StoredCache<?, ?> find(final String cacheName) {
        checkOpen();
        Objects.requireNonNull(cacheName, "cacheName must not be null");
        synchronized (caches) {
            return caches.get(cacheName);
        }
    }

    @Override
    public Iterable<String> getCacheNames() {
        checkOpen();
        synchronized (caches) {
            return List.copyOf(caches.keySet());
        }
    }

    @Override
    public void destroyCache(final String cacheName) {
        final StoredCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            cache.close();
        }
    }

    @Override
    public void enableManagement(final String cacheName, final boolean enabled) {
        final StoredCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            cache.manage(enabled);
        }
    }

    @Override
    public void enableStatistics(final String cacheName, final boolean enabled) {
        final StoredCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            cache.count(enabled);
        }
    }

    /** A cache is about to give its memory back. */
    void closed(final StoredCache<?, ?> cache, final Upkeep upkeep) {
        background.remove(upkeep);
        synchronized (caches) {
            caches.remove(cache.getName(), cache);
        }
    }

    @Override
    public void close() {
        final List<StoredCache<?, ?>> open;
        synchronized (caches) {
            if (closed) {
                return;
            }
            closed = true;
            open = new ArrayList<>(caches.values());
        }
        provider.closed(this);
        for (final StoredCache<?, ?> cache : open) {
            cache.close();
        }
        background.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public <T> T unwrap(final Class<T> type) {
        return Unwrapping.of(type, this);
    }

    @Override
    public String toString() {
        return "FlagstoneCaches[uri=" + uri + ", closed=" + closed + ']';
    }
}
