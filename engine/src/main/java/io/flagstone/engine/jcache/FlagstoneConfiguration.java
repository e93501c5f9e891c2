/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import io.flagstone.engine.serializer.Serializer;
import io.flagstone.engine.typed.KeyCodec;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.agrona.concurrent.EpochClock;

/**
 * A configuration of JCache that also says how much memory a cache has and how keys and values become bytes. What it
 * does not say is taken from the properties of the manager, see {@link FlagstoneCachingProvider}. The setters of this
 * class come first in a chain, since those of {@link MutableConfiguration} return the general type:
 *
 * <pre>{@code
 * manager.createCache("orders", new FlagstoneConfiguration<Long, Order>()
 *     .setMemoryLimit(1L << 30).setValueSerializer(orders).setTypes(Long.class, Order.class));
 * }</pre>
 *
 * <p>If it is serialized itself, it leaves the two serializers out.
 *
 * @param <K> the type of the keys.
 * @param <V> the type of the values.
 */
public final class FlagstoneConfiguration<K, V> extends MutableConfiguration<K, V> {
    private static final long serialVersionUID = 1;

    /** The limit of the memory in bytes; 0 if it is not said here. */
    private long memoryLimit;
    /** The size of the largest entry in bytes; 0 if it is not said here. */
    private int maximumItemSize;
    private transient Serializer<K> keySerializer;
    private transient Serializer<V> valueSerializer;
    private transient EpochClock clock;

    /** Makes a configuration of untyped keys and values that live for ever. */
    public FlagstoneConfiguration() {
    }

    /**
     * Makes a configuration that says what another one says.
     *
     * @param configuration of whatever class; copied.
     */
    public FlagstoneConfiguration(final CompleteConfiguration<K, V> configuration) {
        super(configuration);
        if (configuration instanceof FlagstoneConfiguration) {
            final FlagstoneConfiguration<K, V> other = (FlagstoneConfiguration<K, V>) configuration;
            memoryLimit = other.memoryLimit;
            maximumItemSize = other.maximumItemSize;
            keySerializer = other.keySerializer;
            valueSerializer = other.valueSerializer;
            clock = other.clock;
        }
    }

    /** Copies whatever a configuration says. */
    static <K, V> FlagstoneConfiguration<K, V> of(final Configuration<K, V> configuration) {
        if (configuration instanceof CompleteConfiguration) {
            return new FlagstoneConfiguration<>((CompleteConfiguration<K, V>) configuration);
        }
        final FlagstoneConfiguration<K, V> copy = new FlagstoneConfiguration<>();
        copy.setTypes(configuration.getKeyType(), configuration.getValueType());
        copy.setStoreByValue(configuration.isStoreByValue());
        return copy;
    }

    /**
     * Limits the memory of the cache.
     *
     * @param bytes as for {@link io.flagstone.engine.ByteCacheBuilder#memoryLimit}, by which it is checked; 0 if it is
     *              not said here.
     * @return this.
     */
    public FlagstoneConfiguration<K, V> setMemoryLimit(final long bytes) {
        memoryLimit = bytes;
        return this;
    }

    /**
     * Tells the limit of the memory.
     *
     * @return bytes; 0 if it is not said here.
     */
    public long getMemoryLimit() {
        return memoryLimit;
    }

    /**
     * Sets the size of the largest entry, key and value together.
     *
     * @param bytes as for {@link io.flagstone.engine.ByteCacheBuilder#maximumItemSize}, by which it is checked; 0 if it
     *              is not said here.
     * @return this.
     */
    public FlagstoneConfiguration<K, V> setMaximumItemSize(final int bytes) {
        maximumItemSize = bytes;
        return this;
    }

    /**
     * Tells the size of the largest entry.
     *
     * @return bytes; 0 if it is not said here.
     */
    public int getMaximumItemSize() {
        return maximumItemSize;
    }

    /**
     * Says how keys become bytes, by which they are told from each other.
     *
     * @param serializer of the keys; null to have one chosen by their type.
     * @return this.
     */
    public FlagstoneConfiguration<K, V> setKeySerializer(final Serializer<K> serializer) {
        keySerializer = serializer;
        return this;
    }

    /**
     * Tells how keys become bytes.
     *
     * @return the serializer; null if one is chosen by their type.
     */
    public Serializer<K> getKeySerializer() {
        return keySerializer;
    }

    /**
     * Says how values become bytes.
     *
     * @param serializer of the values; null to have one chosen by their type.
     * @return this.
     * @throws IllegalArgumentException if it has client flags that the cache needs; see {@link Serializer#flags}.
     */
    public FlagstoneConfiguration<K, V> setValueSerializer(final Serializer<V> serializer) {
        valueSerializer = serializer == null ? null : KeyCodec.requireFreeFlags(serializer);
        return this;
    }

    /**
     * Tells how values become bytes.
     *
     * @return the serializer; null if one is chosen by their type.
     */
    public Serializer<V> getValueSerializer() {
        return valueSerializer;
    }

    /**
     * Sets the clock that expiry goes by, for tests that do not wait.
     *
     * @param milliseconds as for {@link io.flagstone.engine.ByteCacheBuilder#clock}; null for the system's.
     * @return this.
     */
    public FlagstoneConfiguration<K, V> setClock(final EpochClock milliseconds) {
        clock = milliseconds;
        return this;
    }

    /**
     * Tells the clock that expiry goes by.
     *
     * @return it; null for the system's.
     */
    public EpochClock getClock() {
        return clock;
    }
}
