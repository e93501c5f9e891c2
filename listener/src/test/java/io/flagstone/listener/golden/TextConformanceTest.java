/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded case of memcached's dialects gets the same answers here, however its bytes arrive. */
class TextConformanceTest {
    private static final int LONGEST_CUT = 60;

    private static Stream<DynamicTest> played(final List<RequestSplitter> splitters) {
        return TextCases.built().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
            try (InMemoryServer server = new InMemoryServer(TextCases.config(golden))) {
                for (final RequestSplitter splitter : splitters) {
                    GoldenReplay.play(golden, server, splitter);
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsRecorded() {
        return played(List.of(RequestSplitter.AS_RECORDED));
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsRecordedOneByteAtATime() {
        return played(List.of(RequestSplitter.BYTE_BY_BYTE));
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsRecordedWhereverARequestIsCutInTwo() {
        return TextCases.built().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
            try (InMemoryServer server = new InMemoryServer(TextCases.config(golden))) {
                for (final RequestSplitter splitter : RequestSplitter.everyCut(golden, LONGEST_CUT)) {
                    GoldenReplay.play(golden, server, splitter);
                }
            }
        }));
    }
}
