/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is thrown while a load begins or ends: it ends, those who wait hear of it, and its claim is given back. */
class OpenFlightTest {
    private static final Duration LEASE = Duration.ofSeconds(5);
    /** Stands for a part in which anything may be thrown: with it missing, a NullPointerException. */
    private static final LoadCounters BROKEN = null;

    private final TypedBed bed = new TypedBed();
    private final LoadCounters counters = new LoadCounters("open");
    private final CacheBuilder<String, String> builder =
        bed.strings().expireAfterWrite(Duration.ofSeconds(10)).refreshAhead(Duration.ofSeconds(5));
    private final Entries<String, String> entries = new Entries<>(builder, bed.bytes, counters);
    private final Flights<String> flights = new Flights<>();
    private final Landing<String, String> landing = new Landing<>(entries, flights);
    private final Announcements<String, String> announcements = new Announcements<>(entries, LEASE, bed);
    private final StackOverflowError failure = new StackOverflowError("on purpose");
    private final CompletableFuture<String> source = new CompletableFuture<>();

    @AfterEach
    void close() {
        bed.close();
    }

    private CompletionStage<String> overflow() {
        throw failure;
    }

    private static Throwable end(final CompletableFuture<?> load) {
        assertTrue(load.isDone(), "nobody ends it any more");
        return assertThrows(CompletionException.class, load::join).getCause();
    }

    private void assertNothingUnderWay() {
        assertEquals("Flights[count=0]", flights.toString());
    }

    private CompletableFuture<String> load(final Announcements<String, String> looks, final LoadCounters counts,
            final Function<Flight<String>, CompletionStage<? extends String>> start) {
        return new Loads<>(flights, landing, looks, counts).loadAsync("k", entries.id("k"), start);
    }

    @Test
    void shouldEndALoadThatCannotLookForAnnouncements() {
        assertInstanceOf(NullPointerException.class, end(load(null, counters, flight -> source)));
        assertNothingUnderWay();
    }

    @Test
    void shouldEndALoadThatCannotBeCounted() {
        assertInstanceOf(NullPointerException.class, end(load(announcements, BROKEN, flight -> source)));
        assertNothingUnderWay();
        assertNull(bed.raw("k"), "it is still announced");
    }

    @Test
    void shouldEndALoadThatCannotBegin() {
        assertSame(failure, end(load(announcements, counters, flight -> overflow())));
        assertNothingUnderWay();
        assertNull(bed.raw("k"), "it is still announced");
        assertEquals(1, counters.snapshot(0, 0, 0, 0).loadFailures());
    }

    private void storeWhatIsDue() {
        builder.build().put("k", "old");
        bed.pass(Duration.ofSeconds(6));
    }

    /** Reads the key, and wins it if nobody else has. */
    private Ticket<String> ticket() {
        final Scratch s = entries.begin("k");
        try {
            entries.read(s);
            return entries.ticket(s);
        } finally {
            entries.end(s);
        }
    }

    private void refresh(final LoadCounters counts,
            final Function<Flight<String>, CompletionStage<? extends String>> start) {
        new Refreshes<>(entries, flights, landing, counts).begin("k", ticket(), start);
    }

    private void assertCanBeWon() {
        assertNothingUnderWay();
        assertNotNull(ticket().claim(), "somebody still seems to refresh it");
    }

    @Test
    void shouldGiveBackARefreshThatCannotBegin() {
        storeWhatIsDue();
        refresh(counters, flight -> overflow());
        assertCanBeWon();
    }

    @Test
    void shouldGiveBackARefreshThatCannotBeCounted() {
        storeWhatIsDue();
        refresh(BROKEN, flight -> source);
        assertCanBeWon();
    }

    @Test
    void shouldEndARefreshOnDemandThatCannotBegin() {
        final Refreshes<String, String> refreshes = new Refreshes<>(entries, flights, landing, counters);
        assertSame(failure, end(refreshes.begin("k", flight -> overflow())));
        assertNothingUnderWay();
    }

    private Flight<String> follow(final Ticket<String> ticket) {
        final Flight<String> flight = new Flight<>();
        flights.begin(ticket.id(), flight);
        landing.follow(same -> source, "k", ticket, flight, null);
        return flight;
    }

    @Test
    void shouldEndALoadWhoseEndCannotBeCounted() {
        storeWhatIsDue();
        final Flight<String> loaded = follow(ticket());
        source.complete("v");
        assertInstanceOf(NullPointerException.class, end(loaded.copy()));
        assertCanBeWon();
    }

    @Test
    void shouldEndALoadWhoseFailureCannotBeCounted() {
        storeWhatIsDue();
        final Flight<String> failed = follow(ticket());
        source.completeExceptionally(failure);
        assertSame(failure, end(failed.copy()));
        assertInstanceOf(NullPointerException.class, failure.getSuppressed()[0]);
        assertCanBeWon();
    }

    @Test
    void shouldEndALoadWhoseClaimCannotBeGivenBack() {
        final Hook keys = new Hook();
        final Entries<String, String> hooked = new Entries<>(Cache.builder(keys, keys), bed.bytes, counters);
        final Claim claim = announcements.await("k", entries.id("k")).claim();
        for (final Throwable thrown : List.of(failure, new StackOverflowError("another one, on purpose"))) {
            final Flight<String> flight = new Flight<>();
            flights.begin(entries.id("k"), flight);
            keys.onWrite(() -> sneak(thrown));
            new Landing<>(hooked, flights).fail("k", entries.id("k"), flight, claim, failure);
            assertSame(failure, end(flight.copy()));
            assertNothingUnderWay();
        }
        assertEquals(1, failure.getSuppressed().length);
    }

    private static void sneak(final Throwable e) {
        throw (Error) e;
    }

    @Test
    void shouldGiveBackAnEntryWhoseValueCannotBeReadWhenItIsWon() {
        storeWhatIsDue();
        final Hook values = new Hook();
        final Entries<String, String> hooked = new Entries<>(Cache.builder(values, values)
            .expireAfterWrite(Duration.ofSeconds(10)).refreshAhead(Duration.ofSeconds(5)), bed.bytes, counters);
        final Scratch s = hooked.begin("k");
        hooked.read(s);
        values.onRead(this::overflow);
        assertSame(failure, assertThrows(StackOverflowError.class, () -> hooked.ticket(s)));
        hooked.end(s);
        assertCanBeWon();
    }

    @Test
    void shouldHandOutWhatABulkLoadWasAskedForAlsoIfWhatCameBesidesOverflows() {
        final Cache<String, String> cache = bed.strings().expiry((key, value) -> {
            if (key.equals("unasked")) {
                throw failure;
            }
            return Duration.ZERO;
        }).build();
        assertEquals("{k=v}", cache.getAll(List.of("k"), keys -> Map.of("k", "v", "unasked", "w")).toString());
        assertEquals("v", cache.getIfPresent("k"));
        assertNull(cache.getIfPresent("unasked"));
    }

    @Test
    void shouldTakeBackWhatIsAnnouncedByACacheThatIsClosedMeanwhile() {
        for (final boolean fails : new boolean[] {true, false}) {
            final Cache<String, String> cache = bed.strings().announceLoads(LEASE).build();
            final CompletableFuture<String> load = cache.getAsync("k", (key, executor) -> {
                cache.close();
                return fails ? overflow() : CompletableFuture.completedFuture("v");
            });
            assertEquals(fails ? failure : "v", load.handle((value, e) -> fails ? e.getCause() : value).join());
            assertNull(bed.raw("k"), "others wait for it");
        }
    }

    @Test
    void shouldGiveBackWhatIsRefreshedByACacheThatIsClosedMeanwhile() {
        storeWhatIsDue();
        final Cache<String, String> cache = builder.build();
        assertEquals("old", cache.getAsync("k", (key, executor) -> source).join());
        assertNull(ticket().claim());
        cache.close();
        source.complete("new");
        assertCanBeWon();
    }

    /** What comes of it when somebody hears of a, which a bulk load of a and b brings, and asks for b at once. */
    private Object heard(final Map<String, String> brought, final String loadedByHim) {
        final Cache<String, String> cache = bed.strings().build();
        final CompletableFuture<Object> heard = new CompletableFuture<>();
        cache.getAll(List.of("a", "b"), keys -> {
            cache.getAsync("a", (key, executor) -> source).thenApply(a -> a + cache.get("b", key -> loadedByHim))
                .whenComplete((value, e) -> heard.complete(e == null ? value : e));
            return brought;
        });
        return heard.join();
    }

    @Test
    void shouldLetNobodyHearOfOneKeyOfABulkLoadBeforeHeCanAskForTheOthers() {
        assertEquals("12", heard(Map.of("a", "1", "b", "2"), "loaded twice"));
    }

    @Test
    void shouldLetWhoHearsOfOneKeyOfABulkLoadLoadAnotherThatItHasNotBrought() {
        assertEquals("1own", heard(Map.of("a", "1"), "own"));
    }
}
