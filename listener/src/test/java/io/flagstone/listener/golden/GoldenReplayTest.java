/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

/** A server that knows the transcript by heart passes; one that makes the smallest mistake does not. */
class GoldenReplayTest {
    private static final GoldenCase SIMPLE = GoldenTranscript.parse("""
        == simple
        > set a 0 0 1\\r\\n
        > x\\r\\n
        < STORED\\r\\n
        -
        > quiet\\r\\n
        -
        @ sleep 2.5
        > gets a\\r\\n
        < VALUE a 0 1 <<cas:A>>\\r\\n
        """).get(0);

    @Test
    void shouldPassEveryRecordedCaseWhenTheServerKnowsItByHeart() throws IOException {
        for (final GoldenCase golden : recorded()) {
            GoldenReplay.play(golden, honest(golden), RequestSplitter.AS_RECORDED);
        }
    }

    @Test
    void shouldFailEveryRecordedCaseWhenOneByteIsWrongMissingOrTooMuch() {
        for (final GoldenCase golden : recorded()) {
            for (int step = 0; step < golden.steps().size(); step++) {
                if (isCheap(golden.steps().get(step))) {
                    assertFails(golden, step, bytes -> Arrays.copyOf(bytes, bytes.length - 1));
                    assertFails(golden, step, bytes -> Arrays.copyOf(bytes, bytes.length + 1));
                    assertFails(golden, step, GoldenReplayTest::flipFirst);
                }
            }
        }
    }

    @Test
    void shouldFailWhenTheServerAnswersWhereNothingIsAwaited() {
        assertFails(SIMPLE, 1, bytes -> new byte[] {'E'});
    }

    @Test
    void shouldFailWhenTheServerSaysMoreAtTheEndOrDoesNotClose() {
        assertThrows(AssertionError.class, () ->
            GoldenReplay.play(SIMPLE, honest(SIMPLE).saying("x"), RequestSplitter.AS_RECORDED));
        assertThrows(AssertionError.class, () ->
            GoldenReplay.play(SIMPLE, honest(SIMPLE).neverClosing(), RequestSplitter.AS_RECORDED));
    }

    @Test
    void shouldFailWhenAStepMustCloseAndTheServerDoesNot() {
        final GoldenCase closes = GoldenTranscript.parse("== closes\n> quit\n! closed\n").get(0);
        assertDoesNotThrow(() -> GoldenReplay.play(closes, honest(closes), RequestSplitter.AS_RECORDED));
        final AssertionError error = assertThrows(AssertionError.class, () ->
            GoldenReplay.play(closes, honest(closes).neverClosing(), RequestSplitter.AS_RECORDED));
        assertTrue(error.getMessage().contains("'closes', line 2"), error::getMessage);
    }

    @Test
    void shouldLetTimePassBeforeAStep() throws IOException {
        final RecitingServer server = honest(SIMPLE);
        GoldenReplay.play(SIMPLE, server, RequestSplitter.AS_RECORDED);
        assertEquals(Duration.ofMillis(2500), server.slept());
    }

    @Test
    void shouldPassHoweverTheRequestsAreCut() throws IOException {
        GoldenReplay.play(SIMPLE, honest(SIMPLE), RequestSplitter.BYTE_BY_BYTE);
        final List<RequestSplitter> cuts = RequestSplitter.everyCut(SIMPLE, 1000);
        assertEquals("set a 0 0 1\r\nx\r\n".length() - 1 + "quiet\r\n".length() - 1 + "gets a\r\n".length() - 1,
            cuts.size());
        for (final RequestSplitter cut : cuts) {
            GoldenReplay.play(SIMPLE, honest(SIMPLE), cut);
        }
        assertEquals(6 + 7, RequestSplitter.everyCut(SIMPLE, 10).size());
    }

    @Test
    void shouldCutRequestsWithoutLosingAByte() {
        final GoldenStep step = SIMPLE.steps().get(0);
        final byte[] request = {1, 2, 3, 4, 5};
        for (final RequestSplitter splitter : new RequestSplitter[] {RequestSplitter.AS_RECORDED,
            RequestSplitter.BYTE_BY_BYTE, RequestSplitter.cut(step, 2), RequestSplitter.cut(step, 9)}) {
            final ByteArrayOutputStream joined = new ByteArrayOutputStream();
            splitter.split(step, request).forEach(joined::writeBytes);
            assertEquals(Arrays.toString(request), Arrays.toString(joined.toByteArray()));
        }
        assertEquals(1, RequestSplitter.AS_RECORDED.split(step, request).size());
        assertEquals(5, RequestSplitter.BYTE_BY_BYTE.split(step, request).size());
        assertEquals(2, RequestSplitter.cut(step, 2).split(step, request).get(0).length);
        assertEquals(1, RequestSplitter.cut(SIMPLE.steps().get(1), 2).split(step, request).size());
    }

    @Test
    void shouldSendInThePiecesThatWereRecorded() {
        final GoldenStep step = GoldenTranscript.parse("== a\n@ split 2\n> abcde\n").get(0).steps().get(0);
        final List<byte[]> pieces = RequestSplitter.AS_RECORDED.split(step, new byte[5]);
        assertEquals(List.of(2, 2, 1), pieces.stream().map(piece -> piece.length).toList());
    }

    private static List<GoldenCase> recorded() {
        final List<GoldenCase> cases = new ArrayList<>();
        for (final String file : new String[] {"text.golden", "meta.golden", "binary.golden"}) {
            cases.addAll(GoldenTranscript.load(file));
        }
        return cases;
    }

    private static boolean isCheap(final GoldenStep step) {
        return step.reply().stream().anyMatch(piece -> !(piece instanceof GoldenPiece.Bytes plain)
            || plain.bytes().length < 100_000);
    }

    private static RecitingServer honest(final GoldenCase golden) {
        return new RecitingServer(golden, (step, bytes) -> bytes);
    }

    private static void assertFails(final GoldenCase golden, final int target, final UnaryOperator<byte[]> slip) {
        final RecitingServer server =
            new RecitingServer(golden, (step, bytes) -> step == target ? slip.apply(bytes) : bytes);
        assertThrows(AssertionError.class, () -> GoldenReplay.play(golden, server, RequestSplitter.AS_RECORDED),
            () -> golden + " step " + target);
    }

    private static byte[] flipFirst(final byte[] bytes) {
        final byte[] flipped = bytes.clone();
        flipped[0] ^= 1;
        return flipped;
    }
}
