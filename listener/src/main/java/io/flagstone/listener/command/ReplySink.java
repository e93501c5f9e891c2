/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ValueView;
import java.nio.ByteBuffer;

/** Where replies go: a connection, or a test. It takes everything; what cannot go out at once it keeps, in order. */
public interface ReplySink {
    /**
     * Takes bytes.
     *
     * @param bytes  from index 0; they may be changed as soon as this returns.
     * @param length how many.
     */
    void send(ByteBuffer bytes, int length);

    /**
     * Takes a value, and closes it when it is out.
     *
     * @param value to be sent.
     */
    void send(ValueView value);

    /**
     * Takes bytes that a value lies between, in as few packets as they fit in, and closes the value when it is out.
     *
     * @param bytes  from index 0; they may be changed as soon as this returns.
     * @param split  how many of them come before the value.
     * @param length how many there are.
     * @param value  to be sent.
     */
    default void send(final ByteBuffer bytes, final int split, final int length, final ValueView value) {
        if (split > 0) {
            send(bytes, split);
        }
        send(value);
        if (length > split) {
            send(bytes.slice(split, length - split), length - split);
        }
    }

    /**
     * Tells whether something is kept: then nothing more should be made until it is out.
     *
     * @return whether it is, or whether the receiver is gone.
     */
    boolean isBlocked();
}
