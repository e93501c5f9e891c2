/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.ServerState;

/**
 * Finds the connections of one worker that have been still for too long: for the time that was configured, or, while
 * what connections keep is in the way of others, for a few seconds. Nothing of it is done for a request: the acceptor
 * has the worker look now and then, and only if there may be something to find.
 */
final class Sweep {
    private static final int STILL_SECONDS = 3;

    private final ServerState state;
    private final Counters counters;
    private final BufferPool pool;
    private final int idleTimeout;
    private int second;
    private boolean lacksInput;
    private boolean lacksOutput;
    private boolean lacksItems;
    /** The second before which no connection can have been idle for too long. */
    private int nextIdle;
    private int oldest;

    /** @param idleTimeout seconds after which a client that sends nothing is let go; 0 for never. */
    Sweep(final ServerState state, final Counters counters, final BufferPool pool, final int idleTimeout) {
        this.state = state;
        this.counters = counters;
        this.pool = pool;
        this.idleTimeout = idleTimeout;
    }

    /** Tells whether there may be something to find. May be called by any thread, as an estimate. */
    boolean isUseful() {
        return idleTimeout > 0 && counters.get(Counter.CURR_CONNECTIONS) > 0
            || counters.get(Counter.READ_BUFFERS) > 0
            || counters.get(Counter.READ_BUFFER_BYTES_FREE) > (long) BufferPool.RESTING * BufferPool.SIZE
            || state.inFlight().isPressed();
    }

    /** Begins a look; false if no connection has to be looked at. */
    boolean begin() {
        second = state.second();
        lacksInput = pool.lacksInput();
        lacksOutput = pool.lacksOutput();
        lacksItems = state.inFlight().isPressed();
        pool.shrink();
        oldest = second;
        return lacksInput || lacksOutput || lacksItems || idleTimeout > 0 && second >= nextIdle;
    }

    /** Tells what is to be counted when a connection is closed now; null if it stays. */
    Counter verdict(final Connection connection) {
        final int still = second - connection.lastSecond();
        if (idleTimeout > 0 && connection.waitsForClient()) {
            if (still > idleTimeout) {
                return Counter.IDLE_KICKS;
            }
            oldest = Math.min(oldest, connection.lastSecond());
        }
        if (still < STILL_SECONDS) {
            return null;
        }
        if (lacksOutput && connection.keepsOutput()) {
            return Counter.RESPONSE_REFUSED;
        }
        if (lacksInput && connection.keepsInput()) {
            return Counter.READ_BUFFER_REFUSED;
        }
        if (lacksItems && connection.holdsItem()) {
            return connection.keepsOutput() ? Counter.RESPONSE_REFUSED : Counter.READ_BUFFER_REFUSED;
        }
        return null;
    }

    /** Ends a look at every connection. */
    void end() {
        nextIdle = oldest + idleTimeout + 1;
    }
}
