/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded case of memcached's text dialect gets the same answers here, however its bytes arrive. */
class TextConformanceTest {
    /** Administration that is not built; what it answers meanwhile is tested in {@code AdminCommandsTest}. */
    private static final Set<String> NOT_BUILT = Set.of("stats detail", "lru commands", "lru_crawler commands",
        "lru_crawler metadump of a bad class", "watch with rubbish", "watch mutations says OK");
    private static final int LONGEST_CUT = 60;

    private static Stream<GoldenCase> cases() throws IOException {
        return GoldenTranscript.load("text.golden").stream().filter(golden -> !NOT_BUILT.contains(golden.name()));
    }

    private static Stream<DynamicTest> played(final List<RequestSplitter> splitters) throws IOException {
        return cases().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
            try (InMemoryServer server = new InMemoryServer()) {
                for (final RequestSplitter splitter : splitters) {
                    GoldenReplay.play(golden, server, splitter);
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsRecorded() throws IOException {
        return played(List.of(RequestSplitter.AS_RECORDED));
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsRecordedOneByteAtATime() throws IOException {
        return played(List.of(RequestSplitter.BYTE_BY_BYTE));
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsRecordedWhereverARequestIsCutInTwo() throws IOException {
        return cases().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
            try (InMemoryServer server = new InMemoryServer()) {
                for (final RequestSplitter splitter : RequestSplitter.everyCut(golden, LONGEST_CUT)) {
                    GoldenReplay.play(golden, server, splitter);
                }
            }
        }));
    }
}
