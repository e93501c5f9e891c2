/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private final List<String> ended = new ArrayList<>();

    private AutoCloseable failing(final String name, final Throwable failure) {
        return () -> {
            ended.add(name);
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }

    @Test
    void shouldEndAllOfThemInTheirOrderAndMindNoneThatIsNull() {
        Endings.all(() -> ended.add("first"), null, () -> ended.add("second"));
        assertEquals(List.of("first", "second"), ended);
    }

    @Test
    void shouldThrowTheFirstFailureWithAllOthersOnceEverythingHasEnded() {
        final Error first = new AssertionError("first");
        final Exception second = new IllegalStateException("second");
        final Exception third = new IOException("third");
        assertSame(first, assertThrows(AssertionError.class, () -> Endings.all(failing("a", first),
            failing("b", second), failing("c", first), failing("d", third), () -> ended.add("e"))));
        assertEquals(List.of("a", "b", "c", "d", "e"), ended);
        assertArrayEquals(new Throwable[] {second, third}, first.getSuppressed());
    }

    @Test
    void shouldWrapAFailureThatIsChecked() {
        final Exception failure = new IOException("the disk is full");
        final Exception thrown =
            assertThrows(IllegalStateException.class, () -> Endings.all(failing("a", failure)));
        assertEquals("cannot be closed: the disk is full", thrown.getMessage());
        assertSame(failure, thrown.getCause());
    }
}
