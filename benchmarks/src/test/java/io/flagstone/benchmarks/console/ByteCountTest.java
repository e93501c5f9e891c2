/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCountTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "1k, 1024", "64m, 67108864", "64MiB, 67108864", "64G, 68719476736"})
    void shouldReadWhatPeopleWrite(final String text, final long bytes) {
        assertEquals(bytes, ByteCount.parse("limit", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "-1", "1.5g", "64mb", "64 m", "999999999999999t"})
    void shouldRefuseWhatIsNoNumberOfBytes(final String text) {
        final IllegalArgumentException refusal =
            assertThrows(IllegalArgumentException.class, () -> ByteCount.parse("limit", text));
        assertEquals("limit must be a number of bytes such as 4096 or 64m: limit=" + text, refusal.getMessage());
    }

    @Test
    void shouldWriteThreeOrFourDigitsAndAUnit() {
        assertEquals("999 B", ByteCount.format(999));
        assertEquals("1.0 KiB", ByteCount.format(1024));
        assertEquals("64.0 GiB", ByteCount.format(64L << 30));
        assertEquals("-2.5 MiB", ByteCount.format(-2.5 * (1 << 20)));
    }
}
