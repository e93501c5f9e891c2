/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retrievals of more keys than are read ahead at once. */
class MultigetTest {
    private static void play(final String transcript) throws IOException {
        try (InMemoryServer server = new InMemoryServer(ServerConfig.builder())) {
            GoldenReplay.play(GoldenTranscript.parse("== multiget\n" + transcript).get(0), server,
                RequestSplitter.AS_RECORDED);
        }
    }

    private static String stores(final int keys) {
        final StringBuilder steps = new StringBuilder();
        for (int i = 0; i < keys; i++) {
            steps.append("> set k").append(i).append(" 0 0 2\\r\\nv").append(i % 10)
                .append("\\r\\n\n< STORED\\r\\n\n-\n");
        }
        return steps.toString();
    }

    private static String store(final int length) {
        return "> set k 0 0 " + length + "\\r\\n<<rep:" + length + ":v>>\\r\\n\n< STORED\\r\\n\n-\n";
    }

    private static String value(final int key) {
        return "< VALUE k" + key + " 0 2\\r\\nv" + key % 10 + "\\r\\n\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 31, 32, 33, 64, 65, 100})
    void shouldAnswerHitsInTheOrderOfTheRequestWithMissesLeftOut(final int keys) throws IOException {
        final StringBuilder request = new StringBuilder("> get");
        final StringBuilder answer = new StringBuilder();
        for (int i = keys - 1; i >= 0; i--) {
            request.append(" k").append(i).append(" absent").append(i);
            answer.append(value(i));
        }
        play(stores(keys) + request + " k0\\r\\n\n" + answer + value(0) + "< END\\r\\n\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 31, 32, 33, 63, 64})
    void shouldDropEveryHitWhenAKeyIsTooLong(final int position) throws IOException {
        final StringBuilder request = new StringBuilder("> get");
        for (int i = 0; i < 70; i++) {
            request.append(i == position ? " <<rep:251:x>>" : " k1");
        }
        play(stores(2) + request + "\\r\\n\n< CLIENT_ERROR bad command line format\\r\\n\\r\\n\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 70_000})
    void shouldDropWhatWouldNotHaveWaitedWhenAKeyIsTooLong(final int length) throws IOException {
        play(store(length) + "> get" + " k".repeat(20) + " <<rep:251:x>> k\\r\\n\n"
            + "< CLIENT_ERROR bad command line format\\r\\n\\r\\n\n");
    }

    @ParameterizedTest
    @CsvSource({"16000,20", "70000,2", "70000,3"})
    void shouldEndWhatWasBegunToBeSentBeforeALaterCommandDropsItsAnswers(final int length, final int times)
        throws IOException {
        final String value = "< VALUE k 0 " + length + "\\r\\n<<rep:" + length + ":v>>\\r\\n\n";
        play(store(length) + "> get" + " k".repeat(times) + "\\r\\n\n> get <<rep:251:x>>\\r\\n\n"
            + value.repeat(times) + "< END\\r\\nCLIENT_ERROR bad command line format\\r\\n\\r\\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get k", "gat 0 k", "mg k v"})
    void shouldDropALongValueThatWasNotSentYet(final String command) throws IOException {
        play(store(70_000) + "> " + command + "\\r\\nget <<rep:251:x>>\\r\\nget a\\r\\n\n"
            + "< CLIENT_ERROR bad command line format\\r\\n\\r\\nEND\\r\\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get k", "mg k v"})
    void shouldEndALongValueWhoseLineWasSentWithTheOneBefore(final String command) throws IOException {
        final String line = command.equals("get k") ? "VALUE k 0 70000" : "VA 70000";
        final String end = command.equals("get k") ? "END\\r\\n" : "";
        play(store(70_000) + "> mg k v\\r\\n" + command + "\\r\\nget <<rep:251:x>>\\r\\n\n"
            + "< VA 70000\\r\\n<<rep:70000:v>>\\r\\n" + line + "\\r\\n<<rep:70000:v>>\\r\\n" + end + "\n"
            + "< CLIENT_ERROR bad command line format\\r\\n\\r\\n\n");
    }

    @Test
    void shouldSpareAListOfItemsWhenALaterCommandDropsItsAnswers() throws IOException {
        play(stores(1) + "> lru_crawler mgdump all\\r\\nget <<rep:251:x>>\\r\\n\n< OK\\r\\nmg k0\\r\\nEN\\r\\n\n"
            + "< CLIENT_ERROR bad command line format\\r\\n\\r\\n\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 120})
    void shouldAnswerTheSameHoweverTheRequestArrives(final int pieces) throws IOException {
        final String keys = " k1 k2".repeat(20);
        play(stores(3) + "@ split " + pieces + "\n> get" + keys + "\\r\\nget" + keys + "\\r\\n\n"
            + ((value(1) + value(2)).repeat(20) + "< END\\r\\n\n").repeat(2));
    }
}
