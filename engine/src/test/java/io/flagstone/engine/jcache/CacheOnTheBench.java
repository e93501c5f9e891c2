/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.serializer.Serializer;
import java.util.concurrent.Executor;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;

/** A cache without a manager, whose time and background work a test does itself. */
final class CacheOnTheBench implements AutoCloseable {
    final RecordingListener listener = new RecordingListener();
    final CacheStatistics statistics;
    final StoredCache<String, String> cache;
    private final ByteCache bytes;
    private final Upkeep upkeep;
    private long millis;

    CacheOnTheBench(final ExpiryPolicy policy) {
        this(new FlagstoneConfiguration<String, String>(), policy, Runnable::run);
    }

    @SuppressWarnings("unchecked")
    CacheOnTheBench(final FlagstoneConfiguration<String, String> configuration, final ExpiryPolicy policy,
            final Executor threads) {
        bytes = ByteCache.builder().memoryLimit(1 << 20).clock(() -> millis).callerMaintains().build();
        final KnownClasses classes = new KnownClasses(getClass()::getClassLoader);
        final EntryStore<String, String> store = new EntryStore<>("bench", bytes,
            (Serializer<String>) (Serializer<?>) new AnySerializer(classes, true),
            (Serializer<String>) (Serializer<?>) new AnySerializer(classes, false));
        final CacheParts<String, String> in = new CacheParts<>(store, new Expiry(policy, bytes.clock()),
            new Backing<>(configuration), new Listeners<>(store, threads));
        statistics = in.statistics;
        upkeep = in.upkeep;
        statistics.enable(true);
        cache = new StoredCache<>("bench", null, configuration, in, threads);
        cache.start();
        listen(listener, true);
    }

    void listen(final RecordingListener to, final boolean synchronous) {
        cache.registerCacheEntryListener(new MutableCacheEntryListenerConfiguration<>(
            new FactoryBuilder.SingletonFactory<>(to), null, true, synchronous));
    }

    /** Lets time pass, and nobody notice as yet. */
    void pass(final long more) {
        millis += more;
    }

    /** Does the background work. */
    void maintain() throws Exception {
        upkeep.doWork();
    }

    ByteCache bytes() {
        return bytes;
    }

    /** A policy by what it says of a new entry, an access and an update; null says nothing. */
    static ExpiryPolicy policy(final Duration creation, final Duration access, final Duration update) {
        return new ExpiryPolicy() {
            @Override
            public Duration getExpiryForCreation() {
                return creation;
            }

            @Override
            public Duration getExpiryForAccess() {
                return access;
            }

            @Override
            public Duration getExpiryForUpdate() {
                return update;
            }
        };
    }

    static ExpiryPolicy eternal() {
        return policy(Duration.ETERNAL, null, null);
    }

    /** The type of the configuration, for who asks for it. */
    @SuppressWarnings("unchecked")
    Class<FlagstoneConfiguration<String, String>> type() {
        return (Class<FlagstoneConfiguration<String, String>>) (Class<?>) FlagstoneConfiguration.class;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
