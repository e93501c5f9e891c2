/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
    private static final String CLOSED = "ByteCache[closed]";

    @Test
    void shouldBeFoundAndServeObjectsOfAnyKindWithoutASetting() {
        final CachingProvider provider = Caching.getCachingProvider();
        assertSame(FlagstoneCachingProvider.class, provider.getClass());
        assertFalse(provider.isSupported(OptionalFeature.STORE_BY_REFERENCE));
        final CacheManager manager = provider.getCacheManager();
        try (Cache<Object, Object> cache = manager.createCache("any", new MutableConfiguration<>())) {
            cache.put(List.of("a", 1), new Point(1, 2));
            assertEquals(new Point(1, 2), cache.get(List.of("a", 1)));
            cache.put("points", List.of(new Point(3, 4)));
            assertEquals(List.of(new Point(3, 4)), cache.get("points"));
            assertSame(cache, manager.getCache("any"));
            assertEquals("any", cache.unwrap(ByteCache.class).name());
        } finally {
            manager.close();
        }
    }

    @Test
    void shouldRefuseEveryOperationOfAClosedCache() {
        final CacheManager manager = Managers.fresh();
        final Cache<String, String> cache = manager.createCache("closed", new MutableConfiguration<>());
        cache.put("k", "1");
        final Iterator<Cache.Entry<String, String>> entries = cache.iterator();
        cache.close();
        assertTrue(cache.isClosed());
        final List<Executable> operations = List.of(() -> cache.get("k"), () -> cache.getAll(Set.of("k")),
            () -> cache.containsKey("k"), () -> cache.put("k", "1"), () -> cache.getAndPut("k", "1"),
            () -> cache.putAll(Map.of("k", "1")), () -> cache.putIfAbsent("k", "1"), () -> cache.remove("k"),
            () -> cache.remove("k", "1"), () -> cache.getAndRemove("k"), () -> cache.replace("k", "1"),
            () -> cache.replace("k", "1", "2"), () -> cache.getAndReplace("k", "1"), cache::removeAll,
            () -> cache.removeAll(Set.of("k")), cache::clear, () -> cache.loadAll(Set.of("k"), true, null),
            () -> cache.invoke("k", (entry, more) -> null),
            () -> cache.invokeAll(Set.of("k"), (entry, more) -> null), cache::iterator, entries::hasNext);
        for (int i = 0; i < operations.size(); i++) {
            assertThrows(IllegalStateException.class, operations.get(i), "operation " + i);
        }
        assertNull(manager.getCache("closed"));
        manager.close();
        assertThrows(IllegalStateException.class, () -> manager.getCache("closed"));
    }

    @Test
    void shouldGiveMemoryBackHoweverACacheEnds() {
        final CacheManager manager = Managers.fresh();
        final Cache<String, String> first = manager.createCache("first", new MutableConfiguration<>());
        final Cache<String, String> second = manager.createCache("second", new MutableConfiguration<>());
        final Cache<String, String> third = manager.createCache("third", new MutableConfiguration<>());
        final List<ByteCache> bytes = List.of(first.unwrap(ByteCache.class), second.unwrap(ByteCache.class),
            third.unwrap(ByteCache.class));
        first.close();
        assertEquals(CLOSED, bytes.get(0).toString());
        manager.destroyCache("second");
        assertEquals(CLOSED, bytes.get(1).toString());
        assertTrue(second.isClosed());
        manager.getCachingProvider().close(manager.getURI(), manager.getClassLoader());
        assertEquals(CLOSED, bytes.get(2).toString());
        assertTrue(manager.isClosed());
        assertNotSame(manager, Managers.at(manager.getURI().toString(), new Properties()));
    }

    @Test
    void shouldCloseWhatTheApplicationGave() {
        final CacheManager manager = Managers.fresh();
        final RecordingListener listener = new RecordingListener();
        manager.createCache("closing", new MutableConfiguration<String, String>().addCacheEntryListenerConfiguration(
            new MutableCacheEntryListenerConfiguration<>(new FactoryBuilder.SingletonFactory<>(listener), null, false,
                true)));
        manager.close();
        assertTrue(listener.closed);
    }

    @Test
    void shouldForgetWhatDoesNotFitAndWhatWasThereBefore() {
        final CacheManager manager = Managers.fresh();
        final Cache<String, byte[]> cache = manager.createCache("small", new FlagstoneConfiguration<String, byte[]>()
            .setMemoryLimit(1 << 20).setMaximumItemSize(1 << 10).setTypes(String.class, byte[].class)
            .setStatisticsEnabled(true));
        cache.put("k", new byte[100]);
        cache.put("k", new byte[10_000]);
        assertNull(cache.get("k"));
        assertEquals(1, cache.unwrap(StoredCache.class).statistics().getCacheEvictions());
        manager.close();
    }

    @Test
    void shouldShowKeysThatAreTooLongForAnItem() {
        final CacheManager manager = Managers.fresh();
        final Cache<String, String> cache = manager.createCache("long",
            new MutableConfiguration<String, String>().setTypes(String.class, String.class));
        final String key = "long".repeat(1_000);
        cache.put(key, "1");
        cache.put("", "2");
        assertEquals("1", cache.get(key));
        assertEquals("2", cache.get(""));
        int length = 0;
        for (final Cache.Entry<String, String> entry : cache) {
            length += entry.getKey().length();
        }
        assertEquals(4_000, length);
        cache.removeAll();
        assertFalse(cache.iterator().hasNext());
        manager.close();
    }

    @Test
    void shouldSayWhyItDoesNotStoreByReference() {
        final CacheManager manager = Managers.fresh();
        assertTrue(assertThrows(UnsupportedOperationException.class, () -> manager.createCache("reference",
            new MutableConfiguration<>().setStoreByValue(false))).getMessage().contains("storeByValue"));
        assertThrows(CacheException.class, () -> {
            manager.createCache("twice", new MutableConfiguration<>());
            manager.createCache("twice", new MutableConfiguration<>());
        });
        manager.close();
    }

    private record Point(int x, int y) {
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 29, 30})
    void shouldRefuseAValueSerializerWithFlagsThatSayWhatAnItemIs(final int bit) {
        final Serializer<String> values = Serializers.withFlags(Serializers.string(), 1 << bit);
        assertEquals("flags of values must leave out 1 << 28, 1 << 29 and 1 << 30, which the cache needs: flags="
            + (1 << bit), assertThrows(IllegalArgumentException.class,
                () -> new FlagstoneConfiguration<String, String>().setValueSerializer(values)).getMessage());
    }
}
