/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.command;

import io.flagstone.engine.ValueView;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A client without a socket, which keeps what it is sent. */
class KeptReplies implements ReplySink {
    /** Whether the client takes no replies. */
    boolean blocked;
    /** Whether the client takes no more once it was sent something. */
    boolean blocksWhenSent;
    final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Override
    public final void send(final ByteBuffer bytes, final int length) {
        final byte[] copy = new byte[length];
        bytes.get(0, copy);
        sent.writeBytes(copy);
        blocked |= blocksWhenSent;
    }

    @Override
    public final void send(final ValueView value) {
        sent.writeBytes(value.toByteArray());
        value.close();
    }

    @Override
    public final boolean isBlocked() {
        return blocked;
    }
}
