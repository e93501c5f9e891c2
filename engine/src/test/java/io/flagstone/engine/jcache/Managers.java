/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheManager;
import javax.cache.Caching;

/** Gives each test a manager of its own. */
final class Managers {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Managers() {
    }

    static CacheManager fresh() {
        return at("flagstone:test" + COUNT.incrementAndGet(), new Properties());
    }

    static CacheManager at(final String uri, final Properties properties) {
        return Caching.getCachingProvider().getCacheManager(URI.create(uri), null, properties);
    }
}
