/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

class StandardErrorLogTest {
    private final ILoggerFactory factory = new StandardErrorProvider().getLoggerFactory();
    private final Logger log = factory.getLogger("io.flagstone.listener");
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stderr = System.err;

    @BeforeEach
    void catchStderr() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveItBack() {
        System.setErr(stderr);
        StandardErrorLog.follow(() -> 0);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void sayAll() {
        log.error("e");
        log.warn("w");
        log.info("i");
        log.debug("d");
        log.trace("t");
    }

    @ParameterizedTest
    @CsvSource({"0, e", "1, e w i", "2, e w i d", "3, e w i d t"})
    void shouldWriteWhatTheVerbosityLetsThrough(final int verbosity, final String expected) {
        StandardErrorLog.follow(() -> verbosity);
        sayAll();
        assertEquals(expected, String.join(" ", lines()));
    }

    @Test
    void shouldHeedAVerbosityThatChanges() {
        final int[] verbosity = {3};
        StandardErrorLog.follow(() -> verbosity[0]);
        sayAll();
        verbosity[0] = 0;
        sayAll();
        assertEquals(List.of("e", "w", "i", "d", "t", "e"), lines());
    }

    @Test
    void shouldPutNothingInFrontOfALine() {
        log.error("<{} {}", 31, "get {}");
        assertEquals(List.of("<31 get {}"), lines());
    }

    @Test
    void shouldNameWhatWasThrownBehindTheLine() {
        log.error("worker {} goes on", 2, new IOException("no more"));
        assertEquals(List.of("worker 2 goes on: java.io.IOException: no more"), lines());
    }

    @Test
    void shouldKeepOneLoggerOfAName() {
        assertSame(log, factory.getLogger("io.flagstone.listener"));
    }
}
