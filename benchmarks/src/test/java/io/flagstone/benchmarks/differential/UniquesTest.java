/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UniquesTest {
    private final Uniques uniques = new Uniques();

    @Test
    void shouldNameUniquesByTheOrderOfTheirAppearance() {
        assertEquals(List.of("VALUE k 0 1 <<cas:A>>\\r\\n", "5\\r\\n", "VALUE n 0 1 <<cas:B>>\\r\\n", "x\\r\\n",
            "END\\r\\n"), LineReplies.describe("VALUE k 0 1 77\r\n5\r\nVALUE n 0 1 5\r\nx\r\nEND\r\n", uniques));
        assertEquals(List.of("VALUE n 0 0 <<cas:B>>\\r\\n", "\\r\\n"),
            LineReplies.describe("VALUE n 0 0 5\r\n\r\n", uniques));
    }

    @Test
    void shouldMentionAUniqueByItsOrder() {
        uniques.name(300);
        final String request = "cas k 0 0 1 " + Uniques.decimal(0) + Uniques.oneLess(0) + Uniques.decimal(1)
            + Uniques.eightBytes(0);
        assertEquals("cas k 0 0 1 3002990\0\0\0\0\0\0\1,",
            new String(uniques.bytes(request), StandardCharsets.ISO_8859_1));
        assertEquals("cas k 0 0 1 <<cas:A>><<cas:A-1>>0<<cas8:A>>", uniques.text(request));
    }

    @Test
    void shouldWriteBytesAsTranscriptsHaveThem() {
        assertEquals("a\\r\\n\\t\\\\\\x3c\\x3e\\x00\\xff<<rep:30:y>>", GoldenText.of("a\r\n\t\\<>\0\u00ff"
            + "y".repeat(30)));
    }
}
