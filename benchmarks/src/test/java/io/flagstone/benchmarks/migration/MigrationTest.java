/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheItem;
import io.flagstone.engine.StoreResult;
import io.flagstone.engine.ValueView;
import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.serializer.Serializers;
import io.flagstone.engine.typed.AsyncLoader;
import io.flagstone.engine.typed.BulkLoader;
import io.flagstone.engine.typed.Cache;
import io.flagstone.engine.typed.CacheBuilder;
import io.flagstone.engine.typed.Loader;
import io.flagstone.engine.typed.LoadingCache;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.testing.MemcachedExtension;
import io.flagstone.listener.testing.TestMemcached;
import java.io.ObjectInputFilter;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.cache.Caching;
import org.agrona.collections.MutableLong;
import org.agrona.concurrent.EpochClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of README's tables for those who come from elsewhere; MigrationTableTest looks for each of them here. */
class MigrationTest {

    record Person(String name, int age) {
    }

    private final Serializer<String> keys = Serializers.string();
    private final Serializer<Person> values = Serializers.record(Person.class);
    private final String key = "ann";
    private final Person value = new Person("Ann", 41);
    private final Person old = new Person("Ann", 40);
    private final Loader<String, Person, RuntimeException> loader = name -> new Person(name, 1);
    private final BulkLoader<String, Person, RuntimeException> bulkLoader = names -> Map.of("bob", old);
    private final AsyncLoader<String, Person> asyncLoader =
        (name, executor) -> CompletableFuture.supplyAsync(() -> loader.load(name), executor);

    @Test
    void shouldServeWhoComesFromAMapWithLoaders() {
        final long n = 8 << 20;
        try (Cache<String, Person> cache = Cache.builder(keys, values).memoryLimit(n).build()) {
            final List<String> keys = List.of("ann", "bob");
            assertNull(cache.getIfPresent(key));
            assertEquals(StoreResult.STORED, cache.put(key, old));
            assertEquals(StoreResult.NOT_STORED, cache.putIfAbsent(key, value));
            assertTrue(cache.asMap().replace(key, old, value));
            assertEquals(value, cache.peek(key));
            assertEquals(value, cache.get(key, loader));
            assertTrue(cache.invalidate(key));
            assertEquals(1, cache.getAsync(key, asyncLoader).join().age());
            assertEquals(StoreResult.STORED, cache.put(key, value, Duration.ofMinutes(5)));
            assertTrue(cache.touch(key, Duration.ofMinutes(5)));
            assertTrue(cache.timeToLive(key).compareTo(Duration.ofMinutes(5)) <= 0);
            assertEquals(1, cache.asMap().keySet().size());
            assertEquals(Map.of("ann", value), cache.getAllPresent(keys));
            assertEquals(Map.of("ann", value, "bob", old), cache.getAll(keys, bulkLoader));
            cache.invalidateAll(keys);
            final Map<String, Person> map = Map.of(key, old);
            cache.putAll(map);
            assertEquals(old, cache.asMap().putIfAbsent(key, value));
            assertTrue(cache.estimatedSize() > 0 && cache.stats().hits() > 0);
            cache.invalidateAll();
            assertNull(cache.getIfPresent(key));
        }
    }

    @Test
    void shouldServeWhoHasALoaderForTheWholeCache() {
        final CacheBuilder<String, Person> builder = Cache.builder(keys, values);
        final List<String> keys = List.of("ann", "bob");
        try (LoadingCache<String, Person> loading = builder.build(loader)) {
            assertEquals(1, loading.get(key).age());
            assertEquals(2, loading.getAll(keys).size());
            assertEquals(1, loading.refresh(key).join().age());
            assertEquals(1, loading.getAsync(key).join().age());
            assertEquals(2, loading.refreshAll(keys).join().size());
            assertEquals(2, loading.getAllAsync(keys).join().size());
        }
        try (LoadingCache<String, Person> loading = builder.build(loader, bulkLoader)) {
            assertEquals(Map.of("bob", old), loading.getAll(List.of("bob")));
        }
    }

    @Test
    void shouldServeWhoSaysHowLongEntriesLive() {
        final AtomicLong time = new AtomicLong();
        final EpochClock clock = time::get;
        final Queue<String> log = new ConcurrentLinkedQueue<>();
        final Duration d = Duration.ofMinutes(5);
        try (Cache<String, Person> cache = with(builder -> {
            builder.byteCache(b -> b.clock(clock));
            builder.expireAfterWrite(Duration.ofMinutes(5));
            builder.refreshAhead(Duration.ofMinutes(1));
            builder.removalListener((key, value, cause) -> log.add(key));
        }); Cache<String, Person> idle = with(builder -> builder.expireAfterAccess(d).byteCache(b -> b.clock(clock)));
            Cache<String, Person> aged = with(builder -> builder.expiry((key, value) -> Duration.ofSeconds(value.age()))
                .byteCache(b -> b.clock(clock)))) {
            cache.put(key, value);
            idle.put(key, value);
            aged.put(key, value);
            time.addAndGet(Duration.ofMinutes(4).toMillis());
            assertNotNull(cache.getIfPresent(key));
            assertNotNull(idle.getIfPresent(key));
            assertNull(aged.getIfPresent(key));
            time.addAndGet(Duration.ofMinutes(2).toMillis());
            assertNull(cache.getIfPresent(key));
            assertNotNull(idle.getIfPresent(key));
        }
        with(builder -> builder.expireAfterWrite(d)).close();
    }

    private static Cache<String, Person> with(final Consumer<CacheBuilder<String, Person>> more) {
        final CacheBuilder<String, Person> builder = Cache.builder(String.class, Person.class);
        more.accept(builder);
        return builder.build();
    }

    @Test
    void shouldServeWhoKeptHisEntriesInAFile(@TempDir final Path folder) {
        final Path path = folder.resolve("items");
        for (final boolean first : new boolean[] {true, false}) {
            try (Cache<String, Person> cache =
                Cache.builder(keys, values).byteCache(b -> b.memoryFile(path)).build()) {
                assertEquals(first ? null : value, cache.getIfPresent(key));
                cache.put(key, value);
            }
        }
    }

    @Test
    void shouldServeWhoHadAnOffHeapTier() {
        final CacheBuilder<Long, Person> people = Cache.builder(Long.class, Person.class).memoryLimit(4L << 30);
        try (Cache<Long, Person> cache = people.build()) {
            cache.put(7L, value);
            assertEquals(value, cache.getIfPresent(7L));
        }
        final CacheBuilder<String, Person> builder = Cache.builder(String.class, Person.class);
        builder.memoryLimit(4L << 30).build().close();
        final ObjectInputFilter filter = ObjectInputFilter.Config.createFilter("java.util.Date;!*");
        final Serializer<Date> dates = Serializers.java(Date.class, filter);
        try (Cache<String, Date> cache = Cache.builder(keys, dates).build()) {
            cache.put(key, new Date(42));
            assertEquals(new Date(42), cache.getIfPresent(key));
        }
        // Ehcache's is on this class path as well, among the peers of the benchmarks
        System.setProperty(Caching.JAVAX_CACHE_CACHING_PROVIDER, "io.flagstone.engine.jcache.FlagstoneCachingProvider");
        try {
            assertTrue(Caching.getCachingProvider().getClass().getName().startsWith("io.flagstone."));
        } finally {
            System.clearProperty(Caching.JAVAX_CACHE_CACHING_PROVIDER);
        }
    }

    @Test
    void shouldServeWhoSpokeMemcached() throws Exception {
        final byte[] rawKey = key.getBytes(UTF_8);
        final byte[] rawValue = "41".getBytes(UTF_8);
        final ServerConfig config = ServerConfig.builder().address("127.0.0.1").port(0).build();
        try (ByteCache bytes = ByteCache.builder().memoryLimit(8 << 20).build();
            MemcachedServer server = MemcachedServer.start(config, bytes);
            Cache<String, Person> cache = Cache.builder(keys, values).over(bytes).build()) {
            assertTrue(server.port() > 0);
            final int flags = 7;
            assertNull(bytes.get(rawKey));
            assertEquals(StoreResult.STORED, bytes.add(rawKey, rawValue));
            bytes.set(rawKey, rawValue, flags, Duration.ofMinutes(5));
            final CacheItem item = bytes.gets(rawKey);
            assertEquals(StoreResult.STORED,
                bytes.cas(rawKey, rawValue, flags, Duration.ZERO, item.casUnique()));
            final MutableLong count = new MutableLong();
            bytes.increment(rawKey, 1, count);
            assertEquals(42, count.get());
            bytes.touch(rawKey, Duration.ofMinutes(5));
            assertArrayEquals("42".getBytes(UTF_8), bytes.getAndTouch(rawKey, Duration.ofMinutes(5)));
            try (ValueView view = bytes.view(rawKey)) {
                final ByteBuffer[] buffers = view.buffers();
                assertEquals(2, buffers[0].remaining());
            }
            bytes.delete(rawKey);
            cache.put(key, value);
            bytes.flush();
            assertNull(cache.getIfPresent(key));
            final long n = 16 << 20;
            assertTrue(bytes.resize(n));
            assertTrue(bytes.stats().memoryUsed() <= n);
        }
    }

    @Test
    void shouldServeWhoSharesLoadsWithTheWire() {
        final CacheBuilder<String, Person> builder = Cache.builder(String.class, Person.class);
        builder.announceLoads(Duration.ofSeconds(30));
        builder.refreshAhead(Duration.ofSeconds(30));
        try (Cache<String, Person> cache = builder.expireAfterWrite(Duration.ofMinutes(5)).build()) {
            assertEquals(1, cache.get(key, loader).age());
            assertFalse(cache.asMap().isEmpty());
        }
    }

    @Test
    void shouldServeWhoEmbeddedJmemcached() throws Exception {
        final ServerConfig config = ServerConfig.builder().address("127.0.0.1").port(0).build();
        MemcachedServer.start(config).close();
        final TestMemcached memcached = TestMemcached.start();
        try (Socket socket = new Socket(memcached.address().getAddress(), memcached.port())) {
            memcached.faults().on("set").outOfMemory();
            memcached.cache().set("user:7".getBytes(UTF_8), "Ann".getBytes(UTF_8), Duration.ofMinutes(4));
            memcached.clock().advance(Duration.ofMinutes(5));
            socket.getOutputStream().write("get user:7\r\nset user:7 0 0 3\r\nAnn\r\nquit\r\n".getBytes(UTF_8));
            assertEquals("END\r\nSERVER_ERROR out of memory storing object\r\n",
                new String(socket.getInputStream().readAllBytes(), UTF_8));
            memcached.assertReceived("get", "user:7");
        } finally {
            memcached.close();
        }
        assertNotNull(new MemcachedExtension());
    }
}
