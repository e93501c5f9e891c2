/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConversationTest {
    /** Counts how often it ended. */
    private static final class Dump extends AtomicInteger implements SlowReply {
        private static final long serialVersionUID = 1;

        @Override
        public boolean goOn(final ReplyBuffer out) {
            return false;
        }

        @Override
        public void end() {
            incrementAndGet();
        }
    }

    @Test
    void shouldEndAReplyUnderWayThoughTheWatcherCannotBeTakenAway() {
        final Conversation conversation = new Conversation(1);
        final Dump dump = new Dump();
        // Without an EventHub, from which it could be taken.
        conversation.watcher = new Watcher(0, 0, () -> { });
        conversation.dump = dump;
        assertThrows(NullPointerException.class, conversation::end);
        assertEquals(1, dump.get());
    }
}
