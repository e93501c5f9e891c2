/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheSettingsTest {
    private static long limit(final CacheManager manager, final String name,
            final Configuration<Object, Object> configuration) {
        return manager.createCache(name, configuration).unwrap(ByteCache.class).stats().memoryLimit();
    }

    @Test
    void shouldTakeTheLimitFromWhereItIsSaidMostClosely() {
        final Properties properties = new Properties();
        properties.setProperty("cache.named.memoryLimit", "2m");
        properties.setProperty("other", "thing");
        final CacheManager manager = Managers.at("flagstone:settings?memoryLimit=1M", properties);
        assertEquals(1 << 20, limit(manager, "any", new MutableConfiguration<>()));
        assertEquals(2 << 20, limit(manager, "named", new MutableConfiguration<>()));
        assertEquals(3 << 20, limit(manager, "said", new FlagstoneConfiguration<>().setMemoryLimit(3 << 20)));
        manager.close();
    }

    @Test
    void shouldTakeTheDefaultIfNothingIsSaid() {
        final CacheManager manager = Managers.fresh();
        assertEquals(64 << 20, limit(manager, "any", new MutableConfiguration<>()));
        manager.close();
    }

    @Test
    void shouldReadTheFileThatTheUriNames(@TempDir final Path directory) throws IOException {
        final Path file = Files.writeString(directory.resolve("caches.properties"), "memoryLimit = 1048576\n"
            + "cache.named.maximumItemSize = 64k\n");
        final CacheManager manager = Managers.at(file.toUri().toString(), new Properties());
        assertEquals(1 << 20, limit(manager, "named", new MutableConfiguration<>()));
        assertEquals(64 << 10, new CacheSettings(file.toUri(), new Properties()).maximumItemSize("named"));
        manager.close();
        assertTrue(assertThrows(CacheException.class, () -> new CacheSettings(directory.resolve("none.properties")
            .toUri(), new Properties())).getMessage().contains("none.properties"));
    }

    @Test
    void shouldSayWhatIsWrongWithASetting() {
        final CacheException size = assertThrows(CacheException.class,
            () -> new CacheSettings(URI.create("flagstone:x?memoryLimit=1t"), new Properties()).memoryLimit("any"));
        assertTrue(size.getMessage().endsWith("memoryLimit=1t uri=flagstone:x?memoryLimit=1t"), size.getMessage());
        final CacheException name = assertThrows(CacheException.class,
            () -> new CacheSettings(URI.create("flagstone:x?memorylimit=1m"), new Properties()));
        assertTrue(name.getMessage().contains("memorylimit"), name.getMessage());
        final CacheManager manager = Managers.at("flagstone:small?memoryLimit=1k", new Properties());
        assertEquals("memoryLimit must be 64 KiB to 256 GiB: memoryLimit=1024 cache=any"
            + " uri=flagstone:small?memoryLimit=1k", assertThrows(IllegalArgumentException.class,
                () -> manager.createCache("any", new MutableConfiguration<>())).getMessage());
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:/etc/ehcache.xml", "caches.xml", "jar:file:/app.jar!/caches.yml", "FILE:/caches"})
    void shouldSayThatItReadsNoFileOfAnotherKind(final String uri) {
        assertEquals("a file that the URI of a manager names must end with .properties, and hold lines such as"
            + " memoryLimit=64m: uri=" + uri, assertThrows(CacheException.class,
                () -> new CacheSettings(URI.create(uri), new Properties())).getMessage());
    }
}
