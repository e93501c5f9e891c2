/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wins an item, who is told that somebody has, and what a fetch does to the item otherwise. */
class ByteCacheFetchTest {
    private static final String CHAINED_NAME = "chained";
    private static final String CHAINED = "c".repeat(70_000);

    @ParameterizedTest
    @ValueSource(strings = {"value", CHAINED_NAME})
    void shouldLetTheFirstWinAStaleItemAndTellTheOthers(final String name) {
        try (TermsBed bed = new TermsBed()) {
            bed.set("k", text(name), 0);
            bed.delete.marksStale(true);
            assertEquals(DeleteResult.DELETED, bed.delete("k"));
            assertEquals("XW", bed.flagsOf("k"));
            assertEquals("ZX", bed.flagsOf("k"));
            assertEquals("ZX", bed.flagsOf("k"));
            bed.delete("k");
            assertEquals("XW", bed.flagsOf("k"), "a mark takes the token back");
            bed.set("k", text(name), 0);
            assertEquals("", bed.flagsOf("k"));
            assertEquals(text(name), bed.value);
        }
    }

    private static String text(final String name) {
        return name.equals(CHAINED_NAME) ? CHAINED : name;
    }

    @ParameterizedTest
    @CsvSource({"30, 30, ''", "30, 31, W", "0, 1000, ''", "30, 0, ''", "30, -1, ''", "30, 2000000000, W"})
    void shouldLetOneWinBelowATimeToLive(final int seconds, final int below, final String told) {
        try (TermsBed bed = new TermsBed()) {
            bed.set("k", "value", seconds);
            bed.fetch.winBelow(below);
            assertEquals(Lookup.HIT, bed.fetch("k"));
            assertEquals(told, bed.told());
            bed.fetch("k");
            assertEquals(told.isEmpty() ? "" : "Z", bed.told());
            assertEquals(seconds == 0 ? -1 : seconds, bed.fetch.remainingSecondsBefore());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", CHAINED_NAME})
    void shouldLetTheNextOneWinWhatWasGivenBack(final String name) {
        try (TermsBed bed = new TermsBed()) {
            final long cas = bed.set("k", text(name), 30);
            bed.fetch.winBelow(60);
            bed.fetch("k");
            assertEquals("W", bed.told());
            assertTrue(bed.giveBack("k", cas));
            bed.fetch("k");
            assertEquals("W", bed.told());
            assertEquals(cas, bed.cas);
            bed.delete.marksStale(true);
            bed.delete("k");
            assertFalse(bed.giveBack("k", cas), "it has changed");
            assertEquals("XW", bed.flagsOf("k"));
            assertTrue(bed.giveBack("k", bed.cas));
            assertEquals("XW", bed.flagsOf("k"));
            assertEquals("ZX", bed.flagsOf("k"));
            assertFalse(bed.giveBack("absent", cas));
            assertEquals(text(name), bed.value);
        }
    }

    @Test
    void shouldJudgeTheDeadlineThatTheCallerSays() {
        try (TermsBed bed = new TermsBed()) {
            bed.set("k", "value", 100);
            bed.fetch.winBelow(60).touch(bed.in(30));
            bed.fetch("k");
            assertEquals("", bed.told(), "100 seconds before the touch");
            bed.fetch.judgesNewDeadline(true).touch(bed.in(50));
            bed.fetch("k");
            assertEquals("W", bed.told());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 30", "100, 30", "100, 0", "0, 0"})
    void shouldShowTheOldTimeToLiveAndTheNewOne(final int seconds, final int touched) {
        try (TermsBed bed = new TermsBed()) {
            final long cas = bed.set("k", "value", seconds);
            bed.bed.pass(Duration.ofSeconds(5));
            bed.fetch.touch(bed.in(touched));
            assertEquals(Lookup.HIT, bed.fetch("k"));
            assertEquals(seconds == 0 ? -1 : seconds - 5, bed.fetch.remainingSecondsBefore());
            assertEquals(touched == 0 ? -1 : touched, bed.remaining);
            assertEquals(5, bed.idle, "as before the fetch");
            assertFalse(bed.fetched, "as before the fetch");
            assertEquals(cas, bed.cas);
            assertEquals(touched == 0 ? -1 : touched, bed.peek("k").remaining);
            assertTrue(bed.fetched);
            assertEquals(cas, bed.cas);
            assertEquals(0, bed.idle);
        }
    }

    @Test
    void shouldKeepTheStateOfAnItemThatGetsRoomForADeadline() {
        try (TermsBed bed = new TermsBed()) {
            bed.store.binaryKey(true);
            bed.store("k", "value", 0);
            bed.delete.marksStale(true);
            bed.delete("k");
            final long cas = bed.peek("k").cas;
            bed.fetch.touch(bed.in(30)).bumps(false);
            bed.fetch("k");
            assertEquals("XW", bed.told());
            assertTrue(bed.binaryKey);
            bed.peek("k");
            assertTrue(bed.stale && bed.tokenSent && bed.binaryKey && !bed.fetched);
            assertEquals(cas, bed.cas);
            assertEquals(30, bed.remaining);
        }
    }

    @Test
    void shouldKeepTheStateOfAnItemThatIsTouched() {
        try (TermsBed bed = new TermsBed()) {
            bed.set("k", "value", 0);
            bed.delete.marksStale(true);
            bed.delete("k");
            bed.bed.cache.touch(CacheBed.bytes("k"), Duration.ofSeconds(30));
            assertEquals("XW", bed.flagsOf("k"));
            bed.bed.cache.touch(CacheBed.bytes("k"), Duration.ofSeconds(20));
            assertEquals("ZX", bed.flagsOf("k"));
        }
    }

    @Test
    void shouldCreateAnEmptyItemThatItsCreatorWins() {
        try (TermsBed bed = new TermsBed()) {
            bed.fetch.creates(bed.in(30), 77).binaryKey(true);
            assertEquals(Lookup.HIT, bed.fetch("k"));
            assertTrue(bed.fetch.isCreated());
            assertEquals("W", bed.told());
            assertEquals("", bed.value);
            assertEquals(77, bed.cas);
            assertEquals(30, bed.remaining);
            assertFalse(bed.fetched);
            assertEquals(Lookup.HIT, bed.fetch("k"));
            assertFalse(bed.fetch.isCreated());
            assertEquals("Z", bed.told());
            assertTrue(bed.binaryKey && bed.fetched);
            bed.bed.pass(Duration.ofSeconds(31));
            bed.fetch("k");
            assertTrue(bed.fetch.isCreated());
        }
    }

    @Test
    void shouldLeaveAnItemThatIsThereWhenItMayCreateOne() {
        try (TermsBed bed = new TermsBed()) {
            bed.set("k", "value", 0);
            bed.fetch.creates(bed.in(30), 77);
            assertEquals(Lookup.HIT, bed.fetch("k"));
            assertEquals("", bed.told());
            assertEquals("value", bed.value);
            assertEquals(-1, bed.remaining);
        }
    }

    @Test
    void shouldLeaveNoTraceOfAPeek() {
        try (TermsBed bed = new TermsBed()) {
            bed.set("k", "value", 0);
            bed.bed.pass(Duration.ofSeconds(5));
            final CacheStats before = bed.bed.cache.stats();
            for (int i = 0; i < 3; i++) {
                assertEquals(5, bed.peek("k").idle);
                assertFalse(bed.fetched);
            }
            assertEquals(before.hits() + before.misses(), bed.bed.cache.stats().hits() + before.misses());
        }
    }

    @Test
    void shouldNotCountAsAskedForWhenTheCallerSaysSo() {
        try (TermsBed bed = new TermsBed()) {
            bed.set("k", "value", 100);
            bed.bed.pass(Duration.ofSeconds(5));
            bed.fetch.bumps(false);
            bed.fetch("k");
            bed.fetch.touch(bed.in(100));
            bed.fetch("k");
            assertEquals(5, bed.peek("k").idle);
            assertFalse(bed.fetched);
        }
    }

    @Test
    void shouldTellWhyThereIsNothing() {
        try (TermsBed bed = new TermsBed()) {
            assertEquals(Lookup.MISS, bed.fetch("k"));
            bed.set("k", "value", 1);
            bed.bed.pass(Duration.ofSeconds(2));
            bed.fetch.touch(bed.in(9));
            assertEquals(Lookup.EXPIRED, bed.fetch("k"));
            bed.set("k", "value", 1);
            bed.bed.cache.flush();
            assertEquals(Lookup.FLUSHED, bed.fetch("k"));
            assertEquals(Lookup.MISS, bed.fetch("k"));
        }
    }
}
