/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import static io.flagstone.listener.golden.GoldenMatcher.Outcome.DIFFERENT;
import static io.flagstone.listener.golden.GoldenMatcher.Outcome.INCOMPLETE;
import static io.flagstone.listener.golden.GoldenMatcher.Outcome.MATCHED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class GoldenMatcherTest {
    private final GoldenUniques uniques = new GoldenUniques();

    @Test
    void shouldMatchPlainBytesExactly() {
        assertEquals(MATCHED, match("END\\r\\n", "END\r\n"));
        assertEquals(INCOMPLETE, match("END\\r\\n", "END\r"));
        assertEquals(INCOMPLETE, match("END\\r\\n", ""));
        assertEquals(DIFFERENT, match("END\\r\\n", "END\r\n\r\n"));
        assertEquals(DIFFERENT, match("END\\r\\n", "ENd"));
        assertEquals(DIFFERENT, match("END\\r\\n", "X"));
        assertEquals(MATCHED, match("", ""));
        assertEquals(DIFFERENT, match("", "x"));
    }

    @Test
    void shouldHoldNumbersToTheirBounds() {
        for (final String right : new String[] {"100", "99", "98", "97"}) {
            assertEquals(MATCHED, match("<<t:100>>\\r\\n", right + "\r\n"), right);
        }
        for (final String wrong : new String[] {"101", "96", "-1", "", "x", "9 8", "100x"}) {
            assertEquals(DIFFERENT, match("<<t:100>>\\r\\n", wrong + "\r\n"), wrong);
        }
        for (final String right : new String[] {"4", "5", "6", "7"}) {
            assertEquals(MATCHED, match("<<l:5>> ", right + " "), right);
        }
        assertEquals(DIFFERENT, match("<<l:5>> ", "3 "));
        assertEquals(DIFFERENT, match("<<l:5>> ", "8 "));
        assertEquals(MATCHED, match("<<l:0>> ", "0 "));
        assertEquals(MATCHED, match("n<<num>>\\r\\n", "n123456\r\n"));
        assertEquals(DIFFERENT, match("n<<num>>\\r\\n", "n\r\n"));
        assertEquals(DIFFERENT, match("n<<num>>\\r\\n", "n999999999999999999999"));
    }

    @Test
    void shouldWaitForTheByteBehindANumber() {
        assertEquals(INCOMPLETE, match("<<t:100>>\\r\\n", "10"));
        assertEquals(INCOMPLETE, match("<<num>>\\r\\n", "7"));
    }

    @Test
    void shouldSkipTheRestOfALine() {
        assertEquals(MATCHED, match("a <<v>>\\r\\nb", "a b c\r\nb"));
        assertEquals(MATCHED, match("a <<v>>\\n", "a \n"));
        assertEquals(INCOMPLETE, match("a <<v>>\\r\\n", "a b c"));
        assertEquals(DIFFERENT, match("a <<v>>\\r\\nb", "a b\r\nc"));
    }

    @Test
    void shouldKeepOneValueForOneNameInEitherForm() {
        assertEquals(MATCHED, match("<<cas:A>> <<cas:A>>\\n", "5 5\n"));
        assertEquals(MATCHED, match("<<cas:A>>\\n", "5\n"));
        assertEquals(MATCHED, match("<<cas8:A>>", "\0\0\0\0\0\0\0\5"));
        assertEquals(MATCHED, match("<<cas:A-1>>\\n", "4\n"));
        assertEquals(DIFFERENT, match("<<cas:A>>\\n", "6\n"));
        assertEquals(DIFFERENT, match("<<cas8:A>>", "\0\0\0\0\0\0\0\6"));
        assertEquals(DIFFERENT, match("<<cas:A-1>>\\n", "5\n"));
        assertEquals(5, uniques.value(new GoldenPiece.Unique("A", 0, false)));
        assertEquals(3, uniques.value(new GoldenPiece.Unique("A", 2, true)));
    }

    @Test
    void shouldRefuseOneValueForTwoNamesAndZeroForAny() {
        assertEquals(DIFFERENT, match("<<cas:A>>\\n", "0\n"));
        assertEquals(DIFFERENT, match("<<cas8:A>>", "\0\0\0\0\0\0\0\0"));
        assertEquals(MATCHED, match("<<cas:A>>\\n", "5\n"));
        assertEquals(DIFFERENT, match("<<cas:B>>\\n", "5\n"));
        assertEquals(MATCHED, match("<<cas:B>>\\n", "18446744073709551615\n"));
        assertThrows(IllegalArgumentException.class, () -> uniques.value(new GoldenPiece.Unique("C", 0, false)));
    }

    @Test
    void shouldMatchTheSameInPiecesOfOneByte() {
        final String reply = "VALUE a 0 1 <<cas:A>>\\r\\n<<v>>\\r\\nt<<t:9>> <<cas8:B>>.";
        final byte[] bytes = bytes("VALUE a 0 1 77\r\nanything\r\nt8 \0\0\0\0\0\0\0\1.");
        final GoldenMatcher matcher = matcher(reply);
        for (int i = 0; i < bytes.length; i++) {
            final GoldenMatcher.Outcome outcome = matcher.offer(new byte[] {bytes[i]});
            assertEquals(i == bytes.length - 1 ? MATCHED : INCOMPLETE, outcome, matcher::explain);
        }
        assertEquals(DIFFERENT, matcher.offer(new byte[] {0}));
    }

    @Test
    void shouldExplainWhereItStopped() {
        final GoldenMatcher matcher = matcher("VALUE a\\r\\n");
        matcher.offer(bytes("VALUE b\u0001\r\n"));
        assertEquals("after 6 bytes that are right:\n  awaited: a\\r\\n\n  came:    b\\x01\\r\\n", matcher.explain());
    }

    @Test
    void shouldRefuseATokenThatOnlyRequestsHave() {
        assertThrows(IllegalArgumentException.class, () -> match("<<now:1>>", "1"));
    }

    private GoldenMatcher.Outcome match(final String reply, final String received) {
        return matcher(reply).offer(bytes(received));
    }

    private GoldenMatcher matcher(final String reply) {
        final GoldenLine line = new GoldenLine();
        line.read(reply);
        return new GoldenMatcher(line.pieces(), uniques);
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
