/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {

    private static final int STRANGER = 54_321;

    @TempDir
    private Path above;
    private Path directory;
    private int ownUid;
    private int ownGid;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(above.resolve("run"));
        ownUid = (Integer) Files.getAttribute(directory, "unix:uid");
        ownGid = (Integer) Files.getAttribute(directory, "unix:gid");
        Files.setAttribute(above, "unix:mode", 0755);
    }

    @Test
    void shouldFindRoot() throws ProcessException {
        assertEquals(new Account("root", 0, 0), Account.lookup("root"));
    }

    @Test
    void shouldNotFindAUserThatDoesNotExist() throws ProcessException {
        assertNull(Account.lookup("no-such-user-here"));
    }

    @ParameterizedTest
    @CsvSource({
        // mode of the directory, whether its owner, a member of its group and a stranger may remove root's file there
        "0700, true, false, false",
        "0755, true, false, false",
        "0770, true, true, false",
        "0777, true, true, true",
        "01777, true, false, false",
        "0555, false, false, false",
        "0666, false, false, false",
        "0707, true, false, true",
    })
    void shouldKnowWhoMayRemoveAFile(
        final String mode, final boolean owner, final boolean member, final boolean stranger) throws IOException {
        Files.setAttribute(directory, "unix:mode", Integer.parseInt(mode, 8));
        final Path file = directory.resolve("pid");
        assertEquals(owner, new Account("owner", ownUid, STRANGER).canRemoveRootsFile(file));
        assertEquals(member, new Account("member", STRANGER, ownGid).canRemoveRootsFile(file));
        assertEquals(stranger, new Account("stranger", STRANGER, STRANGER).canRemoveRootsFile(file));
    }

    @Test
    void shouldKnowThatTheWayToTheFileMayBeBarred() throws IOException {
        Files.setAttribute(directory, "unix:mode", 0777);
        final Account stranger = new Account("stranger", STRANGER, STRANGER);
        assertTrue(stranger.canRemoveRootsFile(directory.resolve("pid")));
        Files.setAttribute(above, "unix:mode", 0700);
        assertFalse(stranger.canRemoveRootsFile(directory.resolve("pid")));
    }

    @Test
    void shouldKnowThatAnybodyMayMakeAFileInASharedDirectory() throws IOException {
        final Account stranger = new Account("stranger", STRANGER, STRANGER);
        final Path file = directory.resolve("items");
        Files.setAttribute(directory, "unix:mode", 01777);
        assertTrue(stranger.canMake(file));
        assertFalse(stranger.canRemoveRootsFile(file));
        Files.setAttribute(directory, "unix:mode", 0755);
        assertFalse(stranger.canMake(file));
    }

    @Test
    void shouldExpectNothingOfADirectoryThatIsNotThere() {
        assertFalse(new Account("owner", ownUid, ownGid).canRemoveRootsFile(above.resolve("nowhere").resolve("pid")));
    }
}
