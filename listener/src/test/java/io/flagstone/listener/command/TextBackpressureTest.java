/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ServerConfig;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipelines with values of all lengths: what a client takes in however many turns is whole, and the same. */
class TextBackpressureTest {
    private static final int COMMANDS = 60;
    private static final int[] LENGTHS = {3, 16_384, 16_385, 70_000, 140_000};
    private static final Pattern LINE = Pattern.compile(
        "(?:VALUE k[0-9] 0 ([0-9]+)|VA ([0-9]+) s[0-9]+|END|HD|EN|TOUCHED|MN|ERROR"
        + "|CLIENT_ERROR bad command line format(?:\r\n)?)\r\n");

    private static String stores() {
        final StringBuilder stores = new StringBuilder();
        for (int i = 0; i < LENGTHS.length; i++) {
            stores.append("set k").append(i).append(" 0 0 ").append(LENGTHS[i]).append(" noreply\r\n")
                .append(String.valueOf((char) ('a' + i)).repeat(LENGTHS[i])).append("\r\n");
        }
        return stores.toString();
    }

    private static String pipeline(final Random random, final boolean drops) {
        final StringBuilder commands = new StringBuilder();
        for (int i = 0; i < COMMANDS; i++) {
            final String keys = (" k" + random.nextInt(LENGTHS.length + 1)).repeat(1 + random.nextInt(3))
                + " k" + random.nextInt(LENGTHS.length);
            commands.append(switch (random.nextInt(drops ? 8 : 7)) {
                case 0, 1 -> "get" + keys;
                case 2 -> "gat 0" + keys;
                case 3 -> "touch k3 0";
                case 4 -> "mn";
                case 5, 6 -> "mg k" + random.nextInt(LENGTHS.length + 1) + " v s";
                default -> "get" + keys + " " + "x".repeat(251) + " k1";
            }).append("\r\n");
        }
        return commands.toString();
    }

    /** What a client gets for a pipeline that it sends at once. */
    private static String answers(final String pipeline, final boolean isReluctant) {
        try (ByteCache cache = ByteCache.builder().callerMaintains().build()) {
            final ServerState state =
                new ServerState(cache, ServerConfig.builder().port(0).build(), 1_800_000_000L);
            final CommandExecutor executor = new CommandExecutor(state, state.newCounters());
            final Conversation conversation = new Conversation(1);
            final Client client = new Client(isReluctant);
            final byte[] input = (stores() + pipeline).getBytes(StandardCharsets.ISO_8859_1);
            final ByteBuffer in = ByteBuffer.allocateDirect(input.length).put(0, input);
            int used = 0;
            do {
                client.blocked = false;
                used += executor.process(conversation, in, used, input.length, client);
            } while (conversation.isUnfinished());
            assertEquals(input.length, used);
            return client.taken.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAnswerAClientThatTakesLittleAtATimeTheSame(final long seed) {
        final String pipeline = pipeline(new Random(seed), false);
        final String answers = answers(pipeline, false);
        requireWhole(answers);
        assertTrue(answers.equals(answers(pipeline, true)), "seed=" + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldLeaveNoReplyHalfSentWhenOthersAreDropped(final long seed) {
        final String pipeline = pipeline(new Random(seed), true);
        requireWhole(answers(pipeline, false));
        requireWhole(answers(pipeline, true));
    }

    private static void requireWhole(final String answers) {
        final Matcher line = LINE.matcher(answers);
        int at = 0;
        while (at < answers.length()) {
            final boolean isLine = line.region(at, answers.length()).lookingAt();
            assertTrue(isLine, "no line: " + answers.substring(at, Math.min(at + 80, answers.length())));
            final String length = line.group(1) == null ? line.group(2) : line.group(1);
            at = line.end();
            if (length != null) {
                final int end = at + Integer.parseInt(length);
                final String value = answers.substring(at, end);
                assertEquals(value.substring(0, 1).repeat(value.length()), value);
                assertTrue(answers.startsWith("\r\n", end), "a value ends with a line end");
                at = end + 2;
            }
        }
    }

    private static final class Client implements ReplySink {
        private final boolean isReluctant;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean blocked;

        private Client(final boolean isReluctant) {
            this.isReluctant = isReluctant;
        }

        @Override
        public void send(final ByteBuffer bytes, final int length) {
            blocked = isReluctant;
            final byte[] copy = new byte[length];
            bytes.get(0, copy);
            taken.writeBytes(copy);
        }

        @Override
        public void send(final ValueView value) {
            blocked = isReluctant;
            taken.writeBytes(value.toByteArray());
            value.close();
        }

        @Override
        public boolean isBlocked() {
            return blocked;
        }
    }
}
