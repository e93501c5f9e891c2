/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whose cache is measured. Each is measured in a JVM of its own. */
public enum Contender {
    /** Flagstone. */
    FLAGSTONE,
    /** OHC 0.7.4, off the heap. */
    OHC,
    /** Caffeine, on the heap. */
    CAFFEINE,
    /** The JDK's map, on the heap and without a bound: no cache, but what one is measured by. */
    CONCURRENT_HASH_MAP;

    /**
     * Makes an empty cache.
     *
     * @param bytes     that it may take
     * @param hugePages whether to ask for huge pages off the heap; on the heap the JVM's flag does
     * @return the cache
     */
    public EmbeddedCache open(final long bytes, final boolean hugePages) {
        return switch (this) {
            case FLAGSTONE -> new FlagstoneCache(bytes, hugePages);
            case OHC -> new OhcCache(bytes);
            case CAFFEINE -> HeapCache.caffeine(bytes);
            case CONCURRENT_HASH_MAP -> HeapCache.map();
        };
    }

    /**
     * Tells whether items lie on the heap.
     *
     * @return whether the heap has to be large enough for them
     */
    public boolean isOnHeap() {
        return this == CAFFEINE || this == CONCURRENT_HASH_MAP;
    }

    /**
     * Finds some by their names.
     *
     * @param names with commas
     * @return them, in that order
     * @throws IllegalArgumentException if there is none of a name
     */
    public static List<Contender> named(final String names) {
        return Arrays.stream(names.split(",")).map(Contender::find).toList();
    }

    private static Contender find(final String name) {
        return Arrays.stream(values()).filter(each -> each.toString().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("--peers must be some of "
                + Arrays.stream(values()).map(Contender::toString).collect(Collectors.joining(", ")) + ": peer="
                + name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
