/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.engine.SlabClassStats;
import io.flagstone.engine.typed.Cache;
import io.flagstone.engine.typed.Statistics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheMBeansTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ByteCache cache =
        ByteCache.builder().name("of the builder").memoryLimit(1 << 20).callerMaintains().build();

    @AfterEach
    void close() {
        cache.close();
    }

    private static byte[] key(final int number) {
        return ("key-" + number).getBytes(US_ASCII);
    }

    private CacheMXBean shown(final ObjectName name) {
        return JMX.newMXBeanProxy(server, name, CacheMXBean.class);
    }

    @Test
    void shouldShowWhatTheCacheCounts() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            cache.set(key(i), new byte[40 + i % 2 * 200]);
            cache.get(key(i - 5));
        }
        try (CacheMBeans beans = CacheMBeans.register(cache, "users")) {
            assertEquals(new ObjectName("io.flagstone:type=Cache,name=\"users\""), beans.objectName());
            final CacheMXBean bean = shown(beans.objectName());
            final CacheStats stats = cache.stats();

            assertEquals("of the builder", bean.getName());
            assertEquals("s3-fifo", bean.getEvictionPolicy());
            assertEquals(stats.hits(), bean.getHits());
            assertEquals(stats.misses(), bean.getMisses());
            assertEquals(stats.hitRate(), bean.getHitRatio());
            assertEquals(stats.items(), bean.getItems());
            assertEquals(stats.itemBytes(), bean.getItemBytes());
            assertEquals(stats.totalItems(), bean.getStoredItems());
            assertTrue(stats.evictions() > 0, stats::toString);
            assertEquals(stats.evictions(), bean.getEvictedItems());
            assertEquals(stats.evictedUnfetched(), bean.getEvictedUnfetchedItems());
            assertEquals(stats.reclaimed(), bean.getReclaimedItems());
            assertEquals(stats.memoryLimit(), bean.getMemoryLimit());
            assertEquals(stats.memoryUsed(), bean.getMemoryUsed());
            assertEquals(stats.indexBytes(), bean.getIndexBytes());
            assertEquals(stats.pageSize(), bean.getPageSize());
            assertEquals(stats.pagesMoved(), bean.getMovedPages());
            final Map<Integer, Integer> pages = stats.slabClasses().stream()
                .collect(Collectors.toMap(SlabClassStats::chunkSize, SlabClassStats::pages));
            assertEquals(pages, bean.getPagesByChunkSize());
        }
    }

    @Test
    void shouldFlushAndResizeAtOnce() {
        try (CacheMBeans beans = CacheMBeans.register(cache)) {
            final CacheMXBean bean = shown(beans.objectName());
            cache.set(key(1), new byte[10]);
            assertEquals(1 << 20, bean.getMemoryLimit());

            bean.flush();
            assertTrue(bean.resize(2 << 20));

            assertFalse(cache.contains(key(1)));
            assertEquals(2 << 20, bean.getMemoryLimit());
        }
    }

    @Test
    void shouldNameWhatIsAskedFor() throws Exception {
        try (CacheMBeans beans = CacheMBeans.register(cache)) {
            final MBeanInfo info = server.getMBeanInfo(beans.objectName());
            final MBeanOperationInfo resize = Arrays.stream(info.getOperations())
                .filter(operation -> operation.getName().equals("resize")).findFirst().orElseThrow();
            assertEquals("memoryLimit", resize.getSignature()[0].getName());
        }
    }

    @Test
    void shouldShowTheLoadsOfATypedCache() throws Exception {
        try (Cache<String, String> people = Cache.builder(String.class, String.class).over(cache).build();
                CacheMBeans beans = CacheMBeans.register(people)) {
            people.get("ann", name -> "Ann");
            people.get("ann", name -> "nobody");
            assertThrows(IOException.class, () -> people.get("bob", name -> {
                throw new IOException("down");
            }));
            final TypedCacheMXBean bean = JMX.newMXBeanProxy(server, beans.objectName(), TypedCacheMXBean.class);
            final Statistics stats = people.stats();

            assertEquals("of the builder", bean.getName());
            assertEquals(1, bean.getHits());
            assertEquals(2, bean.getMisses());
            assertEquals(stats.hitRate(), bean.getHitRatio());
            assertEquals(1, bean.getLoads());
            assertEquals(1, bean.getLoadFailures());
            assertEquals(0, bean.getRefreshes() + bean.getRefusedStores() + bean.getDroppedRemovals());
            assertEquals(stats.totalLoadTime().toNanos() / 1e6, bean.getTotalLoadMillis());
            assertEquals(stats.averageLoadTime().toNanos() / 1e6, bean.getAverageLoadMillis());
            assertEquals(1, bean.getItems());
            assertTrue(bean.resize(2 << 20));
        }
        try (CacheMBeans beans = CacheMBeans.register(Cache.builder(String.class, String.class).over(cache).build(),
                "orders")) {
            assertEquals("orders", ObjectName.unquote(beans.objectName().getKeyProperty("name")));
        }
    }

    @Test
    void shouldGoWithTheRegistrationOrWithTheCache() {
        final CacheMBeans beans = CacheMBeans.register(cache);
        assertTrue(server.isRegistered(beans.objectName()));
        beans.close();
        beans.close();
        assertFalse(server.isRegistered(beans.objectName()));

        final CacheMBeans again = CacheMBeans.register(cache);
        assertTrue(server.isRegistered(again.objectName()));
        cache.close();
        assertFalse(server.isRegistered(again.objectName()));
        assertThrows(IllegalStateException.class, () -> CacheMBeans.register(cache));
        assertFalse(server.isRegistered(again.objectName()));
    }

    @Test
    void shouldRefuseANameThatIsTaken() {
        final ByteCache other = ByteCache.builder().callerMaintains().build();
        try (CacheMBeans beans = CacheMBeans.register(cache, "same")) {
            final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> CacheMBeans.register(other, "same"));
            assertEquals("name must be one that no other cache is registered by: name=same", refusal.getMessage());
            other.close();
            assertTrue(server.isRegistered(beans.objectName()));
        }
    }

    @Test
    void shouldTakeEveryName() {
        try (CacheMBeans beans = CacheMBeans.register(cache, "a,b=\"*?\n:c")) {
            assertTrue(server.isRegistered(beans.objectName()));
            assertEquals("a,b=\"*?\n:c", ObjectName.unquote(beans.objectName().getKeyProperty("name")));
        }
    }
}
