/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLineOptionTest {

    /** The string that memcached 1.6.45 gives to getopt: a colon behind each letter that takes an argument. */
    private static final String GETOPT = "a:AZp:s:U:m:Mc:khiVrvdl:u:P:f:n:t:D:LR:Cb:B:I:SFXWY:e:o:N:";

    @Test
    void shouldKnowEveryLetterOfMemcachedAndWhetherItTakesAnArgument() {
        int letters = 0;
        for (int i = 0; i < GETOPT.length(); i++) {
            if (GETOPT.charAt(i) != ':') {
                letters++;
                final CommandLineOption option = CommandLineOption.byLetter(GETOPT.charAt(i));
                assertEquals("-" + GETOPT.charAt(i), option.flag());
                assertEquals(GETOPT.startsWith(":", i + 1), option.takesArgument(), option.flag());
            }
        }
        assertEquals(letters, Stream.of(CommandLineOption.values()).filter(CommandLineOption::hasLetter).count());
        assertSame(CommandLineOption.PREFAULT, CommandLineOption.byLongName("prefault"));
        assertEquals("--prefault", CommandLineOption.PREFAULT.flag());
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhatItDoesOrElseWhatToDoInstead(final CommandLineOption option) {
        assertNotEquals(option.help() == null, option.instead() == null);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeFoundByItsLongName(final CommandLineOption option) {
        assertSame(option, CommandLineOption.byLongName(option.longName()));
    }

    @Test
    void shouldBeFoundByTheBeginningOfOneLongNameOnly() {
        assertSame(CommandLineOption.PORT, CommandLineOption.byLongName("po"));
        assertSame(CommandLineOption.VERBOSE, CommandLineOption.byLongName("verb"));
        assertNull(CommandLineOption.byLongName("ver"));
        assertNull(CommandLineOption.byLongName("p"));
        assertNull(CommandLineOption.byLongName("ports"));
        assertNull(CommandLineOption.byLongName(""));
    }

    @Test
    void shouldNotBeFoundByALetterThatMemcachedLacks() {
        assertNull(CommandLineOption.byLetter('q'));
        assertNull(CommandLineOption.byLetter('\u20ac'));
    }
}
