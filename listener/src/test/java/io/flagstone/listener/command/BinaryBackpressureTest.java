/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.ServerConfig;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A client that takes nothing until it has to: no request of its pipeline is lost, and none is answered too early. */
class BinaryBackpressureTest {
    private static final int GETS = 100;

    @Test
    void shouldGoOnWhereTheClientHadToTakeWhatItWasSent() {
        try (ByteCache cache = ByteCache.builder().callerMaintains().build()) {
            final ServerState state = new ServerState(cache,
                ServerConfig.builder().port(0).requestsPerEvent(GETS * 2).build(), 1_800_000_000L);
            final CommandExecutor executor = new CommandExecutor(state, state.newCounters());
            final Conversation conversation = new Conversation(1);
            final Reluctant client = new Reluctant();
            final ByteBuffer in = ByteBuffer.allocateDirect(1 << 17);
            in.put(BinaryDesk.packet(0x11, 8, "k", "v".repeat(16_000)));
            in.put(BinaryDesk.packet(0x11, 8, "l", "w".repeat(20_000)));
            for (int i = 0; i < GETS; i++) {
                in.put(BinaryDesk.packet(0x0c, 0, i % 4 == 0 ? "l" : "k", ""));
            }
            int used = 0;
            int turns = 0;
            do {
                client.blocked = false;
                used += executor.process(conversation, in, used, in.position(), client);
                turns++;
            } while (conversation.isUnfinished());
            assertEquals(in.position(), used);
            assertEquals(GETS * 29L + GETS / 4 * 20_000L + GETS * 3 / 4 * 16_000L, client.taken);
            assertTrue(turns > GETS / 8, "it is not made to take more than a buffer at once: turns=" + turns);
        }
    }

    /** Is blocked by whatever it is sent. */
    private static final class Reluctant implements ReplySink {
        private boolean blocked;
        private long taken;

        @Override
        public void send(final ByteBuffer bytes, final int length) {
            blocked = true;
            taken += length;
        }

        @Override
        public void send(final ValueView value) {
            blocked = true;
            taken += value.length();
            value.close();
        }

        @Override
        public boolean isBlocked() {
            return blocked;
        }
    }
}
