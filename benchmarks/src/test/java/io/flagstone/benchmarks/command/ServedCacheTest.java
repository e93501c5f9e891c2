/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServedCacheTest {
    private static final int ITEMS = 1000;
    private static final int GROUPS = 4;
    private static final int KEYS = 100;

    private static void ask(final ServedCache served, final Dialect dialect, final int items) {
        final RequestBytes requests = new RequestBytes(dialect, items, GROUPS, KEYS);
        for (int group = 0; group < GROUPS; group++) {
            final long answered = dialect == Dialect.ENGINE ? served.read(requests, group)
                : served.serve(requests, group);
            assertTrue(answered >= 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void shouldRefuseToCloseWhenAnyKeyWasMissed(final Dialect dialect) {
        final ServedCache full = new ServedCache(ITEMS, 10, false);
        ask(full, dialect, ITEMS);
        full.close();
        final ServedCache half = new ServedCache(ITEMS / 2, 10, false);
        ask(half, dialect, ITEMS);
        final Exception thrown = assertThrows(IllegalStateException.class, half::close);
        assertEquals("every get must hit", thrown.getMessage().split(":")[0]);
    }
}
