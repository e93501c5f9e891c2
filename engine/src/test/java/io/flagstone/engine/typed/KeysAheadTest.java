/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ReadAhead;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many keys at once, in a cache large enough for that to make a difference. */
class KeysAheadTest {
    private static final int ENTRIES = 50_000;

    private final TypedBed bed = new TypedBed(64 << 20);
    private final Cache<String, String> cache = bed.strings().build();

    @BeforeEach
    void fill() {
        for (int i = 0; i < ENTRIES; i++) {
            cache.put("key-" + i, "value-" + i);
        }
        assertTrue(bed.bytes.buffers().newReadAhead().pays());
    }

    @AfterEach
    void close() {
        cache.close();
        bed.close();
    }

    private static List<String> keys(final int count) {
        final List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add("key-" + i * 1009);
        }
        return keys;
    }

    private static void assertValues(final List<String> keys, final Map<String, String> values) {
        assertEquals(keys.stream().filter(key -> number(key) < ENTRIES).toList(), List.copyOf(values.keySet()));
        values.forEach((key, value) -> assertEquals("value-" + number(key), value));
    }

    private static int number(final String key) {
        return Integer.parseInt(key.substring("key-".length()));
    }

    @Test
    void shouldGetAnyNumberOfKeysInTheirOrder() {
        for (final int count : new int[] {0, 1, 3, 4, ReadAhead.CAPACITY - 1, ReadAhead.CAPACITY,
            ReadAhead.CAPACITY + 1, 3 * ReadAhead.CAPACITY + 7}) {
            final long hits = cache.stats().hits();
            final List<String> keys = keys(count);
            assertValues(keys, cache.getAllPresent(keys));
            assertEquals(Math.min(count, ENTRIES / 1009 + 1), cache.stats().hits() - hits);
        }
    }

    @Test
    void shouldLoadWhatIsAbsentAmongMany() {
        final Map<String, String> values = cache.getAll(keys(100), absent -> {
            assertEquals(100 - ENTRIES / 1009 - 1, absent.size());
            return Map.of("key-" + 99 * 1009, "loaded");
        });
        assertEquals("loaded", values.get("key-" + 99 * 1009));
        assertEquals(ENTRIES / 1009 + 2, values.size());
    }

    @Test
    void shouldRefuseAKeyThatIsNull() {
        final List<String> keys = Arrays.asList("a", "b", "c", null);
        assertThrows(NullPointerException.class, () -> cache.getAllPresent(keys));
        assertThrows(NullPointerException.class, () -> cache.getAll(keys, absent -> Map.of()));
        assertEquals("{a=of a}", cache.getAll(List.of("a"), absent -> Map.of("a", "of a")).toString(),
            "nobody waits for what was begun");
    }

    @Test
    void shouldEndWhereTheKeysEnd() {
        final List<String> keys = keys(ReadAhead.CAPACITY);
        final Entries<String, String> entries = new Entries<>(bed.strings(), bed.bytes, new LoadCounters("test"));
        final Iterator<? extends String> ahead = KeysAhead.of(keys, entries);
        assertTrue(ahead instanceof KeysAhead<?>);
        keys.forEach(key -> assertEquals(key, ahead.next()));
        assertFalse(ahead.hasNext());
        assertThrows(NoSuchElementException.class, ahead::next);
    }

    /** Keys of which to count them would be to walk over a whole cache. */
    private static final class Uncounted extends AbstractCollection<String> {
        private final List<String> keys;

        Uncounted(final List<String> keys) {
            this.keys = keys;
        }

        @Override
        public Iterator<String> iterator() {
            return keys.iterator();
        }

        @Override
        public int size() {
            throw new AssertionError("nobody needs to know");
        }
    }

    @Test
    void shouldAskNobodyHowManyKeysThereAre() {
        final List<String> keys = keys(ReadAhead.CAPACITY + 3);
        assertValues(keys, cache.getAllPresent(new Uncounted(keys)));
        assertEquals(3, cache.getAll(new Uncounted(keys(3)), absent -> Map.of()).size());
        assertEquals(ENTRIES, cache.getAllPresent(cache.asMap().keySet()).size());
    }

    @Test
    void shouldReadAheadWhateverBringsTheKeys() {
        final Entries<String, String> entries = new Entries<>(bed.strings(), bed.bytes, new LoadCounters("test"));
        final List<String> keys = keys(5);
        final Iterable<String> iterable = keys::iterator;
        final Iterator<? extends String> ahead = KeysAhead.of(iterable, entries);
        assertTrue(ahead instanceof KeysAhead<?>);
        keys.forEach(key -> assertEquals(key, ahead.next()));
        assertFalse(ahead.hasNext());
    }
}
