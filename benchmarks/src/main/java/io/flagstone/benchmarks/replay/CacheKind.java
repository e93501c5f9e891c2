/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import io.flagstone.engine.EvictionPolicy;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The caches that can be compared. */
enum CacheKind {
    S3_FIFO("s3-fifo", EvictionPolicy.S3_FIFO),
    SEGMENTED_LRU("segmented-lru", EvictionPolicy.SEGMENTED_LRU),
    FLAGSTONE_LRU("flagstone-lru", EvictionPolicy.LRU),
    CAFFEINE("caffeine", null),
    LRU("lru", null),
    REFERENCE_S3_FIFO("reference-s3-fifo", null);

    private final String label;
    private final EvictionPolicy policy;

    CacheKind(final String label, final EvictionPolicy policy) {
        this.label = label;
        this.policy = policy;
    }

    static CacheKind named(final String name) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("policy must be one of "
                + Arrays.stream(values()).map(CacheKind::label).collect(Collectors.joining(", ")) + ": policy="
                + name));
    }

    String label() {
        return label;
    }

    ReplayedCache open(final long limit, final Workload workload, final Charge charge,
        final FlagstoneOptions options) {
        return switch (this) {
            case CAFFEINE -> new CaffeineCache(limit, charge, workload.expires());
            case LRU -> new LruCache(limit, charge, workload.keys());
            case REFERENCE_S3_FIFO -> new ReferenceS3Fifo(limit, charge, workload.keys());
            default -> new FlagstoneCache(policy, limit, workload, options);
        };
    }
}
