/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.util.Set;
import java.util.stream.Stream;

/** The recorded cases, of every dialect, that have to be answered as they are recorded. */
final class TextCases {
    /** Commands that mean nothing to s3-fifo. */
    private static final Set<String> NEED_LRU = Set.of("lru commands");

    private TextCases() {
    }

    /** The server that a case is addressed to. */
    static ServerConfigBuilder config(final GoldenCase golden) {
        return ServerConfig.builder().evictionPolicy(policy(golden));
    }

    static EvictionPolicy policy(final GoldenCase golden) {
        return NEED_LRU.contains(golden.name()) ? EvictionPolicy.SEGMENTED_LRU : EvictionPolicy.S3_FIFO;
    }

    static Stream<GoldenCase> built() {
        return Stream.of("text.golden", "meta.golden", "binary.golden")
            .flatMap(file -> GoldenTranscript.load(file).stream());
    }
}
