/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.nio.ByteBuffer;

/** Reads the heads of commands of one dialect, for one connection. */
interface CommandReader {
    /**
     * Reads the head of a command: all but its body.
     *
     * @return its length; 0 if it has not come whole.
     */
    int read(ByteBuffer in, int at, int limit);

    /** What was read last; a new one for each command. */
    CommandDraft draft();
}
