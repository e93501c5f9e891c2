/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinarySaslTest {
    private static final String AUTHENTICATED = "21 0 =Authenticated";
    private static final String FAILED = " 20 =Auth failure.";

    private static BinaryDesk guarded() {
        final BinaryDesk desk = new BinaryDesk();
        desk.state.authenticator(new SaslAuthenticator() {
            @Override
            public String mechanisms() {
                return "PLAIN OTHER";
            }

            @Override
            public boolean believes(final String mechanism, final byte[] message) {
                return "PLAIN".equals(mechanism) && new String(message).equals("\0user\0right");
            }
        });
        return desk;
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x09, 0x01, 0x0a, 0x10, 0x07, 0x18, 0x1b, 0xff})
    void shouldRefuseAndCloseWhatAStrangerAsks(final int opcode) {
        try (BinaryDesk desk = guarded()) {
            assertEquals(Integer.toHexString(opcode) + FAILED, desk.ask(opcode, 0, "", "").next());
            assertTrue(desk.isClosing());
        }
    }

    @Test
    void shouldTellAStrangerVersionAndMechanisms() {
        try (BinaryDesk desk = guarded()) {
            assertEquals("b 0 =1.6.45", desk.ask(0x0b, 0, "", "").next());
            assertEquals("20 0 =PLAIN OTHER", desk.ask(0x20, 0, "", "").next());
            assertFalse(desk.isClosing());
        }
    }

    @Test
    void shouldLetIn() {
        try (BinaryDesk desk = guarded()) {
            assertEquals("21" + FAILED, desk.ask(0x21, 0, "PLAIN", "\0user\0wrong").next());
            assertEquals("21" + FAILED, desk.ask(0x21, 0, "OTHER", "\0user\0right").next());
            assertEquals("22" + FAILED, desk.ask(0x22, 0, "PLAIN", "\0user\0right").next());
            assertEquals(AUTHENTICATED, desk.ask(0x21, 0, "PLAIN", "\0user\0right").next());
            assertEquals("a 0 =", desk.ask(0x0a, 0, "", "").next());
            assertEquals("4", desk.stats("").get("auth_cmds"));
            assertEquals("3", desk.stats("").get("auth_errors"));
        }
    }

    @Test
    void shouldPutOutWhoFailsLater() {
        try (BinaryDesk desk = guarded()) {
            assertEquals(AUTHENTICATED, desk.ask(0x21, 0, "PLAIN", "\0user\0right").next());
            assertEquals("21" + FAILED, desk.ask(0x21, 0, "PLAIN", "\0user\0wrong").next());
            assertEquals("a" + FAILED, desk.ask(0x0a, 0, "", "").next());
        }
    }

    @Test
    void shouldWaitForTheWholeMessage() {
        final byte[] whole = BinaryDesk.packet(0x21, 0, "PLAIN", "\0user\0right");
        try (BinaryDesk desk = guarded()) {
            for (int length = 0; length < whole.length; length++) {
                assertEquals(0, desk.send(Arrays.copyOf(whole, length)), "length=" + length);
                assertTrue(desk.isSilent());
            }
            assertEquals(whole.length, desk.send(whole));
            assertEquals(AUTHENTICATED, desk.next());
        }
    }

    @Test
    void shouldRefuseAMessageThatIsTooLongWithoutKeepingIt() {
        try (BinaryDesk desk = guarded()) {
            final byte[] whole = BinaryDesk.packet(0x21, 0, "PLAIN", "x".repeat((16 << 10) + 1));
            assertEquals(30, desk.send(Arrays.copyOf(whole, 30)));
            assertEquals("21 82 =Out of memory", desk.next());
            assertEquals(whole.length - 30, desk.send(Arrays.copyOfRange(whole, 30, whole.length)));
            assertTrue(desk.isSilent());
            assertEquals("21 4 =Invalid arguments", desk.ask(0x21, 0, "m".repeat(33), "x").next());
            assertEquals("b 0 =1.6.45", desk.ask(0x0b, 0, "", "").next());
        }
    }

    @Test
    void shouldKnowNoMechanismWhereNobodyIsAsked() {
        try (BinaryDesk desk = new BinaryDesk()) {
            assertEquals("20 81 =Unknown command", desk.ask(0x20, 0, "", "").next());
            assertEquals("21 81 =Unknown command", desk.ask(0x21, 0, "PLAIN", "x".repeat(100_000)).next());
            assertEquals("22 81 =Unknown command", desk.ask(0x22, 0, "PLAIN", "x").next());
            assertEquals("a 0 =", desk.ask(0x0a, 0, "", "").next());
        }
    }
}
