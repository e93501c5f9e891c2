/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineDriftTest {
    private final LineDialect dialect = LineDialect.text();

    private static String bytes(final String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "set k x 0 3\\nabc\\n\\nmn\\n|set k x 0 3\\n\\r\\n|BODY_NOT_SWALLOWED",
        "set k 0 0 1 2 3\\nabcget k\\n|set k 0 0 1\\r\\nabcget k\\n|EXTRA_WORDS",
        "delete k 0 x noreply\\n|delete k noreply\\r\\n|EXTRA_WORDS",
        "delete noreply\\n|delete noreply noreply\\r\\n|DELETE_NOREPLY",
        "cas k 0 0 x 7\\n|cas\\r\\n|BAD_LENGTH",
        "gat 0\\n|gat\\r\\n|GAT_WITHOUT_KEY",
        "bogus k noreply\\n|''|UNKNOWN_NOREPLY",
        "' get k noreply\\n'|''|UNKNOWN_NOREPLY",
        "' get k\\n'|unknown\\r\\n|LEADING_SPACE",
        "x\\n|\\r\\n|SHORT_LINE"})
    void shouldMakeMemcachedReadWhatANewerOneWould(final String request, final String adapted, final String reason) {
        final String end = request.startsWith("set k x") ? "" : "mn\r\n";
        final Adapted result = dialect.adapt(bytes(request) + end);
        assertEquals(bytes(adapted) + end,
            result.request().replace("\nmn\n", "\n\r\n"));
        assertTrue(result.reasons().contains(KnownDifference.valueOf(reason)), result::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get k\\n", "set k 0 0 3\\nabc\\r\\n", "incr n 5\\n", "flush_all 0\\n", "bogus\\n"})
    void shouldLeaveAloneWhatBothUnderstand(final String request) {
        final Adapted result = dialect.adapt(bytes(request));
        assertEquals(bytes(request), result.request());
        assertTrue(result.reasons().isEmpty(), result::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"touch k 5\\n", "set k 0 1 0\\n", "flush_all 100\\n", "stats\\n", "gat - k\\n", "get k",
        "incr n 9223372036854775808\\n", "touch k 4294967296\\n", "verbosity 2\\n", "get n\\nincr n 1\\n",
        "gats 0 n\\nset k 0 0 1\\n7\\r\\ndecr n 1\\n"})
    void shouldForbidWhatDependsOnTimeOrStateOrTheReadingOfNumbers(final String request) {
        assertNull(dialect.adapt(bytes(request)));
    }

    @Test
    void shouldAllowToCountBehindAReadThatWasAnswered() {
        assertNotNull(dialect.adapt("get n\nmn\r\nincr n 1\n"));
        assertNotNull(LineDialect.meta().adapt("mg n v\nmn\r\nma n\n"));
        assertNull(LineDialect.meta().adapt("mg n v\nma n\n"));
    }

    @Test
    void shouldMakeMemcachedReadTheBlockBehindAnMsThatNobodyUnderstands() {
        final Adapted result = LineDialect.meta().adapt("ms k 7 \u00ff\nget k\r\n");
        assertEquals("ms\r\nget k\r\n", result.request());
        assertEquals(Set.of(KnownDifference.META_BODY), result.reasons());
        assertEquals(Set.of(), LineDialect.meta().adapt("ms k 1 y\n7\r\n").reasons());
    }

    @ParameterizedTest
    @CsvSource({"mg k E5, YOUNGER_FLAG", "ms k 1 N0, YOUNGER_FLAG", "ms k 1 s, YOUNGER_FLAG", "md k x, YOUNGER_FLAG",
        "mg k v C1, YOUNGER_FLAG", "ma k q N0, QUIET_CREATION", "ma k N0 v q, QUIET_CREATION",
        "ma k T100, TIME_OF_OLD_ITEM", "mg k T-1 t, TIME_THAT_IS_OVER", "mg k t T-1, TIME_THAT_IS_OVER", "ma k N0,",
        "mg k T100 t,", "ms Zm9v 1 b MA,", "ma Zm9v b N0,", "ms k 1 q,",
        "'ms k 1 C0\rmn', LENIENT_NUMBER", "mg k R+5, LENIENT_NUMBER", "'mg k T\t5', LENIENT_NUMBER",
        "mg k T-1,", "mg k T100,", "mg k Tx,", "mg k T,"})
    void shouldNotSayWhatTheOldMemcachedCannotAnswer(final String line, final KnownDifference reason) {
        assertEquals(reason, LineDrift.notSent(line + "\r\n"));
    }

    @Test
    void shouldNotAskWhichUniqueIsLower() {
        final String mention = "C" + Uniques.decimal(3);
        assertEquals(KnownDifference.ORDER_OF_UNIQUES, LineDrift.notSent("ms k 1 " + mention + " q I\r\n"));
        assertEquals(KnownDifference.ORDER_OF_UNIQUES, LineDrift.notSent("ms k 1 I " + mention + "\r\n"));
        assertEquals(KnownDifference.LENIENT_NUMBER, LineDrift.notSent("ms k 1 " + mention + "\rmn\r\n"));
        assertNull(LineDrift.notSent("ms k 1 " + mention + "\r\n"));
        assertNull(LineDrift.notSent("ms k 1 C5 I\r\n"));
        assertNull(LineDrift.notSent("md k " + mention + " I\r\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HD kfoo c<<cas:A>>\\r\\n|HD kZm9v b c<<cas:A>>\\r\\n|BINARY_KEY",
        "HD k\\xff\\xef\\r\\n|HD k/+8= b\\r\\n|BINARY_KEY",
        "HD kbar\\r\\n|HD kZm9v b\\r\\n|",
        "HD kfoo b\\r\\n|HD kZm9v b\\r\\n|",
        "CLIENT_ERROR incorrect length for M token\\r\\n|CLIENT_ERROR bad token in command line format\\r\\n|META_MODE",
        "CLIENT_ERROR incorrect length for M token\\r\\n|HD\\r\\n|",
        "STORED\\r\\n|NOT_STORED\\r\\n|"})
    void shouldKnowTheReasonOfADifference(
        final String memcached, final String flagstone, final KnownDifference reason) {
        assertEquals(reason, LineDrift.ofReplies(memcached, flagstone));
    }
}
