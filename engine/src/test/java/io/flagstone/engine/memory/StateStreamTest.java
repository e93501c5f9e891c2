/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.BufferUnderflowException;
import org.junit.jupiter.api.Test;

class StateStreamTest {
    @Test
    void shouldLoadWhatWasSavedInTheSameOrder() {
        final StateStream saving = StateStream.saving();
        assertFalse(saving.isLoading());
        final int[] numbers = {1, -2, Integer.MIN_VALUE, 4};
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, saving.next(i));
            assertEquals(i * -5_000_000_000L, saving.next(i * -5_000_000_000L));
            assertArrayEquals(numbers, saving.next(numbers, 3));
        }
        final StateStream loading = StateStream.loading(saving.content());
        assertTrue(loading.isLoading());
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, loading.next(-1));
            assertEquals(i * -5_000_000_000L, loading.next(-1L));
            assertArrayEquals(new int[] {1, -2, Integer.MIN_VALUE}, loading.next(new int[1], 3));
        }
        loading.end();
        assertThrows(BufferUnderflowException.class, () -> loading.next(0));
    }

    @Test
    void shouldTellThatSomethingIsLeft() {
        final StateStream saving = StateStream.saving();
        saving.next(1L);
        saving.end();
        final StateStream loading = StateStream.loading(saving.content());
        loading.next(0);
        assertEquals("all that was saved must be loaded: bytesLeft=4",
            assertThrows(IllegalStateException.class, loading::end).getMessage());
    }

    @Test
    void shouldLoadIntoAnArrayThatIsLargeEnough() {
        final StateStream saving = StateStream.saving();
        saving.next(new int[] {7, 8}, 2);
        final int[] array = {0, 0, 3};
        assertEquals(array, StateStream.loading(saving.content()).next(array, 2));
        assertArrayEquals(new int[] {7, 8, 3}, array);
    }
}
