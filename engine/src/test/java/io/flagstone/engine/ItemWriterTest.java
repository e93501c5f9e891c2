/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static io.flagstone.engine.CacheBed.bytes;
import static io.flagstone.engine.CacheBed.pattern;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ItemWriterTest {
    private final CacheBed bed = new CacheBed();
    private final ByteCache cache = bed.cache;
    private final ItemWriter writer = cache.buffers().newWriter();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(300_000);

    @AfterEach
    void close() {
        writer.abort();
        bed.assertAllComesBack();
        bed.close();
    }

    private StoreResult begin(final String key, final int valueLength) {
        buffer.put(100, bytes(key));
        return writer.begin(buffer, 100, key.length(), valueLength, 0, 0);
    }

    private void write(final String value) {
        buffer.put(50, bytes(value));
        writer.write(buffer, 50, value.length());
    }

    private StoreResult store(final String key, final String value, final StoreMode mode, final long cas) {
        assertEquals(StoreResult.STORED, begin(key, value.length()));
        write(value);
        return writer.commit(mode, cas);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "10,3", "10,10", "2000,77", "32768,1000", "100000,32725", "200000,33000",
        "250000,250000"})
    void shouldStoreValueThatArrivesInPieces(final int length, final int piece) {
        buffer.put(0, pattern(length, 6));
        final ByteBuffer key = ByteBuffer.wrap(bytes("xxkey"));
        final int deadline = cache.clock().now() + 10;
        assertEquals(StoreResult.STORED, writer.begin(key, 2, 3, length, 44, deadline));
        key.put(2, bytes("???"));

        for (int done = 0; done < length; done += piece) {
            assertEquals(length - done, writer.left());
            writer.write(buffer, done, Math.min(piece, length - done));
        }
        assertEquals(0, writer.left());
        assertNull(bed.get("key"));
        assertEquals(StoreResult.STORED, writer.commit(StoreMode.SET, 0));

        assertArrayEquals(pattern(length, 6), cache.get(bytes("key")));
        assertEquals(44, bed.gets("key").flags());
        bed.pass(CacheBed.SECOND);
        assertNull(bed.get("key"));
    }

    @Test
    void shouldShowNothingBeforeCommitAndKeepTheOldValue() {
        bed.set("key", "old");
        begin("key", 8);
        write("brand-");
        bed.assertValue("key", "old");
        write("ne");
        bed.assertValue("key", "old");
        assertEquals(1, cache.stats().items());

        assertEquals(StoreResult.STORED, writer.commit(StoreMode.SET, 0));

        bed.assertValue("key", "brand-ne");
    }

    @ParameterizedTest
    @EnumSource
    void shouldCommitInEveryModeWhenAbsent(final StoreMode mode) {
        final StoreResult expected = switch (mode) {
            case SET, ADD -> StoreResult.STORED;
            case REPLACE, APPEND, PREPEND -> StoreResult.NOT_STORED;
            case CAS -> StoreResult.NOT_FOUND;
        };

        assertEquals(expected, store("key", "new", mode, 5));

        assertEquals(expected == StoreResult.STORED ? "new" : null, bed.get("key"));
        assertFalse(writer.isOpen());
    }

    @ParameterizedTest
    @CsvSource({"SET,STORED,new", "ADD,NOT_STORED,old", "REPLACE,STORED,new", "APPEND,STORED,oldnew",
        "PREPEND,STORED,newold", "CAS,EXISTS,old"})
    void shouldCommitInEveryModeWhenPresent(final StoreMode mode, final StoreResult result, final String value) {
        bed.set("key", "old");

        assertEquals(result, store("key", "new", mode, 1));

        bed.assertValue("key", value);
        assertEquals(1, bed.assertBooksBalance().items());
        assertEquals(1, bed.usedChunks());
    }

    @Test
    void shouldCommitWithCas() {
        bed.set("key", "old");
        assertEquals(StoreResult.STORED, store("key", "new", StoreMode.CAS, bed.gets("key").casUnique()));
        bed.assertValue("key", "new");
    }

    @Test
    void shouldGiveMemoryBackOnAbort() {
        writer.abort();
        begin("key", 200_000);
        writer.write(buffer, 0, 150_000);
        assertNotEquals(0, bed.usedChunks());
        assertNotEquals(0, writer.slabClass());
        assertTrue(writer.isOpen());

        writer.abort();

        bed.assertEmpty();
        assertFalse(writer.isOpen());
        assertEquals(0, writer.slabClass());
        assertEquals(0, writer.left());
        writer.abort();
        assertEquals(StoreResult.STORED, store("key", "value", StoreMode.SET, 0));
    }

    @Test
    void shouldRefuseMisuse() {
        assertThrows(IllegalStateException.class, () -> writer.commit(StoreMode.SET, 0));
        begin("key", 5);
        assertEquals("commit or abort what was begun: valueBytesLeft=5",
            assertThrows(IllegalStateException.class, () -> begin("other", 5)).getMessage());
        assertEquals("only a whole item can be committed: begun=true left=5",
            assertThrows(IllegalStateException.class, () -> writer.commit(StoreMode.SET, 0)).getMessage());
        write("abc");
        assertEquals("the value must not become longer than it was begun: length=3 left=2",
            assertThrows(IllegalArgumentException.class, () -> write("def")).getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> writer.write(buffer, -1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> writer.write(buffer, 0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> writer.write(buffer, buffer.capacity(), 1));
        write("de");
        assertEquals(StoreResult.STORED, writer.commit(StoreMode.SET, 0));
        assertThrows(IllegalStateException.class, () -> writer.commit(StoreMode.SET, 0));
        assertThrows(IllegalArgumentException.class, () -> write("x"));
        bed.assertValue("key", "abcde");
    }

    @Test
    void shouldRefuseToBeginWithBadKeyOrLength() {
        assertThrows(IllegalArgumentException.class, () -> writer.begin(buffer, 0, 0, 5, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> writer.begin(buffer, 0, 251, 5, 0, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> writer.begin(buffer, buffer.capacity() - 4, 5, 5, 0, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> writer.begin(buffer, -1, 5, 5, 0, 0));
        for (final int length : new int[] {-1, -100, Integer.MIN_VALUE}) {
            assertEquals("valueLength must not be negative: valueLength=" + length, assertThrows(
                IllegalArgumentException.class, () -> writer.begin(buffer, 0, 5, length, 0, 0)).getMessage());
        }
        assertFalse(writer.isOpen());
        bed.assertEmpty();
    }

    @Test
    void shouldNotBeginWhatIsTooLarge() {
        assertEquals(StoreResult.TOO_LARGE, begin("key", 1 << 20));
        assertEquals(StoreResult.TOO_LARGE, begin("key", Integer.MAX_VALUE));
        assertFalse(writer.isOpen());
        assertEquals(StoreResult.STORED, begin("key", (1 << 20) - 39));
        writer.abort();
    }

    @Test
    void shouldNotBeginWithoutMemory() {
        try (CacheBed small = new CacheBed(builder -> builder.memoryLimit(1 << 20).maximumItemSize(1 << 19)
                .evictions(false))) {
            int stored = 0;
            while (small.cache.set(CacheBed.key(stored), pattern(30_000, 1)) == StoreResult.STORED) {
                stored++;
            }
            final ItemWriter other = small.cache.buffers().newWriter();
            final int used = small.usedChunks();

            assertEquals(StoreResult.OUT_OF_MEMORY, other.begin(buffer, 0, 5, 30_000, 0, 0));
            assertEquals(StoreResult.OUT_OF_MEMORY, other.begin(buffer, 0, 5, 300_000, 0, 0));

            assertFalse(other.isOpen());
            assertEquals(used, small.usedChunks());
            small.assertAllComesBack();
        }
    }

    @Test
    void shouldDescribeItself() {
        final ItemWriter other = cache.buffers().newWriter();
        assertEquals("ItemWriter[nothing begun]", other.toString());
        assertEquals(StoreResult.STORED, other.begin(ByteBuffer.wrap(CacheBed.key(1)), 0, 5, 30, 0, 0));
        assertEquals("ItemWriter[left=30]", other.toString());
        other.abort();
    }

    @Test
    void shouldServeManyWritersAtOnce() {
        final ItemWriter[] writers = new ItemWriter[50];
        for (int i = 0; i < writers.length; i++) {
            writers[i] = cache.buffers().newWriter();
            assertEquals(StoreResult.STORED,
                writers[i].begin(ByteBuffer.wrap(CacheBed.key(i)), 0, CacheBed.key(i).length, i * 2_000, 0, 0));
        }
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < writers.length; i++) {
                writers[i].write(ByteBuffer.wrap(pattern(i * 2_000, i)), half * i * 1_000, i * 1_000);
            }
        }
        for (int i = 0; i < writers.length; i++) {
            assertEquals(StoreResult.STORED, writers[i].commit(StoreMode.ADD, 0));
            assertArrayEquals(pattern(i * 2_000, i), cache.get(CacheBed.key(i)));
        }
    }
}
