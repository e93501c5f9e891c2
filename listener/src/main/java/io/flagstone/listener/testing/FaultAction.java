/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.time.Duration;

/**
 * What goes wrong.
 *
 * @param kind   of it.
 * @param delay  DELAY: for how long.
 * @param answer ANSWER: the line, without its end.
 * @param length CUT: bytes of the reply that are sent.
 */
record FaultAction(Kind kind, Duration delay, String answer, int length) {

    /** What there is. */
    enum Kind { HOLD, DELAY, DROP_REQUEST, DROP_REPLY, ANSWER, OUT_OF_MEMORY, CUT, CLOSE }

    static FaultAction of(final Kind kind) {
        return new FaultAction(kind, Duration.ZERO, "", 0);
    }

    /** Whether the server is told of the command. */
    boolean letsThrough() {
        return switch (kind) {
            case HOLD, DELAY, DROP_REPLY, CUT -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case DELAY -> "DELAY by " + delay;
            case ANSWER -> "ANSWER " + answer;
            case CUT -> "CUT behind " + length;
            default -> kind.name();
        };
    }
}
