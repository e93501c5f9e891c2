/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory files that are of no use to a cache, or that it cannot have. */
class MemoryFileSettingsTest {
    private static final byte[] KEY = bytes("key");

    @TempDir
    private Path folder;

    private ByteCacheBuilder builder() {
        return ByteCache.builder().memoryLimit(4 << 20).growthFactor(1.2).maximumItemSize(500_000)
            .callerMaintains().memoryFile(folder.resolve("cache"));
    }

    private void leaveOneItem() {
        try (ByteCache cache = builder().build()) {
            assertEquals(StoreResult.STORED, cache.set(KEY, pattern(100_000, 1)));
        }
    }

    static Stream<Arguments> settings() {
        return Stream.of(
            setting("memoryLimit: memoryLimit=8388608 stored=4194304", b -> b.memoryLimit(8 << 20)),
            setting("growthFactor: growthFactor=1.25 stored=1.2", b -> b.growthFactor(1.25)),
            setting("minimumChunk: minimumChunk=100 stored=48", b -> b.minimumChunk(100)),
            setting("maximumItemSize: maximumItemSize=400000 stored=500000", b -> b.maximumItemSize(400_000)),
            setting("evictionPolicy: evictionPolicy=lru stored=s3-fifo", b -> b.evictionPolicy(EvictionPolicy.LRU)));
    }

    private static Arguments setting(final String refusal, final UnaryOperator<ByteCacheBuilder> setting) {
        return Arguments.of(refusal, setting);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void shouldStartEmptyWhenTheFileIsOfAnotherCache(final String refusal,
            final UnaryOperator<ByteCacheBuilder> setting) {
        leaveOneItem();
        try (ByteCache cache = setting.apply(builder()).build()) {
            assertEquals("the memory file must be of a cache with the same " + refusal, cache.restart().reason());
            assertFalse(cache.restart().isRestored());
            assertNull(cache.get(KEY));
            assertEquals(0, cache.stats().items());
            assertEquals(StoreResult.STORED, cache.set(KEY, pattern(100_000, 2)));
            new InvariantWalker(cache).walk();
        }
        try (ByteCache cache = setting.apply(builder()).build()) {
            assertTrue(cache.restart().isRestored());
            assertArrayEquals(pattern(100_000, 2), cache.get(KEY));
        }
    }

    @Test
    void shouldGoOnWithAnotherSeedAndClockThatAreNotAsked() {
        leaveOneItem();
        try (ByteCache cache = builder().hashSeed(99).evictions(false).build()) {
            assertTrue(cache.restart().isRestored());
            assertArrayEquals(pattern(100_000, 1), cache.get(KEY));
        }
    }

    @Test
    void shouldStartEmptyWhateverIsWrongWithTheRestartFile() throws Exception {
        leaveOneItem();
        final Path meta = folder.resolve("cache.meta");
        final byte[] whole = Files.readAllBytes(meta);
        final Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            final byte[] wrong = whole.clone();
            final int at = i < 20 ? i : random.nextInt(whole.length);
            wrong[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(meta, wrong);
            try (ByteCache cache = builder().build()) {
                final String reason = cache.restart().reason();
                assertTrue(reason.startsWith(at < 8 ? "the file must be one of a clean stop: file=" + meta
                    : "the file must be whole: file=" + meta), at + ": " + reason);
                assertNull(cache.get(KEY));
            }
        }
    }

    @Test
    void shouldNotShareItsFile() {
        final Path file = folder.resolve("cache");
        try (ByteCache cache = builder().build()) {
            assertFalse(Files.exists(folder.resolve("cache.meta")));
            final Exception e = assertThrows(IllegalArgumentException.class, () -> builder().build());
            assertEquals("memoryFile must not be in use by another cache: memoryFile=" + file, e.getMessage());
            cache.set(KEY, KEY);
            assertArrayEquals(KEY, cache.get(KEY));
        }
        assertTrue(Files.exists(folder.resolve("cache.meta")));
    }

    @Test
    void shouldNotShareItsFileWithBuffersThatAreLent() {
        final ByteCache cache = builder().build();
        cache.set(KEY, pattern(100_000, 1));
        final ValueView view = cache.view(KEY);
        final ByteBuffer[] lent = view.buffers();
        cache.delete(KEY);
        cache.close();

        assertThrows(IllegalArgumentException.class, () -> builder().build());
        assertEquals(pattern(100_000, 1)[0], lent[0].get(0));
        assertEquals(pattern(100_000, 1)[99_999], lent[lent.length - 1].get(lent[lent.length - 1].limit() - 1));
        view.close();

        try (ByteCache next = builder().build()) {
            assertEquals(new Restart(true, 0, null), next.restart());
        }
    }

    @Test
    void shouldRefuseWhatIsNoFile() throws Exception {
        final Path none = folder.resolve("absent").resolve("cache");
        Exception e = assertThrows(IllegalArgumentException.class, () -> builder().memoryFile(none).build());
        assertEquals("memoryFile must lie in a directory that exists: memoryFile=" + none, e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> builder().memoryFile(folder).build());
        assertEquals("memoryFile must be a regular file: memoryFile=" + folder, e.getMessage());
        e = assertThrows(NullPointerException.class, () -> builder().memoryFile(null));
        assertEquals("memoryFile must not be null", e.getMessage());
        final Path meta = Files.createDirectory(folder.resolve("other.meta"));
        e = assertThrows(UncheckedIOException.class, () -> builder().memoryFile(folder.resolve("other")).build());
        assertEquals("the file of a clean stop must be readable: file=" + meta, e.getMessage());
        Files.delete(meta);
        builder().memoryFile(folder.resolve("other")).build().close();
    }

    @Test
    void shouldTellThatNothingCouldBeLeftAndCloseNevertheless() throws Exception {
        final ByteCache cache = builder().build();
        cache.set(KEY, KEY);
        final Path obstacle = Files.createDirectory(folder.resolve("cache.meta.new"));

        final Exception e = assertThrows(UncheckedIOException.class, cache::close);

        assertEquals("the file of a clean stop must be writable: file=" + folder.resolve("cache.meta"),
            e.getMessage());
        assertThrows(IllegalStateException.class, () -> cache.get(KEY));
        cache.close();
        Files.delete(obstacle);
        try (ByteCache next = builder().build()) {
            assertFalse(next.restart().isRestored());
        }
    }
}
