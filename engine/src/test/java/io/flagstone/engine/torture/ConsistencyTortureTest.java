/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.engine.torture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConsistencyTortureTest {
    @Test
    void shouldStayConsistentWhenEightThreadsDoRandomOperations() {
        ConsistencyTorture.run(8, 3, 12_000, 20261119L);
    }

    @Test
    void shouldRecogniseAValueWhenItIsWhole() {
        for (int length = 1; length < 100; length++) {
            final byte[] value = TortureValue.make(3, 5, 7, length);
            assertTrue(TortureValue.is(value, length, 3, 5, 7), "length=" + length);
        }
    }

    @Test
    void shouldSeeATornValueWhenOneByteIsAnothers() {
        final int length = 517;
        final byte[] value = TortureValue.make(3, 5, 7, length);
        for (int i = 0; i < length; i++) {
            final byte[] torn = value.clone();
            torn[i]++;
            assertFalse(TortureValue.is(torn, length, 3, 5, 7), "index=" + i);
        }
    }

    @Test
    void shouldSeeAnotherValueWhenKeyWriterOrSequenceDiffer() {
        final byte[] value = TortureValue.make(3, 5, 7, 10);
        assertFalse(TortureValue.is(value, 10, 4, 5, 7));
        assertFalse(TortureValue.is(value, 10, 3, 6, 7));
        assertFalse(TortureValue.is(value, 10, 3, 5, 8));
    }
}
