/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.Properties;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class BeansTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    private Set<ObjectName> names(final String cache) throws Exception {
        return server.queryNames(new ObjectName("javax.cache:*,Cache=" + cache), null);
    }

    @Test
    void shouldShowACacheWhoseManagerHasSettingsInItsUri() throws Exception {
        final CacheManager manager = Managers.at("flagstone:beans?memoryLimit=1m&cache.x.memoryLimit=2m",
            new Properties());
        final Cache<String, String> cache = manager.createCache("shown*", new MutableConfiguration<String, String>()
            .setStatisticsEnabled(true).setManagementEnabled(true));
        cache.put("k", "1");
        cache.get("k");
        cache.get("absent");
        final ObjectName statistics = new ObjectName(
            "javax.cache:type=CacheStatistics,CacheManager=flagstone.beans.memoryLimit.1m&cache.x.memoryLimit.2m,"
                + "Cache=shown.");
        assertEquals(1L, server.getAttribute(statistics, "CachePuts"));
        assertEquals(50f, server.getAttribute(statistics, "CacheHitPercentage"));
        assertEquals(2, names("shown.").size());
        server.invoke(statistics, "clear", null, null);
        assertEquals(0L, server.getAttribute(statistics, "CacheGets"));
        manager.enableManagement("shown*", false);
        assertEquals(Set.of(statistics), names("shown."));
        manager.close();
        assertEquals(Set.of(), names("shown."));
    }

    @Test
    void shouldCountNothingWhileStatisticsAreOff() {
        final CacheManager manager = Managers.fresh();
        final Cache<String, String> cache = manager.createCache("off", new MutableConfiguration<>());
        cache.put("k", "1");
        cache.get("k");
        final CacheStatistics statistics = cache.unwrap(StoredCache.class).statistics();
        assertEquals(0, statistics.getCacheGets() + statistics.getCachePuts());
        manager.enableStatistics("off", true);
        cache.get("k");
        assertEquals(1, statistics.getCacheHits());
        manager.close();
    }
}
