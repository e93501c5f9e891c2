/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryOpcodeTest {
    @ParameterizedTest
    @CsvSource({"GET,0,9", "GETK,12,13", "SET,1,17", "ADD,2,18", "REPLACE,3,19", "DELETE,4,20", "INCREMENT,5,21",
        "DECREMENT,6,22", "QUIT,7,23", "FLUSH,8,24", "APPEND,14,25", "PREPEND,15,26", "GAT,29,30", "GATK,35,36"})
    void shouldKnowEachCommandAndItsQuietTwin(final BinaryOpcode opcode, final int loud, final int quiet) {
        assertEquals(opcode, BinaryOpcode.of((byte) loud));
        assertEquals(opcode, BinaryOpcode.of((byte) quiet));
        assertFalse(opcode.isQuiet((byte) loud));
        assertTrue(opcode.isQuiet((byte) quiet));
    }

    @ParameterizedTest
    @CsvSource({"NOOP,10", "VERSION,11", "STAT,16", "TOUCH,28", "SASL_LIST,32", "SASL_AUTH,33", "SASL_STEP,34"})
    void shouldKnowTheCommandsThatAreNeverQuiet(final BinaryOpcode opcode, final int loud) {
        assertEquals(opcode, BinaryOpcode.of((byte) loud));
        assertFalse(opcode.isQuiet((byte) loud));
    }

    @Test
    void shouldKnowNothingElse() {
        final EnumSet<BinaryOpcode> met = EnumSet.noneOf(BinaryOpcode.class);
        int unknown = 0;
        for (int code = 0; code < 256; code++) {
            final BinaryOpcode opcode = BinaryOpcode.of((byte) code);
            met.add(opcode);
            unknown += opcode == BinaryOpcode.UNKNOWN ? 1 : 0;
            assertEquals(code >= 0x30 && code <= 0x3c, opcode == BinaryOpcode.RANGE, "code=" + code);
        }
        assertEquals(EnumSet.allOf(BinaryOpcode.class), met);
        assertEquals(256 - 35 - 13, unknown);
    }
}
