/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.flagstone.listener.ServerConfig;
import org.junit.jupiter.api.Test;

/** With {@code -F} nothing is flushed, in no dialect; the text dialect counts the attempt. */
class FlushDisabledTest {
    private static final String NOT_ALLOWED = "CLIENT_ERROR flush_all not allowed\r\n";

    @Test
    void shouldRefuseInTheTextDialectWhateverTheArguments() {
        try (TextDesk desk = new TextDesk(ServerConfig.builder().flushAll(false))) {
            desk.ask("set k 0 0 1\r\nx\r\n");
            assertEquals(NOT_ALLOWED, desk.ask("flush_all\r\n"));
            assertEquals(NOT_ALLOWED, desk.ask("flush_all 10\r\n"));
            assertEquals(NOT_ALLOWED, desk.ask("flush_all never\r\n"));
            assertEquals("", desk.ask("flush_all noreply\r\n"));
            assertEquals("", desk.ask("flush_all never noreply\r\n"));
            assertEquals("VALUE k 0 1\r\nx\r\nEND\r\n", desk.ask("get k\r\n"));
            assertEquals(5, desk.state.sum(Counter.CMD_FLUSH));
        }
    }

    @Test
    void shouldRefuseInTheBinaryDialectAndGoOn() {
        try (BinaryDesk desk = new BinaryDesk(ServerConfig.builder().flushAll(false))) {
            desk.ask(0x11, 8, "k", "x");
            assertEquals("8 20 =Auth failure.", desk.ask(0x08, 0, "", "").next());
            assertEquals("8 20 =Auth failure.", desk.ask(0x08, 4, "", "").next());
            assertEquals("18 20 =Auth failure.", desk.ask(0x18, 0, "", "").next());
            assertFalse(desk.isClosing());
            assertEquals("0 0 =x", desk.ask(0x00, 0, "k", "").next());
            assertEquals(0, desk.state.sum(Counter.CMD_FLUSH));
        }
    }
}
