/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/**
 * What lies between a connection and its client: nothing but a socket, or TLS over one. Belongs to one worker.
 *
 * <p>Two things make it more than a channel. It may hold input that no event will tell of, and output that was taken
 * from the connection and has not left; and what it waits for may be the other direction, since TLS now and then has
 * to write before it can read on.
 */
public interface Transport {
    /**
     * Reads what has come.
     *
     * @param target where to.
     * @return bytes; 0 if there is nothing to be had yet, -1 at the end.
     * @throws IOException if the client is gone.
     */
    int read(ByteBuffer target) throws IOException;

    /** {@return where replies go; it takes less than it is offered when the client does not read, and never blocks} */
    GatheringByteChannel output();

    /** {@return the operation of a selection key that the next {@link #read} waits for} */
    int readsOn();

    /** {@return whether there is more to be read than what the last read gave, though no event will tell} */
    boolean holdsInput();

    /** {@return whether bytes that {@link #output} took are still here, and the socket has to take them} */
    boolean holdsOutput();

    /**
     * Sends what is held, as far as the client takes it.
     *
     * @throws IOException if the client is gone.
     */
    void flush() throws IOException;

    /** {@return whether the two sides are through with what comes before the first request} */
    boolean isReady();

    /**
     * Closes the socket.
     *
     * @throws IOException if that fails; the socket is gone either way.
     */
    void close() throws IOException;
}
