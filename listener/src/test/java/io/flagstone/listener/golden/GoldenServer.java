/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.io.IOException;
import java.time.Duration;

/** A server that transcripts can be played against: in memory, or behind a socket. */
public interface GoldenServer {
    /** Opens a new connection. */
    GoldenConnection connect() throws IOException;

    /** Makes the server as good as new: no items, and settings as they are by default. Called before every case. */
    void reset() throws IOException;

    /** Lets time pass, on whatever clock the server goes by. */
    void advance(Duration time);

    /** The Unix time in seconds, by the server's clock. */
    long unixSeconds();
}
