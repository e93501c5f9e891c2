/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

/** A reply that takes more than one turn of its connection, in front of all further input. */
interface SlowReply {
    /** Goes on for one turn; true if everything was said. */
    boolean goOn(ReplyBuffer out);

    /** It is over, or will never be finished. */
    default void end() {
        // Most have nothing to give back.
    }
}
