/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.engine;

import java.util.List;
import java.util.function.Function;

/** The caches that are compared; see the package for what each of them does and does not do. */
public enum Peer {
    /** Flagstone; get copies into the caller's array. */
    FLAGSTONE(FlagstonePeer::new),
    /** Flagstone; get returns a new array. */
    FLAGSTONE_ALLOCATING(AllocatingFlagstonePeer::new),
    /** Flagstone's typed cache; strings under strings. */
    FLAGSTONE_TYPED(TypedPeer::new),
    /** OHC's typed API; get returns a new array. */
    OHC(OhcPeer::new),
    /** OHC's typed API; strings under strings. */
    OHC_TYPED(OhcTextPeer::new),
    /** OHC's zero-copy read; get copies into the caller's array. */
    OHC_DIRECT(DirectOhcPeer::new),
    /** Ehcache's off-heap tier; get returns a new array. */
    EHCACHE(EhcachePeer::new, JvmFlags.DIRECT_BUFFERS),
    /** Chronicle Map; get returns a new array, no eviction. */
    CHRONICLE_MAP(OffHeapMapPeer::chronicleMap, JvmFlags.CHRONICLE),
    /** MapDB's hash map in direct buffers; get returns a new array. */
    MAPDB(OffHeapMapPeer::mapDb, JvmFlags.DIRECT_BUFFERS),
    /** Caffeine; references, no copy. */
    CAFFEINE(content -> new MapPeer(content, MapPeer.caffeine(content))),
    /** Caffeine; copies in and out. */
    CAFFEINE_COPY(content -> new CopyingMapPeer(content, MapPeer.caffeine(content))),
    /** ConcurrentHashMap; references, no copy, no bound. */
    CONCURRENT_HASH_MAP(content -> new MapPeer(content, MapPeer.concurrentHashMap(content))),
    /** ConcurrentHashMap; copies in and out, no bound. */
    CONCURRENT_HASH_MAP_COPY(content -> new CopyingMapPeer(content, MapPeer.concurrentHashMap(content))),
    /** No cache: the cost of the harness. */
    BASELINE(BaselinePeer::new);

    private final Function<CacheContent, CachePeer> constructor;
    private final List<String> flags;

    Peer(final Function<CacheContent, CachePeer> constructor) {
        this(constructor, List.of());
    }

    Peer(final Function<CacheContent, CachePeer> constructor, final List<String> flags) {
        this.constructor = constructor;
        this.flags = flags;
    }

    /**
     * Lists the flags without which it does not run.
     *
     * @return flags of the JVM
     */
    public List<String> flags() {
        return flags;
    }

    /**
     * Tells where it keeps items.
     *
     * @return whether the heap has to be as large as all of them
     */
    public boolean isOnHeap() {
        return this == CAFFEINE || this == CAFFEINE_COPY || this == CONCURRENT_HASH_MAP
            || this == CONCURRENT_HASH_MAP_COPY;
    }

    /** Whether a get copies into the caller's array. */
    boolean copies() {
        return this == FLAGSTONE || this == OHC_DIRECT || this == CAFFEINE_COPY || this == CONCURRENT_HASH_MAP_COPY;
    }

    /**
     * Opens a cache that is asked by the bytes of keys.
     *
     * @param room for which it is built
     * @return the cache, empty
     */
    public CachePeer open(final CacheRoom room) {
        return constructor.apply(CacheContent.none(room));
    }

    CachePeer open(final CacheContent content) {
        return constructor.apply(content);
    }
}
