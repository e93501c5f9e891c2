/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-m 64                  | MEMORY_LIMIT=64",
        "-m64                   | MEMORY_LIMIT=64",
        "--memory-limit 64      | MEMORY_LIMIT=64",
        "--memory-limit=64      | MEMORY_LIMIT=64",
        "--memory-l 64          | MEMORY_LIMIT=64",
        "--memory-limit=        | MEMORY_LIMIT=",
        "-v                     | VERBOSE",
        "-vvv                   | VERBOSE VERBOSE VERBOSE",
        "-vdM                   | VERBOSE DAEMON DISABLE_EVICTIONS",
        "-dm64                  | DAEMON MEMORY_LIMIT=64",
        "-dm 64 -v              | DAEMON MEMORY_LIMIT=64 VERBOSE",
        "-p -1                  | PORT=-1",
        "-p-1                   | PORT=-1",
        "-u -d                  | USER=-d",
        "-l a,b -l c            | LISTEN=a,b LISTEN=c",
        "--verbose --daemon     | VERBOSE DAEMON",
        "-v -- -d               | VERBOSE OPERAND:-d",
        "-v foo -d              | VERBOSE OPERAND:foo DAEMON",
        "-                      | OPERAND:-",
        "-q                     | UNKNOWN:-q",
        "-vqd                   | VERBOSE UNKNOWN:-q DAEMON",
        "-\u00e9                | UNKNOWN:-\u00e9",
        "--nothing=1            | UNKNOWN:--nothing=1",
        "--mem 64 -d            | UNKNOWN:--mem OPERAND:64 DAEMON",
        "--disable              | UNKNOWN:--disable",
        "--=1                   | UNKNOWN:--=1",
        "--port                 | MISSING_ARGUMENT:PORT",
        "-vp                    | VERBOSE MISSING_ARGUMENT:PORT",
        "--daemon=yes           | UNEXPECTED_ARGUMENT:DAEMON",
    })
    void shouldSplitAsGetoptLongDoes(final String line, final String expected) {
        assertEquals(expected, describe(line.split(" ")));
    }

    @Test
    void shouldFindNothingInAnEmptyCommandLine() {
        assertEquals("", describe());
    }

    @Test
    void shouldTakeAnEmptyWordAsAnArgumentAndAsAnOperand() {
        assertEquals("USER= OPERAND:", describe("-u", "", ""));
    }

    private static String describe(final String... words) {
        final List<String> found = new ArrayList<>();
        final ArgumentReader reader = new ArgumentReader(words);
        ArgumentReader.Found next = reader.next();
        while (next != ArgumentReader.Found.END) {
            found.add(switch (next) {
                case OPTION -> reader.option() + (reader.text() == null ? "" : "=" + reader.text());
                case MISSING_ARGUMENT, UNEXPECTED_ARGUMENT -> next + ":" + reader.option();
                default -> next + ":" + reader.text();
            });
            next = reader.next();
        }
        return String.join(" ", found);
    }
}
