/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private static final int LONGEST = 1 << 30;
    private static final int LIMIT = 16 * BufferPool.SIZE;

    private final Counters counters = new Counters();
    private final BufferPool pool = new BufferPool(counters, LIMIT, LIMIT);

    private long free() {
        return counters.get(Counter.READ_BUFFER_BYTES_FREE) / BufferPool.SIZE;
    }

    @Test
    void shouldUseABufferAgain() {
        final ByteBuffer first = pool.takeForInput(1);
        pool.giveInput(first);
        assertSame(first, pool.takeForOutput(BufferPool.SIZE));
        assertEquals(1, counters.get(Counter.READ_BUFFERS));
        assertEquals(0, free());
    }

    @Test
    void shouldKeepRoomForShortInputFromWhoSendsLongLines() {
        final ByteBuffer large = pool.takeForInput(LIMIT / 2);
        assertNull(pool.takeForInput(BufferPool.SIZE + 1));
        assertTrue(pool.lacksInput());
        for (int i = 0; i < 8; i++) {
            assertNotNull(pool.takeForInput(100));
        }
        assertNull(pool.takeForInput(100));
        assertNotNull(pool.takeForOutput(100), "output has a bound of its own");
        pool.giveInput(large);
        assertNotNull(pool.takeForInput(LIMIT / 2));
    }

    @Test
    void shouldGrowWithWhatItHolds() {
        ByteBuffer line = pool.takeForInput(1);
        while (line.capacity() < LIMIT / 2) {
            while (line.hasRemaining()) {
                line.put((byte) line.position());
            }
            line = pool.grow(line, LONGEST);
            assertNotNull(line);
        }
        assertEquals(LIMIT / 2, counters.get(Counter.READ_BUFFER_BYTES));
        line.flip();
        while (line.hasRemaining()) {
            assertEquals((byte) line.position(), line.get());
        }
        line.clear().position(line.capacity());
        assertNull(pool.grow(line, LONGEST), "there is no room for a longer one");
        assertEquals(LIMIT / 2, counters.get(Counter.READ_BUFFER_BYTES));
    }

    @Test
    void shouldStillCountALongLineWhenThereIsNoMemoryForALongerOne() {
        final BufferPool broken = new BufferPool(null, LIMIT, LIMIT);
        final ByteBuffer line = ByteBuffer.allocate(LIMIT / 4);
        assertThrows(NullPointerException.class, () -> broken.grow(line, LONGEST), "as if the memory had run out");
        assertNull(broken.takeForInput(LIMIT / 2 + 1), "there is no room for it, with or without that line");
    }

    @Test
    void shouldBoundOutput() {
        final ByteBuffer large = pool.takeForOutput(LIMIT - BufferPool.SIZE);
        assertTrue(pool.lacksOutput());
        assertNotNull(pool.takeForOutput(1));
        assertNull(pool.takeForOutput(1));
        pool.giveOutput(large);
        assertFalse(pool.lacksOutput());
    }

    @Test
    void shouldLetGoOfWhatWasNotNeededForAWhile() {
        final List<ByteBuffer> buffers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            buffers.add(pool.takeForInput(1));
        }
        buffers.forEach(pool::giveInput);
        pool.shrink();
        assertEquals(12, free(), "they were needed a moment ago");
        pool.giveInput(pool.takeForInput(1));
        pool.shrink();
        assertEquals(BufferPool.RESTING + 1, free(), "one of them was needed");
        pool.shrink();
        assertEquals(BufferPool.RESTING, free());
    }
}
