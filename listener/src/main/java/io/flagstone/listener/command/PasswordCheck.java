/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import java.nio.ByteBuffer;

/** Says whether a user is known by a password. Asked by all workers at once. */
public interface PasswordCheck {
    /**
     * Decides about a client.
     *
     * @param in             the buffer that holds what it says, which stays as it is.
     * @param userOffset     index of the first byte of its name.
     * @param userLength     of its name.
     * @param passwordOffset index of the first byte of its password.
     * @param passwordLength of its password.
     * @return whether it is believed.
     */
    boolean believes(ByteBuffer in, int userOffset, int userLength, int passwordOffset, int passwordLength);
}
