/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryDialectTest {
    private static final String TIME = "\0\0\0\0";
    private static final String INCREMENT = packet(0x05, "\0".repeat(20));

    private final BinaryDialect dialect = new BinaryDialect();

    private static String packet(final int opcode, final String extras) {
        return BinaryCommands.packet(opcode, extras, "n", "", "\0\0\0\0", BinaryCommands.NO_CAS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x09, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x23, 0x24})
    void shouldNotCountWhileAnAnswerMayHoldTheNumber(final int opcode) {
        final String read = packet(opcode, opcode < 0x1c ? "" : TIME);
        assertNotNull(dialect.adapt(read));
        assertNull(dialect.adapt(read + INCREMENT));
        assertNull(dialect.adapt(read + packet(0x04, "") + INCREMENT));
        assertNotNull(dialect.adapt(read + BinaryCommands.marker() + INCREMENT));
    }
}
