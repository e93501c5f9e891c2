/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.io.IOException;

/** One connection to a {@link GoldenServer}, as a client sees it. */
public interface GoldenConnection extends AutoCloseable {
    /** Sends bytes as one packet; what is sent to a server that has closed is lost without an error. */
    void send(byte[] bytes) throws IOException;

    /**
     * Takes what the server has sent and nobody has taken. Waits a reasonable time for the first byte and none for
     * more.
     *
     * @return the bytes; empty if none came in time or the server has closed
     */
    byte[] receive() throws IOException;

    /** Whether the server has closed, with nothing left to receive. Waits a reasonable time for it. */
    boolean closed() throws IOException;

    /** Tells the server that the client sends no more: the sending side is shut down, the receiving side is open. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
