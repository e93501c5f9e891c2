/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextLoginTest {
    private static final String UNAUTHENTICATED = "CLIENT_ERROR unauthenticated\r\n";
    private static final String FAILURE = "CLIENT_ERROR authentication failure\r\n";
    private static final String LOGIN = login("ann one");

    private final TextDesk desk = guarded(ServerConfig.builder());

    @AfterEach
    void close() {
        desk.close();
    }

    private static TextDesk guarded(final ServerConfigBuilder config) {
        final TextDesk desk = new TextDesk(config);
        desk.state.passwords((in, user, userLength, password, passwordLength) -> {
            final byte[] said = new byte[userLength + 1 + passwordLength];
            in.get(user, said, 0, userLength);
            in.get(password, said, userLength + 1, passwordLength);
            return new String(said, StandardCharsets.ISO_8859_1).equals("ann\0one");
        });
        return desk;
    }

    private static String login(final String token) {
        return "set any 0 0 " + token.length() + "\r\n" + token + "\r\n";
    }

    private long count(final Counter counter) {
        return desk.state.sum(counter);
    }

    @Test
    void shouldLetInWhoIsKnown() {
        assertEquals("STORED\r\n", desk.ask(LOGIN));
        assertEquals("STORED\r\nVALUE k 0 1\r\nx\r\nEND\r\n", desk.ask("set k 0 0 1\r\nx\r\nget k\r\n"));
        assertEquals("END\r\n", desk.ask("get any\r\n"), "what a client says of itself is no item");
        assertEquals(1, count(Counter.AUTH_COMMANDS));
        assertEquals(0, count(Counter.AUTH_ERRORS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get foo", "version", "stats", "flush_all", "shutdown", "watch fetchers", "quit it",
        "ms any 7", "add any 0 0 7", "set any 0 0", "set any 0 0 x", "set any 0 0 -1", "set any 0 0 7x", "sets a 0 0 7",
        "SET any 0 0 7", "stats settings", "lru_crawler metadump all", "\0\0\0\0\0\0\0"})
    void shouldAnswerAStrangerNothingElse(final String line) {
        assertEquals(UNAUTHENTICATED, desk.ask(line + "\r\n"));
        assertFalse(desk.isClosing());
        assertEquals("STORED\r\n", desk.ask(LOGIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set a b c 7\nann one\r\n", "set  any  0  0  7  \r\nann one\r\n",
        "set any 0 0 7 noreply\r\nann one\r\n", "set any 0 0 10 \r\n ann  one \r\n",
        "set any 0 0 13\r\nann one three\r\n",
        "set any 0 0 0000000000000000007\r\nann one\r\n"})
    void shouldLookAtNothingButTheLengthAndTwoWords(final String login) {
        assertEquals("STORED\r\n", desk.ask(login));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ann two", "an one", "anna one", "ann on", "ann onee", "one ann", "ann ONE"})
    void shouldNotLetInWhoIsNotKnown(final String token) {
        assertEquals(FAILURE + UNAUTHENTICATED, desk.ask(login(token) + "get foo\r\n"));
        assertEquals(1, count(Counter.AUTH_COMMANDS));
        assertEquals(1, count(Counter.AUTH_ERRORS));
        assertEquals("STORED\r\n", desk.ask(LOGIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann\0one", "ann one\0", "\0ann one", "ann\0 one", "ann \0one", "ann\tone", "ann:one"})
    void shouldTakeAZeroByteForAByte(final String token) {
        final String answer = desk.ask(login(token));
        assertTrue(answer.equals(FAILURE) || answer.equals("CLIENT_ERROR bad authentication token format\r\n"), answer);
        assertEquals(UNAUTHENTICATED, desk.ask("get foo\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ann", "ann ", " ann", "annone"})
    void shouldAskForTwoWords(final String token) {
        assertEquals("CLIENT_ERROR bad authentication token format\r\n", desk.ask(login(token)));
        assertEquals(0, count(Counter.AUTH_COMMANDS));
        assertEquals("STORED\r\n", desk.ask(LOGIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set any 0 0 7\r\nann one\n\n", "set any 0 0 7\r\nann onexx", "set any 0 0 6\r\nann one\r",
        "set any 0 0 7\r\nann one\r\r"})
    void shouldAskForTheEndBehindTheToken(final String login) {
        assertEquals("CLIENT_ERROR bad command line termination\r\n", desk.ask(login));
        assertEquals("STORED\r\n", desk.ask(LOGIN));
    }

    @Test
    void shouldLetInAtAnySplit() {
        for (int first = 0; first <= LOGIN.length(); first++) {
            try (TextDesk split = guarded(ServerConfig.builder())) {
                final String answer = split.ask(LOGIN.substring(0, first));
                assertEquals("STORED\r\n", answer + split.ask(LOGIN.substring(first)), "first=" + first);
            }
        }
        String answer = "";
        for (final char one : (login("ann two") + LOGIN + "mn\r\n").toCharArray()) {
            answer += desk.ask(String.valueOf(one));
        }
        assertEquals(FAILURE + "STORED\r\nMN\r\n", answer);
    }

    @Test
    void shouldKeepNoMoreThanTheLongestToken() {
        assertEquals("", desk.ask("set any 0 0 16384\r\n" + "x".repeat(16_384) + "\r"));
        assertEquals(16_385, desk.kept());
        assertEquals("CLIENT_ERROR bad authentication token format\r\n", desk.ask("\n"));
        assertEquals("CLIENT_ERROR auth token too long\r\n", desk.ask("set any 0 0 16385\r\n"));
        assertEquals("CLIENT_ERROR auth token too long\r\n", desk.ask("set any 0 0 99999999999999999999\r\n"));
        assertEquals(0, desk.kept());
        assertEquals("STORED\r\n", desk.ask(LOGIN));
    }

    @Test
    void shouldCloseWithoutAWordWhatIsNoLine() {
        assertEquals("", desk.ask("g".repeat(2048)));
        assertFalse(desk.isClosing());
        assertEquals("", desk.ask("g"));
        assertTrue(desk.isClosing());
    }

    @Test
    void shouldCloseALongGetOfAStrangerToo() {
        assertEquals("", desk.ask("get " + "key ".repeat(600)));
        assertTrue(desk.isClosing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "get\r\n", "quit\n"})
    void shouldCloseWithoutAWordWhatIsTooShort(final String line) {
        assertEquals("", desk.ask(line + LOGIN));
        assertTrue(desk.isClosing());
    }

    @Test
    void shouldSpeakTheTextDialectOnly() {
        assertEquals(UNAUTHENTICATED, desk.ask("\u0080\u000b\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r\n"));
        assertEquals("STORED\r\n", desk.ask(LOGIN));
    }

    @Test
    void shouldRefuseAThousandAttemptsAndStillLetIn() {
        final String attempts = login("ann two").repeat(1_000);
        assertEquals(FAILURE.repeat(1_000), desk.ask(attempts));
        assertEquals(1_000, count(Counter.AUTH_ERRORS));
        assertEquals("STORED\r\n", desk.ask(LOGIN));
        assertEquals(1_001, count(Counter.AUTH_COMMANDS));
    }

    @Test
    void shouldKeepNothingThatAStrangerSentInAdvance() {
        assertEquals(UNAUTHENTICATED.repeat(9_000), desk.ask("version\n".repeat(9_000)));
        assertEquals(0, desk.kept());
        desk.blocked = true;
        desk.ask("version\n".repeat(9_000));
        assertEquals(0, desk.kept());
        assertTrue(desk.isClosing());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldNeverLetInByChance(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final String[] pieces =
            {"set ", "any ", "0 ", "7", "\r\n", "\n", "ann", " ", "two", "get k", "\0", "\r", "99", "x"};
        for (int i = 0; i < 5_000; i++) {
            try (TextDesk stranger = i % 50 == 0 ? guarded(ServerConfig.builder()) : null) {
                final TextDesk asked = stranger == null ? desk : stranger;
                final String answer = asked.ask(pieces[random.nextInt(pieces.length)]);
                assertTrue(answer.isEmpty() || answer.startsWith("CLIENT_ERROR "), answer);
            }
        }
    }
}
