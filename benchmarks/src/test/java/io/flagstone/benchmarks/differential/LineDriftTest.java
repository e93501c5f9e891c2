/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        "incr n 9223372036854775808\\n", "touch k 4294967296\\n", "verbosity 2\\n"})
    void shouldForbidWhatDependsOnTimeOrStateOrTheReadingOfNumbers(final String request) {
        assertNull(dialect.adapt(bytes(request)));
    }
}
