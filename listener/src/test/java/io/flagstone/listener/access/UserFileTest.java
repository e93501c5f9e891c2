/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserFileTest {
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("users");
    }

    private UserFile written(final String content, final UserFormat format) throws IOException {
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
        return new UserFile(file, format);
    }

    private static boolean knows(final UserFile users, final String user, final String password) {
        final ByteBuffer in = ByteBuffer.wrap((user + password).getBytes(StandardCharsets.ISO_8859_1));
        return users.believes(in, 0, user.length(), user.length(), password.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann:one\nbob:two\n", "ann:one\nbob:two", "ann:one\r\nbob:two\r\n", "ann:one\nbob:two\r"})
    void shouldKnowEveryUserWhateverEndsTheLines(final String content) throws IOException {
        final UserFile users = written(content, UserFormat.ASCII);
        assertTrue(knows(users, "ann", "one"));
        assertTrue(knows(users, "bob", "two"));
        assertFalse(knows(users, "ann", "two"));
    }

    @ParameterizedTest
    @CsvSource({"ann,on", "ann,onet", "an,none", "annone,''", "'',annone", "anno,ne", "Ann,one", "ann,''", "'',''"})
    void shouldNotKnowWhoIsOnlySimilar(final String user, final String password) throws IOException {
        assertFalse(knows(written("ann:one\n", UserFormat.ASCII), user, password));
    }

    @Test
    void shouldTellUsersApartOfWhomOneNameBeginsTheOther() throws IOException {
        final UserFile users = written("ann:one\nanna:two\na:three\n", UserFormat.ASCII);
        assertTrue(knows(users, "ann", "one"));
        assertTrue(knows(users, "anna", "two"));
        assertTrue(knows(users, "a", "three"));
        assertFalse(knows(users, "anna", "one"));
        assertFalse(knows(users, "ann", "atwo"));
    }

    @Test
    void shouldTakeThePasswordToTheEndOfTheLineForAscii() throws IOException {
        final UserFile users = written("ann:one:two:\nann:other\n", UserFormat.ASCII);
        assertTrue(knows(users, "ann", "one:two:"));
        assertTrue(knows(users, "ann", "other"));
        assertFalse(knows(users, "ann", "one"));
    }

    @Test
    void shouldTakeThePasswordToTheNextColonForSasl() throws IOException {
        final UserFile users = written("ann:one:::::\nbob:two\n", UserFormat.SASL);
        assertTrue(knows(users, "ann", "one"));
        assertTrue(knows(users, "bob", "two"));
        assertFalse(knows(users, "ann", "one:"));
    }

    @Test
    void shouldTakeEightUsersOfTheLongestLines() throws IOException {
        final String password = "p".repeat(254);
        final StringBuilder content = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            content.append(i).append(':').append(password).append("\r\n");
        }
        final UserFile users = written(content.toString(), UserFormat.ASCII);
        assertTrue(knows(users, "0", password));
        assertTrue(knows(users, "7", password));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                  | must have a line user:password | 1",
        "a:b;secret;c:d                      | must have user:password in every line | 2",
        "a:b;;c:d                            | must have user:password in every line | 2",
        "a:b;:secret                         | must have user:password in every line | 2",
        "a:b;secret:                         | must have user:password in every line | 2",
        "a:sec\0ret                          | must have user:password in every line | 1",
        "a:1;b:2;c:3;d:4;e:5;f:6;g:7;h:8;i:9 | must have at most 8 lines | 9",
    })
    void shouldRefuseAFileThatBreaksARuleWithoutQuotingIt(final String lines, final String rule, final int line) {
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
            () -> written(lines.replace(';', '\n'), UserFormat.ASCII));
        assertTrue(refused.getMessage().startsWith("authFile " + rule), refused.getMessage());
        assertTrue(refused.getMessage().endsWith(": authFile=" + file + " line=" + line), refused.getMessage());
        assertFalse(refused.getMessage().contains("sec"), refused.getMessage());
    }

    @Test
    void shouldRefuseALineThatIsTooLong() {
        assertEquals("authFile must have lines of at most 256 bytes: authFile=" + file + " line=1",
            assertThrows(IllegalArgumentException.class,
                () -> written("a:" + "b".repeat(255) + "\n", UserFormat.ASCII)).getMessage());
    }

    @Test
    void shouldRefuseAFileWithoutEnd() throws IOException {
        Files.write(file, new byte[10_000_000]);
        assertThrows(IllegalArgumentException.class, () -> new UserFile(file, UserFormat.ASCII));
        Files.writeString(file, "a:b\n".repeat(100_000));
        assertThrows(IllegalArgumentException.class, () -> new UserFile(file, UserFormat.ASCII));
    }

    @Test
    void shouldRefuseAUserThatIsNamedTwiceForSasl() {
        assertEquals("saslFile must name every user once: saslFile=" + file + " line=3",
            assertThrows(IllegalArgumentException.class,
                () -> written("a:b\nc:d\na:e\n", UserFormat.SASL)).getMessage());
    }

    @Test
    void shouldSayWhatCannotBeRead() {
        assertEquals("authFile must be a file that can be read (No such file or directory): authFile=" + file,
            assertThrows(IllegalArgumentException.class, () -> new UserFile(file, UserFormat.ASCII)).getMessage());
        assertEquals("authFile must be a file that can be read (Is a directory): authFile=" + folder,
            assertThrows(IllegalArgumentException.class, () -> new UserFile(folder, UserFormat.ASCII)).getMessage());
    }

    @Test
    void shouldKnowTheUsersOfTheNewFileAfterReloading() throws IOException {
        final UserFile users = written("ann:one\n", UserFormat.ASCII);
        Files.writeString(file, "bob:two\n");
        assertTrue(knows(users, "ann", "one"));
        assertNull(users.reload());
        assertEquals(1, users.count());
        assertFalse(knows(users, "ann", "one"));
        assertTrue(knows(users, "bob", "two"));
    }

    @Test
    void shouldKeepTheUsersWhenTheNewFileIsBad() throws IOException {
        final UserFile users = written("ann:one\n", UserFormat.ASCII);
        Files.writeString(file, "bob:two\nsecret\n");
        assertEquals("authFile must have user:password in every line, without a zero byte: authFile=" + file
            + " line=2", users.reload());
        assertTrue(knows(users, "ann", "one"));
        assertFalse(knows(users, "bob", "two"));
        Files.delete(file);
        assertEquals("authFile must be a file that can be read (No such file or directory): authFile=" + file,
            users.reload());
        assertTrue(knows(users, "ann", "one"));
    }
}
