/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.BufferOperations;
import io.flagstone.protocol.binary.BinaryRequest;

/** What every command of the binary dialect on a key works with: those of one worker. */
abstract class BinaryHandler {
    final ServerState state;
    final BufferOperations cache;
    final Counters counters;
    final BinaryRequest request;
    final BinaryReplies replies;
    final EventLog events;

    BinaryHandler(final ServerState state, final Counters counters, final BinaryRequest request,
            final BinaryReplies replies, final EventLog events) {
        this.state = state;
        this.counters = counters;
        this.request = request;
        this.replies = replies;
        this.events = events;
        cache = state.cache.buffers();
    }
}
