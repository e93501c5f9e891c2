/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TraceReaderTest {
    private static Trace read(final String text) throws IOException {
        return TraceReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), "t.csv");
    }

    @Test
    void shouldNumberKeysByFirstAppearanceWhenThereAreOnlyKeys() throws IOException {
        final Trace trace = read("key\nb\na\nb\nc\n");
        assertEquals(4, trace.requests());
        assertEquals(3, trace.uniqueKeys());
        assertEquals(0, trace.key(0));
        assertEquals(1, trace.key(1));
        assertEquals(0, trace.key(2));
        assertEquals(2, trace.key(3));
        assertEquals(Trace.UNKNOWN, trace.size(0));
        assertEquals(Trace.GET, trace.operation(0));
        assertFalse(trace.hasTime());
    }

    @Test
    void shouldReadEveryColumnWhenTheyAreInAnotherOrder() throws IOException {
        final Trace trace = read("op,ttl,key,time,size\r\nget,,k,10,\r\nset,60,l,12.5,100\r\ndelete,,k,12.5009,\r\n");
        assertEquals(Trace.SET, trace.operation(1));
        assertEquals(Trace.DELETE, trace.operation(2));
        assertEquals(Trace.UNKNOWN, trace.timeToLive(0));
        assertEquals(60, trace.timeToLive(1));
        assertEquals(Trace.UNKNOWN, trace.size(0));
        assertEquals(100, trace.size(1));
        assertTrue(trace.hasTime());
        assertEquals(0, trace.millis(0));
        assertEquals(2500, trace.millis(2));
    }

    @Test
    void shouldReadTheLastLineWhenNothingEndsIt() throws IOException {
        assertEquals(2, read("key\na\nb").requests());
    }

    @Test
    void shouldKeepWhatWasReadWhenAColumnStartsLate() throws IOException {
        final StringBuilder text = new StringBuilder("key,size\n");
        for (int i = 0; i < 10_000; i++) {
            text.append('k').append(i % 7000).append(i < 9000 ? ",\n" : ",5\n");
        }
        final Trace trace = read(text.toString());
        assertEquals(7000, trace.uniqueKeys());
        assertEquals(Trace.UNKNOWN, trace.size(8999));
        assertEquals(5, trace.size(9000));
        assertEquals(trace.key(0), trace.key(7000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|t.csv:1: the first line must be key",
        "'keys\na'|t.csv:1: the first line must be key",
        "'time,size\n1,2'|t.csv:1: the first line must be key",
        "'key,key\na,b'|t.csv:1: the first line must be key",
        "'a,b,c,d,e,f,g'|t.csv:1: a line must have at most 5 fields",
        "'key'|t.csv:2: a trace must have at least one request",
        "'key\na\nb,c'|t.csv:3: a line must have 1 fields",
        "'key,op\na,get\nb'|t.csv:3: a line must have 2 fields",
        "'key\na\n\nb'|t.csv:3: key must have 1 to 250 bytes",
        "'key,op\na,incr'|t.csv:2: op must be get, set, delete or empty",
        "'key,size\na,-1'|t.csv:2: size must be a whole number",
        "'key,size\na,1e3'|t.csv:2: size must be a whole number",
        "'key,size\na,1073741825'|t.csv:2: size must be at most",
        "'key,size\na,99999999999999999999'|t.csv:2: size must be a whole number",
        "'key,ttl\na,100000001'|t.csv:2: ttl must be at most",
        "'time,key\nx,a'|t.csv:2: time must be seconds",
        "'time,key\n1,a\n0.5,b'|t.csv:3: time must not go back",
        "'time,key\n1,a\n,b'|t.csv:3: time must be in every line or in none",
        "'time,key\n,a\n1,b'|t.csv:3: time must be in every line or in none",
        "'time,key\n1,a\n31622402,b'|t.csv:3: time must lie within 366 days"})
    void shouldNameFileLineAndRuleWhenALineIsBad(final String text, final String message) {
        final TraceException refusal = assertThrows(TraceException.class, () -> read(text));
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }

    @Test
    void shouldRefuseALineWithoutEndBeforeItFillsTheMemory() {
        final TraceException refusal =
            assertThrows(TraceException.class, () -> read("key\n" + "x".repeat(2_000_000)));
        assertTrue(refusal.getMessage().startsWith("t.csv:2: a line must have at most 1024 bytes"),
            refusal.getMessage());
    }

    @Test
    void shouldPrintNothingThatATerminalObeysWhenALineIsBad() {
        final TraceException refusal = assertThrows(TraceException.class, () -> read("key\u001b[2J\n"));
        assertFalse(refusal.getMessage().contains("\u001b"), refusal.getMessage());
    }

    @Test
    void shouldReadTheSameWhenTheFileIsCompressed() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
            out.write("key\na\nb\na\n".getBytes(StandardCharsets.US_ASCII));
        }
        final Trace trace = TraceReader.read(new ByteArrayInputStream(bytes.toByteArray()), "t.csv.xz");
        assertEquals(2, trace.uniqueKeys());
        assertEquals("t", trace.name());
    }

    @Test
    void shouldRefuseWhatOnlyLooksCompressed() {
        assertThrows(TraceException.class,
            () -> TraceReader.read(new ByteArrayInputStream(new byte[100]), "t.csv.xz"));
    }

    @Test
    void shouldNameTheFileWhenThereIsNone(@TempDir final Path folder) {
        final TraceException refusal =
            assertThrows(TraceException.class, () -> TraceReader.read(folder.resolve("none.csv")));
        assertTrue(refusal.getMessage().contains("none.csv"), refusal.getMessage());
        assertThrows(TraceException.class, () -> TraceReader.read(folder));
    }
}
