/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

class GoldenTranscriptTest {
    @Test
    void shouldReadEveryRecordedCase() {
        assertEquals(153, GoldenTranscript.load("text.golden").size());
        assertEquals(124, GoldenTranscript.load("meta.golden").size());
        assertEquals(69, GoldenTranscript.load("binary.golden").size());
        assertThrows(IllegalArgumentException.class, () -> GoldenTranscript.load("none.golden"));
    }

    @Test
    void shouldReadNamesStepsAndDirections() {
        final List<GoldenCase> cases = GoldenTranscript.parse("""
            # a remark
            == first (timed)
            > get a\\r\\n
            < END\\r\\n
            -
            @ conn 2
            @ sleep 1.5
            @ split 3
            ! closed

            == second
            > x
            """);
        assertEquals(2, cases.size());
        assertEquals("first (line 2)", cases.get(0).toString());
        assertTrue(cases.get(0).timed());
        assertFalse(cases.get(1).timed());
        final GoldenStep first = cases.get(0).steps().get(0);
        assertArrayEquals(bytes("get a\r\n"), plain(first.request()));
        assertArrayEquals(bytes("END\r\n"), plain(first.reply()));
        assertEquals(List.of(1, 0, Duration.ZERO, false, 3),
            List.of(first.connection(), first.split(), first.sleep(), first.closed(), first.line()));
        final GoldenStep second = cases.get(0).steps().get(1);
        assertEquals(List.of(2, 3, Duration.ofMillis(1500), true, 6),
            List.of(second.connection(), second.split(), second.sleep(), second.closed(), second.line()));
        assertTrue(second.request().isEmpty() && second.reply().isEmpty());
    }

    @Test
    void shouldTakeACaseThatSleepsForTimedWhateverItsNameSays() {
        assertTrue(GoldenTranscript.parse("== a\n@ sleep 1\n").get(0).timed());
    }

    @Test
    void shouldJoinLinesEscapesHexAndRepetitions() {
        final GoldenLine line = new GoldenLine();
        line.read("a\\x00\\xff\\x3c\\\\");
        line.read("<<h:80 0a>> b<<rep:3:xy\\n>>\\t ");
        assertArrayEquals(bytes("a\0\u00ff<\\\u0080\n bxy\nxy\nxy\n\t "), plain(line.pieces()));
    }

    @Test
    void shouldReadEveryKindOfToken() {
        final GoldenLine line = new GoldenLine();
        line.read("<<cas:A>><<cas8:BC>><<cas:A-1>><<t:100>><<l:0>><<num>><<v>><<now:-60>>");
        assertEquals(List.of(
            new GoldenPiece.Unique("A", 0, false),
            new GoldenPiece.Unique("BC", 0, true),
            new GoldenPiece.Unique("A", 1, false),
            new GoldenPiece.Number(97, 100),
            new GoldenPiece.Number(-1, 2),
            new GoldenPiece.Number(0, Long.MAX_VALUE),
            new GoldenPiece.RestOfLine(),
            new GoldenPiece.Now(-60)), line.pieces());
    }

    @Test
    void shouldRefuseWhatIsNotOfTheFormat() {
        for (final String bad : new String[] {
            "> get a", "-", "== a\n* x", "== a\n>x", "== a\n@ conn", "== a\n@ later 1", "== a\n! open",
            "== a\n> <<cas:A", "== a\n> <<nonsense>>", "== a\n> <<rep:x:y>>", "== a\n> \\q",
            "== a\n> \\", "== a\n> \\x4", "== a\n> a < b", "== a\n> \u00e9", "== a\n> <<h:8>>", "== a\n> <<cas:1>>"}) {
            assertThrows(IllegalArgumentException.class, () -> GoldenTranscript.parse(bad), bad);
        }
        final IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> GoldenTranscript.parse("== a\n\n> \\q"));
        assertEquals("an escape must be known: escape=q line=3", e.getMessage());
    }

    private static byte[] plain(final List<GoldenPiece> pieces) {
        assertEquals(1, pieces.size());
        return assertInstanceOf(GoldenPiece.Bytes.class, pieces.get(0)).bytes();
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
