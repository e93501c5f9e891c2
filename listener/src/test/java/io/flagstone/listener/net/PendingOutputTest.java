/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.InFlightMemory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PendingOutputTest {
    private static final int LIMIT = 1 << 20;

    private final Counters counters = new Counters();
    private final BufferPool pool = new BufferPool(counters, LIMIT, LIMIT);

    @Test
    void shouldGiveBackWhatItHoldsWhenCleared() {
        final InFlightMemory inFlight = new InFlightMemory(LIMIT);
        try (ByteCache cache = ByteCache.builder().callerMaintains().build()) {
            cache.set(new byte[] {'k'}, new byte[100]);
            final ValueView view = cache.view(new byte[] {'k'});
            final PendingOutput pending = new PendingOutput(pool, inFlight);
            pending.add(view);
            assertTrue(pending.add(ByteBuffer.allocate(10), 0, 10));
            assertTrue(pending.holdsValue());
            pending.clear();
            assertTrue(pending.isEmpty());
            assertFalse(pending.holdsValue());
            assertEquals(0, inFlight.bytes());
            assertEquals(0, counters.get(Counter.READ_BUFFERS));
            assertEquals("ValueView[closed]", view.toString());
        }
    }

    @Test
    void shouldGiveBackItsBuffersThoughSomethingElseFails() {
        // Nobody keeps the account, so that it cannot be settled.
        final PendingOutput pending = new PendingOutput(pool, null);
        assertTrue(pending.add(ByteBuffer.allocate(10), 0, 10));
        assertTrue(pending.add(ByteBuffer.allocate(10), 0, 10));
        assertThrows(NullPointerException.class, pending::clear);
        assertTrue(pending.isEmpty());
        assertEquals(0, counters.get(Counter.READ_BUFFERS));
    }
}
