/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restart files that are not those of the memory file beside them, by accident or by somebody's hand. */
class HostileRestartTest {
    private static final int[] WORDS = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20};

    @TempDir
    private Path folder;

    private ByteCacheBuilder builder(final String name) {
        return ByteCache.builder().memoryLimit(1 << 20).callerMaintains().memoryFile(folder.resolve(name));
    }

    private void leave(final String name, final int items) {
        try (ByteCache cache = builder(name).build()) {
            for (int i = 0; i < items; i++) {
                assertEquals(StoreResult.STORED, cache.set(key(i), pattern(i * 7, i)));
            }
        }
    }

    private void writeWithChecksum(final byte[] meta) throws IOException {
        final CRC32C crc = new CRC32C();
        crc.update(meta, 0, meta.length - Integer.BYTES);
        Files.write(folder.resolve("cache.meta"),
            ByteBuffer.wrap(meta).putInt(meta.length - Integer.BYTES, (int) crc.getValue()).array());
    }

    private void assertStarts(final byte[] meta, final byte[] memory, final String what) throws IOException {
        Files.write(folder.resolve("cache"), memory);
        writeWithChecksum(meta);
        final ByteCache cache = builder("cache").build();
        try {
            if (cache.restart().isRestored()) {
                return;
            }
            assertNotNull(cache.restart().reason(), what);
            assertEquals(0, cache.stats().items(), what);
            assertEquals(StoreResult.STORED, cache.set(bytes("key"), pattern(1_000, 1)), what);
            new InvariantWalker(cache).walk();
        } finally {
            cache.core.release();
        }
    }

    @Test
    void shouldStartWhateverWordsTheRestartFileHolds() throws IOException {
        leave("cache", 200);
        final byte[] meta = Files.readAllBytes(folder.resolve("cache.meta"));
        final byte[] memory = Files.readAllBytes(folder.resolve("cache"));
        final SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 150; i++) {
            final byte[] changed = meta.clone();
            final int at = i < 75 ? Long.BYTES + i * 4 : random.nextInt(meta.length / 4 - 1) * 4;
            final int word = i % 3 == 0 ? random.nextInt() : WORDS[random.nextInt(WORDS.length)];
            ByteBuffer.wrap(changed).putInt(at, word);
            assertStarts(changed, memory, "at=" + at + " word=" + word);
        }
    }

    @Test
    void shouldStartWhateverBytesTheRestartFileHolds() throws IOException {
        leave("cache", 200);
        final byte[] meta = Files.readAllBytes(folder.resolve("cache.meta"));
        final byte[] memory = Files.readAllBytes(folder.resolve("cache"));
        final SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 100; i++) {
            final byte[] changed = meta.clone();
            changed[random.nextInt(i < 50 ? 1_000 : meta.length - 4)] = (byte) random.nextInt();
            assertStarts(changed, memory, "round " + i);
        }
    }

    @Test
    void shouldRefuseTheRestartFileOfAnEarlierStop() throws IOException {
        leave("cache", 10);
        final Path meta = folder.resolve("cache.meta");
        final Path kept = Files.copy(meta, folder.resolve("kept"));
        leave("cache", 20);
        Files.copy(kept, meta, StandardCopyOption.REPLACE_EXISTING);
        try (ByteCache cache = builder("cache").build()) {
            assertTrue(cache.restart().reason().startsWith("the memory file must be as the clean stop left it: file="
                + folder.resolve("cache") + " stamp="), cache.restart().reason());
            assertNull(cache.get(key(1)));
        }
    }

    @Test
    void shouldRefuseTheRestartFileAfterACrash() throws IOException {
        leave("cache", 10);
        final Path kept = Files.copy(folder.resolve("cache.meta"), folder.resolve("kept"));
        try (ByteCache cache = builder("cache").build()) {
            assertTrue(cache.restart().isRestored());
            Files.copy(folder.resolve("cache"), folder.resolve("crashed"));
        }
        Files.copy(kept, folder.resolve("crashed.meta"));
        try (ByteCache cache = builder("crashed").build()) {
            assertTrue(cache.restart().reason().contains(" stamp=0 stored="), cache.restart().reason());
        }
    }

    @Test
    void shouldFindItsRestartFileThroughALink() throws IOException {
        leave("cache", 10);
        final Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(elsewhere.resolve("link"), folder.resolve("cache"));
        leaveThrough(elsewhere.resolve("link"));
        assertFalse(Files.exists(elsewhere.resolve("link.meta")));
        assertTrue(Files.exists(folder.resolve("cache.meta")));
    }

    private void leaveThrough(final Path link) {
        try (ByteCache cache = builder("cache").memoryFile(link).build()) {
            assertEquals(new Restart(true, 10, null), cache.restart());
            assertArrayEquals(pattern(7, 1), cache.get(key(1)));
        }
    }

    @Test
    void shouldGrowAndSaveInAThreadThatWasInterrupted() {
        try (ByteCache cache = builder("cache").build()) {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 1_000; i++) {
                assertEquals(StoreResult.STORED, cache.set(key(i), pattern(700, i)));
            }
            cache.set(bytes("last"), pattern(100, 1));
        } finally {
            assertTrue(Thread.interrupted());
        }
        try (ByteCache cache = builder("cache").build()) {
            assertTrue(cache.restart().isRestored(), cache.restart()::toString);
            assertArrayEquals(pattern(100, 1), cache.get(bytes("last")));
        }
    }

    @Test
    void shouldHaveAFileAsLongAsTheBuilderSays() throws IOException {
        leave("cache", 1);
        assertEquals((1 << 20) + (1 << 10) + (2 << 20) + 4096, Files.size(folder.resolve("cache")));
    }
}
