/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

/** Says which clients of the binary dialect may do anything; they are asked once, in one step. */
public interface SaslAuthenticator {
    /**
     * Names the ways in which a client may say who it is.
     *
     * @return names separated by spaces.
     */
    String mechanisms();

    /**
     * Decides about a client.
     *
     * @param mechanism that it chose, any bytes as ISO 8859-1.
     * @param message   what it says of itself.
     * @return whether it is believed.
     */
    boolean believes(String mechanism, byte[] message);
}
