/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "007, 7", "2147483647, 2147483647", "9223372036854775807, 9223372036854775807"})
    void shouldReadDigits(final String text, final long expected) {
        assertEquals(expected, Numbers.parseDigits(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "+1", "1 ", " 1", "1x", "x", "0x10", "1.5", "9223372036854775808",
        "99999999999999999999"})
    void shouldRefuseWhatIsNotAllDigits(final String text) {
        assertEquals(Numbers.MALFORMED, Numbers.parseDigits(text));
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "0, 0", "-2147483647, -2147483647", "2147483647, 2147483647"})
    void shouldReadSignedNumbers(final String text, final long expected) {
        assertEquals(expected, Numbers.parseInt(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--1", "2147483648", "-2147483648", "1k"})
    void shouldRefuseWhatIsNoInt(final String text) {
        assertEquals(Numbers.MALFORMED, Numbers.parseInt(text));
    }

    @ParameterizedTest
    @CsvSource({"64, 1048576, 67108864", "64, 1, 64", "0, 1, 0", "1k, 1048576, 1024", "1K, 1, 1024", "512k, 1, 524288",
        "2m, 1, 2097152", "2M, 1, 2097152", "3g, 1048576, 3221225472", "1T, 1, 1099511627776",
        "8388607t, 1, 9223370937343148032", "8796093022207, 1048576, 9223372036853727232"})
    void shouldReadSizes(final String text, final long unit, final long expected) {
        assertEquals(expected, Numbers.parseSize(text, unit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "m", "1kb", "1kk", "-1k", "1.5m", "8388608t", "8796093022208", "1p"})
    void shouldRefuseWhatIsNoSize(final String text) {
        assertEquals(Numbers.MALFORMED, Numbers.parseSize(text, 1024 * 1024));
    }

    @ParameterizedTest
    @CsvSource({"1.25, 1.25", "2, 2.0", ".5, 0.5", "3., 3.0", "1.0000001, 1.0000001"})
    void shouldReadFactors(final String text, final double expected) {
        assertEquals(expected, Numbers.parseFactor(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.2.3", "-1.25", "1e1", "1.25f", "NaN", "Infinity", "0x1p1", "1,25", " 2"})
    void shouldRefuseWhatIsNoFactor(final String text) {
        assertEquals(Double.NaN, Numbers.parseFactor(text));
    }
}
