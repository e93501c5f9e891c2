/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldHoldWhatAnArenaWroteInIt() {
        final Path path = folder.resolve("memory");
        final StateStream saved = StateStream.saving();
        final long far;
        final MemoryFile fresh = MemoryFile.open(path);
        try (Arena arena = new Arena(200 << 20, 200 << 20, 1 << 20, fresh)) {
            fresh.clear(arena.fileBytes());
            int page = 0;
            for (int i = 0; i < 150; i++) {
                page = arena.takePage();
                Memory.putLong(arena.address(arena.pageReference(page)), page * 31L);
            }
            arena.returnPage(7);
            far = arena.pass(saved, arena.address(arena.pageReference(page)) + 800);
            arena.pass(saved);
            assertEquals(far, arena.address(arena.pageReference(page)) + 800);
        }
        final StateStream loading = StateStream.loading(saved.content());
        try (Arena arena = new Arena(200 << 20, 200 << 20, 1 << 20, MemoryFile.open(path))) {
            final int reference = loading.next(0);
            arena.pass(loading);
            for (int page = 1; page <= 150; page++) {
                assertEquals(page * 31L, Memory.getLong(arena.address(arena.pageReference(page))));
            }
            assertEquals(arena.address(arena.pageReference(150)) + 800, arena.address(reference));
            assertEquals(149, arena.takenPages());
            assertEquals(1, arena.pooledPages());
            assertEquals(7, arena.takePage());
            assertEquals(151, arena.takePage());
        }
    }

    @Test
    void shouldRefuseADiskWithoutRoom() {
        final Path path = folder.resolve("memory");
        try (MemoryFile file = MemoryFile.open(path)) {
            final Exception e = assertThrows(IllegalArgumentException.class, () -> file.clear(1L << 60));
            assertTrue(e.getMessage().matches("memoryFile must lie on a disk with room for it: memoryFile="
                + path + " bytes=1152921504606846976 usable=\\d+"), e.getMessage());
            file.clear(1 << 20);
            assertEquals(1 << 20, file.length());
        }
    }

    @Test
    void shouldBelongToOneWhateverItIsCalled() throws Exception {
        final Path path = folder.resolve("memory");
        final Path link = Files.createSymbolicLink(folder.resolve("link"), path);
        final Path detour = Files.createDirectory(folder.resolve("sub")).resolve("..").resolve("memory");
        for (int i = 0; i < 2; i++) {
            try (MemoryFile file = MemoryFile.open(path)) {
                assertEquals(path, file.path());
                for (final Path other : new Path[] {path, link, detour}) {
                    final Exception e = assertThrows(IllegalArgumentException.class, () -> MemoryFile.open(other));
                    assertEquals("memoryFile must not be in use by another cache: memoryFile=" + other,
                        e.getMessage());
                }
            }
        }
        MemoryFile.open(link).close();
    }

    @Test
    void shouldBelongToOneUnderASecondNameToo() throws Exception {
        final Path path = Files.createFile(folder.resolve("memory"));
        final Path hardLink = Files.createLink(folder.resolve("link"), path);
        try (MemoryFile file = MemoryFile.open(path)) {
            assertEquals(path.toRealPath(), file.realPath());
            final Exception e = assertThrows(IllegalArgumentException.class, () -> MemoryFile.open(hardLink));
            assertEquals("memoryFile must not be in use by another cache: memoryFile=" + hardLink, e.getMessage());
        }
        MemoryFile.open(hardLink).close();
    }

    @Test
    void shouldLeaveAloneWhatNoCacheHasWritten() throws Exception {
        final Path path = Files.writeString(folder.resolve("memory"), "a letter to my aunt");
        for (int i = 0; i < 2; i++) {
            final Exception e = assertThrows(IllegalArgumentException.class, () -> MemoryFile.open(path));
            assertEquals("memoryFile must be empty or written by a cache before, so that no other file is lost; name"
                + " another file, or delete this one: memoryFile=" + path + " length=19", e.getMessage());
        }
        assertEquals("a letter to my aunt", Files.readString(path));
        Files.write(path, new byte[0]);
        MemoryFile.open(path).close();
    }

    @Test
    void shouldWorkInAThreadThatWasInterrupted() {
        final Path path = folder.resolve("memory");
        Thread.currentThread().interrupt();
        try (MemoryFile file = MemoryFile.open(path)) {
            file.clear(1 << 20);
            file.map(0, 4096);
            file.stamp(77);
            assertEquals(77, file.stamp());
            assertEquals(1 << 20, file.length());
            assertThrows(IllegalArgumentException.class, () -> MemoryFile.open(path));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void shouldTellThatAFileCannotBeOpened() throws Exception {
        final Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        final Exception e = assertThrows(UncheckedIOException.class, () -> MemoryFile.open(loop));
        assertEquals("memoryFile must be a file that can be read and written: memoryFile=" + loop, e.getMessage());
    }

    @Test
    void shouldNameAnAddressOfTheArenaOnly() {
        try (Arena arena = new Arena(1 << 20, 1 << 10)) {
            arena.takePage();
            assertThrows(IllegalArgumentException.class, () -> arena.pass(StateStream.saving(), 4096));
        }
    }
}
