/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores, deletes and counts on terms. */
class ByteCacheTermsTest {
    private static final byte[] KEY = CacheBed.bytes("k");

    @ParameterizedTest
    @CsvSource({
        "SET, 0, false, STORED", "SET, 1, false, STORED", "ADD, 50, false, NOT_STORED", "REPLACE, 1, false, STORED",
        "CAS, 50, false, STORED", "CAS, 49, false, EXISTS", "CAS, 51, false, EXISTS", "CAS, 0, false, EXISTS",
        "CAS, 49, true, STORED", "CAS, 51, true, EXISTS", "CAS, 0, true, EXISTS", "CAS, 50, true, STORED",
        "CAS, -1, true, EXISTS", "APPEND, 0, false, STORED", "APPEND, 50, false, STORED", "APPEND, 49, false, EXISTS",
        "APPEND, 49, true, EXISTS", "PREPEND, 51, false, EXISTS"})
    void shouldCompareTheCasUnique(final StoreMode mode, final long compared, final boolean invalidates,
            final StoreResult result) {
        try (TermsBed bed = new TermsBed()) {
            bed.store.assignCas(50);
            bed.store("k", "value", 30);
            bed.store.reset().mode(mode).compareCas(compared).invalidates(invalidates);
            assertEquals(result, bed.store("k", "other", 0));
            final boolean stored = result == StoreResult.STORED;
            assertEquals(!stored ? "value" : mode.joins() ? "valueother" : "other", bed.peek("k").value);
            assertEquals(stored ? bed.cas : 0, bed.store.casUnique());
            assertEquals(stored ? bed.value.length() : 0, bed.store.valueLength());
            assertEquals(invalidates && stored && compared != 50, bed.stale);
        }
    }

    @ParameterizedTest
    @EnumSource(StoreMode.class)
    void shouldTellOfAnAbsentKey(final StoreMode mode) {
        try (TermsBed bed = new TermsBed()) {
            bed.store.mode(mode).compareCas(5).invalidates(true);
            final StoreResult result = switch (mode) {
                case SET, ADD -> StoreResult.STORED;
                case REPLACE, APPEND, PREPEND -> StoreResult.NOT_STORED;
                case CAS -> StoreResult.NOT_FOUND;
            };
            assertEquals(result, bed.store("k", "value", 0));
            assertEquals(result == StoreResult.STORED ? "value" : null, bed.peek("k").value);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "30, 0, false", "0, 30, true", "30, 60, true"})
    void shouldKeepTheDeadlineAndTheTokenOfAnItemThatIsInvalidated(final int old, final int given,
            final boolean announced) {
        try (TermsBed bed = new TermsBed()) {
            bed.store.assignCas(50);
            bed.store("k", "value", old);
            if (announced) {
                bed.fetch.touch(bed.in(old)).winBelow(old + 1).judgesNewDeadline(true);
                bed.fetch("k");
                bed.delete.marksStale(old == 0).assignCas(50);
                bed.delete(old == 0 ? "k" : "absent");
                bed.flagsOf("k");
            }
            bed.store.reset().mode(StoreMode.CAS).compareCas(49).invalidates(true).binaryKey(true);
            assertEquals(StoreResult.STORED, bed.store("k", "other", given));
            assertEquals(old == 0 ? -1 : old, bed.peek("k").remaining);
            assertTrue(bed.binaryKey);
            assertEquals(announced ? "ZX" : "XW", bed.flagsOf("k"));
            assertEquals("other", bed.value);
        }
    }

    @Test
    void shouldStoreOverAnItemWithTheCasUniqueThatIsGivenInPlaceAndNot() {
        try (TermsBed bed = new TermsBed()) {
            bed.store.assignCas(-5).binaryKey(true);
            for (final String value : new String[] {"first", "other", "b".repeat(900)}) {
                assertEquals(StoreResult.STORED, bed.store("k", value, 0));
                assertEquals(-5, bed.store.casUnique());
                assertEquals(-5, bed.peek("k").cas);
                assertTrue(bed.binaryKey);
            }
            bed.bed.set("k", "text");
            assertFalse(bed.peek("k").binaryKey);
            assertNotEquals(-5, bed.cas);
        }
    }

    @Test
    void shouldCreateWhatIsToBeAppendedTo() {
        try (TermsBed bed = new TermsBed()) {
            bed.store.mode(StoreMode.APPEND).createsIfAbsent(true).compareCas(9).assignCas(70).binaryKey(true);
            assertEquals(StoreResult.STORED, bed.store("k", "ab", 30));
            assertEquals(70, bed.store.casUnique());
            assertEquals(2, bed.store.valueLength());
            bed.store.compareCas(0).assignCas(0).binaryKey(false);
            assertEquals(StoreResult.STORED, bed.store("k", "cd", 90));
            assertEquals(4, bed.store.valueLength());
            assertEquals("abcd", bed.peek("k").value);
            assertEquals(30, bed.remaining);
            assertTrue(bed.binaryKey);
        }
    }

    @Test
    void shouldClearTheStateByAnyStore() {
        for (final StoreMode mode : new StoreMode[] {StoreMode.SET, StoreMode.REPLACE, StoreMode.APPEND}) {
            try (TermsBed bed = new TermsBed()) {
                bed.set("k", "value", 0);
                bed.delete.marksStale(true);
                bed.delete("k");
                bed.flagsOf("k");
                bed.store.reset().mode(mode);
                assertEquals(StoreResult.STORED, bed.store("k", "other", 0));
                assertEquals("", bed.flagsOf("k"), mode.name());
            }
        }
    }

    @Test
    void shouldCommitWhatWasWrittenInPiecesOnTerms() {
        try (TermsBed bed = new TermsBed()) {
            final ItemWriter writer = bed.buffers.newWriter();
            final ByteBuffer bytes = ByteBuffer.wrap(CacheBed.bytes("kvalue"));
            bed.store.assignCas(50);
            for (final boolean invalidates : new boolean[] {false, true}) {
                writer.begin(bytes, 0, 1, 5, 7, invalidates ? 0 : bed.in(30));
                writer.write(bytes, 1, 5);
                assertEquals(StoreResult.STORED, writer.commit(bed.store));
                assertEquals(5, bed.store.valueLength());
                bed.store.reset().mode(StoreMode.CAS).compareCas(49).invalidates(true).binaryKey(true);
            }
            bed.peek("k");
            assertTrue(bed.stale && bed.binaryKey);
            assertEquals(30, bed.remaining);
            assertEquals(7, bed.flags);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "0, 30, true", "90, 30, true", "90, 0, true", "90, 0, false"})
    void shouldMarkAnItemAndGiveItAnotherDeadline(final int old, final int seconds, final boolean touches) {
        try (TermsBed bed = new TermsBed()) {
            final long cas = bed.set("k", "value", old);
            bed.delete.marksStale(true).compareCas(cas + 1);
            if (touches) {
                bed.delete.touch(bed.in(seconds));
            }
            assertEquals(DeleteResult.EXISTS, bed.delete("k"));
            assertEquals(DeleteResult.NOT_FOUND, bed.delete("absent"));
            bed.delete.compareCas(cas);
            assertEquals(DeleteResult.DELETED, bed.delete("k"));
            final int left = touches ? seconds : old;
            assertEquals(left == 0 ? -1 : left, bed.peek("k").remaining);
            assertNotEquals(cas, bed.cas);
            assertEquals("value", bed.value);
            bed.delete.compareCas(0).assignCas(3);
            bed.delete("k");
            assertEquals(3, bed.peek("k").cas);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0, false", "true, 0, false", "false, 30, true", "true, 30, true"})
    void shouldEmptyAnItem(final boolean marks, final int seconds, final boolean touches) {
        try (TermsBed bed = new TermsBed()) {
            bed.store.assignCas(50).binaryKey(true);
            bed.store("k", "c".repeat(70_000), 90);
            bed.delete.empties(true, 5).marksStale(marks);
            if (touches) {
                bed.delete.touch(bed.in(seconds));
            }
            assertEquals(DeleteResult.NOT_FOUND, bed.delete("absent"));
            bed.delete.compareCas(49);
            assertEquals(DeleteResult.EXISTS, bed.delete("k"));
            bed.delete.compareCas(50);
            assertEquals(DeleteResult.DELETED, bed.delete("k"));
            assertEquals("", bed.peek("k").value);
            assertEquals(5, bed.flags);
            assertTrue(bed.binaryKey);
            assertEquals(touches ? seconds : -1, bed.remaining);
            assertEquals(marks, bed.cas != 50);
            assertEquals(marks ? "XW" : "", bed.flagsOf("k"));
            bed.delete.reset();
            assertEquals(DeleteResult.DELETED, bed.delete("k"));
            assertNull(bed.peek("k").value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1, false, '9 ', 9", "9, 1, true, 10, 10", "5, 18446744073709551615, true, 4, 4", "5, 9, false, 0, 0",
        "18446744073709551615, 1, true, '0                   ', 0"})
    void shouldCountAsTextDoes(final String before, final String delta, final boolean up, final String after,
            final String number) {
        try (TermsBed bed = new TermsBed()) {
            bed.set("k", before, 0);
            bed.count.delta(Long.parseUnsignedLong(delta)).up(up).assignCas(60);
            assertEquals(DeltaResult.OK, bed.count("k"));
            assertEquals(number, Long.toUnsignedString(bed.count.number()));
            assertEquals(after, bed.peek("k").value);
            assertEquals(60, bed.cas);
            assertEquals(60, bed.count.casUnique());
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 0, 30", "9, 0, 30", "10, 90, 30", "9, 90, 30", "10, 90, 0", "9, 90, 0", "9, 0, 0"})
    void shouldCountAndTouch(final String before, final int old, final int seconds) {
        try (TermsBed bed = new TermsBed()) {
            bed.set("k", before, old);
            bed.count.touch(bed.in(seconds));
            assertEquals(DeltaResult.OK, bed.count("k"));
            assertEquals(bed.in(old), bed.count.deadlineBefore());
            assertEquals(bed.in(seconds), bed.count.deadline());
            assertEquals(seconds == 0 ? -1 : seconds, bed.peek("k").remaining);
            assertEquals(Integer.parseInt(before) + 1, Integer.parseInt(bed.value));
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 50, OK", "5, 49, EXISTS", "x, 49, EXISTS", "x, 50, NOT_NUMERIC", "'', 49, NOT_NUMERIC"})
    void shouldCompareTheCasUniqueOfANumber(final String before, final long compared, final DeltaResult result) {
        try (TermsBed bed = new TermsBed()) {
            bed.store.assignCas(50);
            bed.store("k", before, 0);
            bed.count.compareCas(compared);
            assertEquals(result, bed.count("k"));
        }
    }

    @Test
    void shouldCreateANumberThatIsAbsent() {
        try (TermsBed bed = new TermsBed()) {
            assertEquals(DeltaResult.NOT_FOUND, bed.count("k"));
            bed.count.creates(true, -1, bed.in(30)).compareCas(5).assignCas(60).binaryKey(true);
            assertEquals(DeltaResult.OK, bed.count("k"));
            assertTrue(bed.count.isCreated());
            assertEquals(-1, bed.count.number());
            assertEquals(60, bed.count.casUnique());
            assertEquals(bed.in(30), bed.count.deadline());
            assertEquals("18446744073709551615", bed.peek("k").value);
            assertEquals(30, bed.remaining);
            assertTrue(bed.binaryKey);
            assertEquals(DeltaResult.EXISTS, bed.count("k"));
            bed.count.compareCas(60);
            assertEquals(DeltaResult.OK, bed.count("k"));
            assertFalse(bed.count.isCreated());
            assertEquals(0, bed.count.number());
        }
    }

    @Test
    void shouldKeepTheStateOfANumberThatIsWrittenOverOnly() {
        try (TermsBed bed = new TermsBed()) {
            bed.store.binaryKey(true);
            bed.store("k", "98", 0);
            bed.delete.marksStale(true);
            bed.delete("k");
            bed.count("k");
            assertTrue(bed.peek("k").stale, "as in memcached");
            bed.count("k");
            assertEquals("100", bed.peek("k").value);
            assertFalse(bed.stale, "as in memcached");
            assertTrue(bed.binaryKey);
        }
    }

    @Test
    void shouldNotMistakeAnItemForAnotherOfTheSameCasUnique() {
        try (TermsBed bed = new TermsBed()) {
            bed.store.assignCas(50);
            bed.store("k", "first", 0);
            try (ValueView view = bed.bed.cache.view(KEY)) {
                bed.store("k", "other", 0);
                assertEquals("first", new String(view.toByteArray(), ISO_8859_1));
            }
            assertEquals("other", bed.peek("k").value);
        }
    }

    @Test
    void shouldLeaveNoTraceOfAJoinThatFindsAnotherCas() {
        try (TermsBed bed = new TermsBed()) {
            final long cas = bed.set("k", "value", 0);
            bed.store.reset().mode(StoreMode.APPEND).compareCas(cas + 1);
            assertEquals(StoreResult.EXISTS, bed.store("k", "more", 0));
            bed.peek("k");
            assertEquals("value", bed.value);
            assertFalse(bed.fetched);
        }
    }
}
