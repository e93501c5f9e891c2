/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class OpcodeTest {
    @Test
    void shouldSortCommandsIntoKinds() {
        assertEquals(EnumSet.of(Opcode.SET, Opcode.ADD, Opcode.REPLACE, Opcode.APPEND, Opcode.PREPEND, Opcode.CAS),
            those(Opcode::isStore));
        assertEquals(EnumSet.of(Opcode.GET, Opcode.GETS, Opcode.GAT, Opcode.GATS), those(Opcode::isRetrieval));
        assertEquals(EnumSet.of(Opcode.GETS, Opcode.GATS), those(Opcode::returnsCas));
        assertEquals(EnumSet.of(Opcode.GAT, Opcode.GATS), those(Opcode::isGetAndTouch));
    }

    private static Set<Opcode> those(final Predicate<Opcode> kind) {
        return Arrays.stream(Opcode.values()).filter(kind).collect(Collectors.toSet());
    }
}
