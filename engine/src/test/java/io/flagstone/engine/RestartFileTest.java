/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.memory.StateStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartFileTest {
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of("limit", "5", "factor", "1.25"));

    @TempDir
    private Path folder;
    private Path meta;
    private RestartFile file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        meta = folder.resolve("memory.meta");
        file = new RestartFile(folder.resolve("memory"));
        final StateStream state = StateStream.saving();
        state.next(17);
        state.next(-5_000_000_000L);
        file.write(SETTINGS, state);
        whole = Files.readAllBytes(meta);
    }

    @Test
    void shouldGiveBackWhatWasWrittenOnce() {
        final RestartFile.Content content = file.take(SETTINGS);

        assertNull(content.refusal());
        assertTrue(content.state().isLoading());
        assertEquals(17, content.state().next(0));
        assertEquals(-5_000_000_000L, content.state().next(0L));
        assertFalse(Files.exists(meta));
        assertEquals("there must be a file of a clean stop: file=" + meta, file.take(SETTINGS).refusal());
    }

    @Test
    void shouldLeaveNothingUnfinished() throws IOException {
        final Path unfinished = folder.resolve("memory.meta.new");
        assertFalse(Files.exists(unfinished));
        Files.write(unfinished, new byte[10]);
        assertNull(file.take(SETTINGS).refusal());
        assertFalse(Files.exists(unfinished));
    }

    @Test
    void shouldRefuseFileThatWasCutAnywhere() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            Files.write(meta, Arrays.copyOf(whole, length));
            final RestartFile.Content content = file.take(SETTINGS);
            assertNotNull(content.refusal(), "length=" + length);
            assertNull(content.state());
            assertFalse(Files.exists(meta));
        }
    }

    @Test
    void shouldRefuseFileWithAnyBitFlipped() throws IOException {
        for (int bit = 0; bit < whole.length * 8; bit++) {
            final byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(meta, flipped);
            assertNotNull(file.take(SETTINGS).refusal(), "bit=" + bit);
        }
    }

    @Test
    void shouldBeWrittenAndReadInAThreadThatWasInterrupted() {
        Thread.currentThread().interrupt();
        try {
            file.write(SETTINGS, StateStream.saving());
            assertNull(file.take(SETTINGS).refusal());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void shouldRefuseAnotherVersion() throws IOException {
        final ByteBuffer other = ByteBuffer.wrap(whole.clone()).putInt(8, 9);
        final CRC32C crc = new CRC32C();
        crc.update(other.array(), 0, whole.length - 4);
        Files.write(meta, other.putInt(whole.length - 4, (int) crc.getValue()).array());

        assertEquals("the file must be of the same format: file=" + meta + " version=3 stored=9",
            file.take(SETTINGS).refusal());
    }

    @Test
    void shouldRefuseOtherSettingsAndSettingsThatItDoesNotKnow() {
        assertEquals("the memory file must be of a cache with the same factor: factor=1.5 stored=1.25",
            file.take(Map.of("factor", "1.5")).refusal());
        file.write(SETTINGS, StateStream.saving());
        assertEquals("the memory file must be of a cache with the same page: page=4 stored=null",
            file.take(Map.of("page", "4")).refusal());
    }
}
