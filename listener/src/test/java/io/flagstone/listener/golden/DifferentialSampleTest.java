/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.listener.ServerConfig;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A sample of the streams that {@code differential} sends to memcached and to Flagstone, with memcached's answers, for
 * where there is no memcached; and what it has found. {@code differential --record} writes such a file.
 */
class DifferentialSampleTest {
    private static Stream<DynamicTest> played(final String file) {
        final InMemoryServer server = new InMemoryServer(ServerConfig.builder());
        return GoldenTranscript.load(file).stream().map(golden -> DynamicTest.dynamicTest(golden.name(),
            () -> GoldenReplay.play(golden, server, RequestSplitter.AS_RECORDED))).onClose(server::close);
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerWhatWasFoundAsMemcachedDoes() {
        return played("found.golden");
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerStreamsOfTheTextDialectAsRecorded() {
        return played("fuzz-text.golden");
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerStreamsOfTheBinaryDialectAsRecorded() {
        return played("fuzz-binary.golden");
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerStreamsOfTheMetaDialectAsRecorded() {
        return played("fuzz-meta.golden");
    }
}
