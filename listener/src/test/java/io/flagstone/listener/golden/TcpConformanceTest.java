/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded case of memcached's dialects gets the same answers through sockets and event loops. */
class TcpConformanceTest {
    private static Stream<DynamicTest> played(final int threads) {
        return TextCases.built().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
            try (TcpServer server = new TcpServer(TextCases.config(golden).threads(threads))) {
                GoldenReplay.play(golden, server, RequestSplitter.AS_RECORDED);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsRecordedWithOneWorker() {
        return played(1);
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsRecordedWithFourWorkers() {
        return played(4);
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsRecordedWhenSomebodyNotesWhatComes() {
        return TextCases.built().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
            try (TestedServer server = new TestedServer(TextCases.policy(golden))) {
                GoldenReplay.play(golden, server, RequestSplitter.AS_RECORDED);
                GoldenReplay.play(golden, server, RequestSplitter.BYTE_BY_BYTE);
            }
        }));
    }
}
