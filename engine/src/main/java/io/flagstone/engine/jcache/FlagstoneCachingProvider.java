/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;

/**
 * JCache over the memory of Flagstone; {@link javax.cache.Caching#getCachingProvider()} finds it on the class path, and
 * {@link javax.cache.Caching#getCachingProvider(String)} by the name of this class on the module path. Each cache has
 * 64 MiB outside of the heap, which it takes as it needs them, and forgets what is asked for least when they are full.
 *
 * <p>Another size is said by a {@link FlagstoneConfiguration}, or by the settings {@code memoryLimit} and
 * {@code maximumItemSize}, with {@code cache.NAME.} before them for a single cache: in the properties that the manager
 * is asked for with, or in its URI, behind a question mark ({@code flagstone:shop?memoryLimit=1g}) or in a file that it
 * names and that ends in {@code .properties}. A value is digits, with {@code k}, {@code m} or {@code g} behind them if
 * it is not bytes.
 *
 * <p>Keys and values of the types String, {@code byte[]}, Integer, Long, Double and Boolean are stored as the
 * serializers of {@code io.flagstone.engine.serializer} write them. Those of other types may be of any class that is
 * Serializable or a record, in all its parts. Classes are written as numbers that this cache alone knows, so that what
 * is read back can be of no class that the same cache has not written before; {@code jdk.serialFilter} holds as well.
 * They are looked for in the class loader of the manager, and are the ones that were written if it has none of that
 * name. Keys are told from each other by their bytes.
 *
 * <p>A loader must not ask the cache for a key whose own loader asks for the first one: the two wait for each other.
 *
 * <p>Not supported: to store by reference. Expired entries are gone within 0.2 seconds; listeners hear of it within
 * about a second, or when somebody puts another value in their place. Listeners that fall behind by 8,192 expired
 * entries, or 16 MiB of them, do not hear of the next ones, with a line in the log.
 */
public final class FlagstoneCachingProvider implements CachingProvider {
    private static final URI DEFAULT = URI.create("flagstone:default");

    private final Map<ClassLoader, Map<URI, FlagstoneCaches>> managers = new WeakHashMap<>();

    /** Makes a provider, as a service loader does. */
    public FlagstoneCachingProvider() {
    }

    @Override
    public CacheManager getCacheManager(final URI uri, final ClassLoader classLoader, final Properties properties) {
        final URI named = uri == null ? getDefaultURI() : uri;
        final ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
        synchronized (managers) {
            return managers.computeIfAbsent(loader, other -> new HashMap<>()).computeIfAbsent(named, other ->
                new FlagstoneCaches(this, named, loader, properties == null ? getDefaultProperties() : properties));
        }
    }

    @Override
    public ClassLoader getDefaultClassLoader() {
        return getClass().getClassLoader();
    }

    @Override
    public URI getDefaultURI() {
        return DEFAULT;
    }

    @Override
    public Properties getDefaultProperties() {
        return new Properties();
    }

    @Override
    public CacheManager getCacheManager(final URI uri, final ClassLoader classLoader) {
        return getCacheManager(uri, classLoader, getDefaultProperties());
    }

    @Override
    public CacheManager getCacheManager() {
        return getCacheManager(getDefaultURI(), getDefaultClassLoader(), getDefaultProperties());
    }

    /** Closes all managers; the provider can be asked for others afterwards. */
    @Override
    public void close() {
        final List<FlagstoneCaches> open = new ArrayList<>();
        synchronized (managers) {
            managers.values().forEach(ofLoader -> open.addAll(ofLoader.values()));
        }
        open.forEach(FlagstoneCaches::close);
    }

    @Override
    public void close(final ClassLoader classLoader) {
        final ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
        final List<FlagstoneCaches> open;
        synchronized (managers) {
            open = new ArrayList<>(managers.getOrDefault(loader, Map.of()).values());
        }
        open.forEach(FlagstoneCaches::close);
    }

    @Override
    public void close(final URI uri, final ClassLoader classLoader) {
        final ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
        final FlagstoneCaches open;
        synchronized (managers) {
            open = managers.getOrDefault(loader, Map.of()).get(uri == null ? getDefaultURI() : uri);
        }
        if (open != null) {
            open.close();
        }
    }

    /** A manager is about to close. */
    void closed(final FlagstoneCaches manager) {
        synchronized (managers) {
            managers.values().forEach(ofLoader -> ofLoader.remove(manager.getURI(), manager));
        }
    }

    @Override
    public boolean isSupported(final OptionalFeature optionalFeature) {
        return false;
    }
}
