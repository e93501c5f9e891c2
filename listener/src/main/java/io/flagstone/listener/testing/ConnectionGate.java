/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

/** What a server's faults do to its connections as such. */
interface ConnectionGate {
    /** Lets nobody in any more. */
    void refuse();

    /** Lets clients in again. */
    void accept();

    /** Closes the connections that are open. */
    void closeAll();

    /** Has every connection look whether it may go on. */
    void wakeAll();
}
