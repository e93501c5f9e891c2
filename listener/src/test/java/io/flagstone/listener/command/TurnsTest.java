/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ServerConfig;
import io.flagstone.protocol.text.TextReplies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of what one client asks for is done before others have their turn. */
class TurnsTest {
    private static final String STAT = "\u0080\u0010\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    private final ByteCache cache = ByteCache.builder().callerMaintains().build();
    private final ServerState state =
        new ServerState(cache, ServerConfig.builder().port(0).build(), 1_800_000_000L);
    private final CommandExecutor executor = new CommandExecutor(state, state.newCounters());
    private final Conversation conversation = new Conversation(1);
    private final KeptReplies client = new KeptReplies();
    private ByteBuffer in;
    private int used;

    @AfterEach
    void close() {
        cache.close();
    }

    private void say(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        in = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        used = 0;
    }

    /** Gives it one turn, and tells whether it needs another. */
    private boolean turn() {
        used += executor.process(conversation, in, used, in.capacity(), client);
        return conversation.isUnfinished();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats reset\r\n", "stats\r\n", "stats detail dump\r\n", "flush_all\r\n", STAT})
    void shouldTakeWhatConcernsTheServerForManyRequests(final String request) {
        say(request.repeat(100));
        assertTrue(turn());
        assertEquals(8 * request.length(), used);
        int turns = 1;
        do {
            turns++;
        } while (turn());
        assertEquals(13, turns);
        assertEquals(in.capacity(), used);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mn\r\n", "version\r\n", "get k\r\n", "set k 0 0 1\r\nx\r\n"})
    void shouldDoAThousandOtherThingsInATurn(final String request) {
        say(request.repeat(1000));
        assertFalse(turn());
        assertEquals(in.capacity(), used);
    }

    @Test
    void shouldLetOthersHaveTheirTurnWithinALongListOfKeys() {
        say("set a 0 0 1\r\n1\r\nget a" + " b".repeat(200_000) + " a\r\n");
        int turns = 1;
        while (turn()) {
            turns++;
            assertTrue(used < in.capacity());
        }
        assertEquals(14, turns);
        assertEquals("STORED\r\nVALUE a 0 1\r\n1\r\nVALUE a 0 1\r\n1\r\nEND\r\n", client.sent.toString());
        assertEquals(in.capacity(), used);
    }

    @Test
    void shouldGoOnWithALongListOfKeysWhoseClientTookNothingBetweenTwoPiecesOfIt() {
        say("set a 0 0 100 noreply\r\n" + "x".repeat(100) + "\r\n");
        assertFalse(turn());
        for (int hits = 900; hits <= 1_200; hits++) {
            client.sent.reset();
            client.blocksWhenSent = true;
            say("get" + " b".repeat(2_048 - hits) + " a".repeat(hits) + " b\r\n");
            turn();
            client.blocksWhenSent = false;
            client.blocked = false;
            final int number = hits;
            for (int i = 0; i < 10 && used < in.capacity(); i++) {
                assertTrue(conversation.isUnfinished(), () -> "nobody goes on: hits=" + number);
                turn();
            }
            assertEquals(117 * hits + 5, client.sent.size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 251})
    void shouldLookThroughALongListOfKeysInTurns(final int lastKey) {
        say("get" + " b".repeat(1_000_000) + " " + "c".repeat(lastKey) + "\r\nmn\r\n");
        final int turnsToCheck = 2_000_000 / (8 * (32 << 10));
        for (int i = 0; i < turnsToCheck; i++) {
            assertTrue(turn());
            assertEquals(0, used);
            assertEquals(0, client.sent.size());
        }
        int turns = 0;
        while (turn()) {
            turns++;
        }
        assertEquals(lastKey == 250 ? "END\r\nMN\r\n"
            : new String(TextReplies.BAD_RETRIEVAL_KEY, StandardCharsets.US_ASCII) + "MN\r\n", client.sent.toString());
        assertEquals(lastKey == 250, turns > 50, "turns to answer: " + turns);
        assertEquals(in.capacity(), used);
    }

    @Test
    void shouldStillAnswerNothingElseWhenTheLastKeyOfALongListIsTooLong() {
        say("set a 0 0 1 noreply\r\n1\r\nget a" + " b".repeat(50_000) + " " + "c".repeat(251) + "\r\nmn\r\n");
        assertFalse(turn());
        assertEquals(new String(TextReplies.BAD_RETRIEVAL_KEY, StandardCharsets.US_ASCII) + "MN\r\n",
            client.sent.toString());
    }
}
