/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.FOREVER;
import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.key;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.time.RelativeClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.agrona.collections.MutableLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WarmRestartTest {
    @TempDir
    private Path folder;
    private Path file;
    private ByteCache cache;
    private long millis = 1_000_000;
    private long wallMillis = 1_700_000_000_000L;

    @BeforeEach
    void open() {
        file = folder.resolve("cache");
        cache = builder().build();
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private ByteCacheBuilder builder() {
        return ByteCache.builder().memoryLimit(32 << 20).clock(() -> millis).wallClock(() -> wallMillis)
            .callerMaintains().memoryFile(file);
    }

    private void pass(final long time) {
        millis += time;
        wallMillis += time;
    }

    private static void maintain(final ByteCache cache) {
        try {
            cache.maintenance().doWork();
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes the cache and makes another one, that long later. */
    private void restart(final long stopMillis) {
        restart(stopMillis, builder -> builder);
    }

    private void restart(final long stopMillis, final UnaryOperator<ByteCacheBuilder> settings) {
        cache.close();
        wallMillis += stopMillis;
        millis = stopMillis * 3 % 1_000_000_000;
        cache = settings.apply(builder()).build();
        if (cache.restart().isRestored()) {
            new InvariantWalker(cache).walk();
        }
    }

    /** All that a cache tells of its items. */
    private static Map<String, String> content(final ByteCache of) {
        final Map<String, String> content = new TreeMap<>();
        of.forEach(item -> content.put(new String(item.key(), StandardCharsets.ISO_8859_1),
            item + " length=" + item.itemLength() + " fetched=" + item.isFetched() + " idle=" + item.idleSeconds()));
        return content;
    }

    /** Stores, asks, deletes and counts, in an order that the seed decides. */
    private void work(final ByteCache on, final long seed, final int operations) {
        final Random random = new Random(seed);
        final MutableLong number = new MutableLong();
        for (int i = 0; i < operations; i++) {
            final byte[] key = key(Math.min(random.nextInt(4_000), random.nextInt(4_000)));
            final int length = random.nextInt(10) == 0 ? random.nextInt(60_000) : random.nextInt(3_000);
            final Duration time = random.nextInt(3) == 0 ? Duration.ofSeconds(1 + random.nextInt(5_000)) : FOREVER;
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> on.set(key, pattern(length, i), random.nextInt(3), time);
                case 3 -> on.delete(key);
                case 4 -> on.touch(key, time);
                case 5 -> on.increment(key, 1, number);
                default -> on.get(key);
            }
            if (i % 500 == 0) {
                maintain(on);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveEverythingAgain(final EvictionPolicy policy) {
        restart(0, builder -> builder.evictionPolicy(policy));
        cache.set(bytes("flags"), pattern(300, 1), 0xCAFEBABE, Duration.ofSeconds(100));
        cache.set(bytes("large"), pattern(300_000, 2), 7, Duration.ofDays(30));
        cache.set(bytes("empty"), new byte[0]);
        work(cache, 5, 10_000);
        cache.set(bytes("number"), bytes("41"));
        final CacheStats stats = cache.stats();
        final Map<String, String> content = content(cache);
        final CacheItem large = cache.gets(bytes("large"));

        restart(0, builder -> builder.evictionPolicy(policy));

        assertEquals(new Restart(true, stats.items(), null), cache.restart());
        assertEquals(content.keySet(), content(cache).keySet());
        final CacheStats after = cache.stats();
        assertEquals(stats.slabClasses(), after.slabClasses());
        assertEquals(stats.hits() + (large == null ? 0 : 1), after.hits());
        assertEquals(stats.misses() + (large == null ? 1 : 0), after.misses());
        assertEquals(stats.memoryUsed(), after.memoryUsed());
        assertEquals(stats.indexBytes(), after.indexBytes());
        assertEquals(stats.indexBuckets(), after.indexBuckets());
        assertEquals(stats.evictions(), after.evictions());
        assertEquals(stats.totalItems(), after.totalItems());
        assertEquals(stats.pagesMoved(), after.pagesMoved());
        final MutableLong number = new MutableLong();
        assertEquals(DeltaResult.OK, cache.increment(bytes("number"), 1, number));
        assertEquals(42, number.value);
    }

    @Test
    void shouldHaveEveryByteFlagCasUniqueAndTimeAgain() {
        for (int i = 0; i < 500; i++) {
            final Duration time = i % 3 == 0 ? FOREVER : Duration.ofSeconds(60 + i);
            assertEquals(StoreResult.STORED, cache.set(key(i), pattern(i * 37, i), i % 5, time));
        }
        final CacheItem[] items = new CacheItem[500];
        for (int i = 0; i < items.length; i++) {
            items[i] = cache.gets(key(i));
        }
        final Map<String, String> content = content(cache);

        restart(0);

        assertEquals(content, content(cache));
        for (int i = 0; i < items.length; i++) {
            final CacheItem item = cache.gets(key(i));
            assertArrayEquals(items[i].value(), item.value(), "item " + i);
            assertEquals(items[i].flags(), item.flags());
            assertEquals(items[i].casUnique(), item.casUnique());
            assertEquals(StoreResult.STORED, cache.cas(key(i), bytes("new"), 0, FOREVER, item.casUnique()));
            assertTrue(cache.gets(key(i)).casUnique() > item.casUnique());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEvictAfterwardsWhatItWouldHaveEvictedWithoutAStop(final EvictionPolicy policy) {
        final UnaryOperator<ByteCacheBuilder> settings = builder -> builder.evictionPolicy(policy).hashSeed(77)
            .memoryLimit(4 << 20).automaticBalance(false);
        restart(0, settings);
        try (ByteCache twin = settings.apply(builder()).memoryFile(folder.resolve("twin")).build()) {
            for (int round = 0; round < 3; round++) {
                work(cache, round, 5_000);
                work(twin, round, 5_000);
                cache.close();
                cache = settings.apply(builder()).build();
                assertTrue(cache.restart().isRestored(), cache.restart()::toString);
                assertAlike(content(twin), content(cache), policy == EvictionPolicy.S3_FIFO ? 98 : 100, round);
            }
            assertTrue(cache.stats().evictions() > 1_000, () -> "evictions=" + cache.stats().evictions());
            if (policy != EvictionPolicy.S3_FIFO) {
                assertEquals(twin.stats(), cache.stats());
            }
        }
    }

    /** Ghosts take pages while the cache is full: after a restart, some evictions earlier or later. */
    private static void assertAlike(final Map<String, String> expected, final Map<String, String> content,
            final int percent, final int round) {
        final long same = expected.entrySet().stream()
            .filter(item -> item.getValue().equals(content.get(item.getKey()))).count();
        assertTrue(same * 100 >= (long) expected.size() * percent && same * 100 >= (long) content.size() * percent,
            () -> "round " + round + ": " + same + " of " + expected.size() + " and " + content.size());
    }

    @ParameterizedTest
    @CsvSource({"0,100", "1000,99", "40000,60", "99000,1", "-5000,100", "-100000000,100"})
    void shouldCountTheStopAsTimeThatPassed(final long stop, final int left) {
        cache.set(bytes("ever"), bytes("1"));
        cache.set(bytes("key"), bytes("1"), Duration.ofSeconds(100));
        restart(stop);

        cache.forEach(item -> assertEquals(item.deadline() == 0 ? FOREVER : Duration.ofSeconds(left),
            item.timeToLive()));
        pass(left * 1_000L - 100);
        assertNotNull(cache.get(bytes("key")));
        pass(100);
        assertNull(cache.get(bytes("key")));
        pass(900);
        maintain(cache);
        assertEquals(1, cache.stats().items());
        assertNotNull(cache.get(bytes("ever")));
    }

    @ParameterizedTest
    @CsvSource({"1000", "60000", "100000000", "2592000000"})
    void shouldHaveNothingThatExpiredDuringTheStop(final long stop) {
        for (int i = 0; i < 1_000; i++) {
            cache.set(key(i), pattern(i * 10, i), Duration.ofMillis(100 + i % 10 * 100));
        }
        cache.set(bytes("ever"), bytes("1"));
        restart(stop);

        assertEquals(1_001, cache.restart().items());
        assertNull(cache.get(key(1)));
        pass(1_000);
        maintain(cache);
        assertEquals(1, cache.stats().items());
        assertEquals(1_000, cache.stats().reclaimed());
        new InvariantWalker(cache).walk();
    }

    @Test
    void shouldStartEmptyWhenTheClockHasRunForTooLong() {
        cache.set(bytes("key"), bytes("1"));
        restart(Duration.ofDays(1_300).toMillis());

        assertEquals("the memory file must be younger than three years: file=" + file, cache.restart().reason());
        assertNull(cache.get(bytes("key")));
    }

    @Test
    void shouldRestartAsOftenAsItLikes() {
        for (int i = 0; i < 10; i++) {
            cache.set(key(i), pattern(10_000, i));
            restart(100);
            assertEquals(new Restart(true, i + 1, null), cache.restart());
        }
        restart(0);
        for (int i = 0; i < 10; i++) {
            assertArrayEquals(pattern(10_000, i), cache.get(key(i)));
        }
    }

    @Test
    void shouldKeepFlushesThatWereDoneAndThatAreDue() {
        cache.set(bytes("flushed"), bytes("1"));
        cache.flush();
        cache.set(bytes("later"), bytes("1"));
        cache.flushAt(cache.clock().now() + 50);
        restart(3_000);

        assertNull(cache.get(bytes("flushed")));
        assertNotNull(cache.get(bytes("later")));
        pass(2_000);
        maintain(cache);
        assertNull(cache.get(bytes("later")));
    }

    @Test
    void shouldFreeWhatWasPinnedOrBeingFilled() {
        cache.set(bytes("gone"), pattern(100_000, 1));
        cache.set(bytes("there"), pattern(100_000, 2));
        final ValueView gone = cache.view(bytes("gone"));
        final ValueView there = cache.view(bytes("there"));
        cache.delete(bytes("gone"));
        final ItemWriter writer = cache.buffers().newWriter();
        final ByteBuffer key = ByteBuffer.wrap(bytes("half"));
        assertEquals(StoreResult.STORED, writer.begin(key, 0, 4, 200_000, 0, 0));
        writer.write(key, 0, 4);
        cache.buffers().newWriter().begin(key, 0, 4, 10, 3, 0);

        restart(0);
        gone.close();
        there.close();
        writer.abort();

        assertArrayEquals(pattern(100_000, 2), cache.get(bytes("there")));
        assertNull(cache.get(bytes("half")));
        assertEquals(1, cache.stats().items());
        cache.delete(bytes("there"));
        assertEquals(0, cache.stats().slabClasses().stream().mapToInt(SlabClassStats::usedChunks).sum());
        new InvariantWalker(cache).walk();
    }

    @Test
    void shouldStartEmptyAfterACrash() throws Exception {
        cache.set(bytes("key"), bytes("1"));
        final Path crashed = folder.resolve("crashed");
        Files.copy(file, crashed);
        file = crashed;
        restart(0);

        assertEquals("there must be a file of a clean stop: file=" + crashed + ".meta", cache.restart().reason());
        assertFalse(cache.restart().isRestored());
        assertNull(cache.get(bytes("key")));
        assertEquals(0, cache.stats().items());
    }

    @Test
    void shouldTellThatThereIsNoFile() {
        try (ByteCache other = ByteCache.builder().build()) {
            assertEquals(new Restart(false, 0, "there must be a memory file"), other.restart());
        }
    }

    @ParameterizedTest
    @CsvSource({"16", "0", "100000"})
    void shouldStartEmptyWhenTheMemoryIsNotWhole(final long length) throws Exception {
        cache.set(bytes("key"), bytes("1"));
        cache.close();
        final long whole = Files.size(file);
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        cache = builder().build();

        assertEquals("the memory file must have its whole length: file=" + file + " length=" + length + " expected="
            + whole, cache.restart().reason());
        assertNull(cache.get(bytes("key")));
        assertEquals(StoreResult.STORED, cache.set(bytes("key"), pattern(100_000, 1)));
    }

    @Test
    void shouldKeepItsStripesOnAMachineWithOtherProcessors() throws Exception {
        final int stripes = cache.core.stripeCount();
        cache.close();
        final WarmRestart elsewhere = WarmRestart.from(file, () -> wallMillis);
        final WarmRestart.Start start = elsewhere.start(Map.of(), Files.size(file),
            new WarmRestart.Start(null, new RelativeClock(() -> 0, false), 1, stripes * 2));
        elsewhere.abandon();

        assertEquals(stripes, start.stripes());
    }

    @Test
    void shouldRestoreByItselfWhenNobodySaysOtherwise() {
        file = folder.resolve("own");
        try (ByteCache own = ByteCache.builder().memoryLimit(1 << 20).memoryFile(file).build()) {
            own.set(bytes("key"), bytes("1"), Duration.ofHours(1));
        }
        try (ByteCache own = ByteCache.builder().memoryLimit(1 << 20).memoryFile(file).build()) {
            assertEquals(new Restart(true, 1, null), own.restart());
            assertArrayEquals(bytes("1"), own.get(bytes("key")));
        }
    }
}
