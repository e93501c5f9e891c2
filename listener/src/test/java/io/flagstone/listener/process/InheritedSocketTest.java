/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InheritedSocketTest {

    @ParameterizedTest
    @CsvSource({"1,17,true", "1,18,false", "1,,false", "0,17,false", "2,18,false"})
    void shouldTakeOneSocketThatIsForThisProcess(final String count, final String process, final boolean given)
            throws ProcessException {
        assertEquals(given, InheritedSocket.isGiven(count, process, 17));
    }

    @Test
    void shouldRefuseMoreThanOne() {
        final ProcessException refused =
            assertThrows(ProcessException.class, () -> InheritedSocket.isGiven("2", "17", 17));
        assertEquals("one socket can be handed over, more must be opened with -l: LISTEN_FDS=2", refused.getMessage());
    }

    @Test
    void shouldFindNoneInAProcessThatWasStartedByHand() throws ProcessException {
        assertEquals(null, InheritedSocket.take());
    }
}
