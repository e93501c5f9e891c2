/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.access;

import io.flagstone.listener.command.PasswordCheck;
import io.flagstone.listener.command.SaslAuthenticator;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The mechanism PLAIN (RFC 4616): {@code [identity to act as] NUL user NUL password}. */
public final class SaslPlain implements SaslAuthenticator {
    private static final String NAME = "PLAIN";

    private final PasswordCheck users;

    /**
     * Makes a mechanism.
     *
     * @param users who may come in.
     */
    public SaslPlain(final PasswordCheck users) {
        this.users = users;
    }

    @Override
    public String mechanisms() {
        return NAME;
    }

    /** Nobody may act as another: an identity is given in vain unless it is the user's own. */
    @Override
    public boolean believes(final String mechanism, final byte[] message) {
        final int user = indexOfZero(message, 0) + 1;
        final int password = indexOfZero(message, user) + 1;
        if (!NAME.equals(mechanism) || user == 0 || password == 0 || indexOfZero(message, password) >= 0) {
            return false;
        }
        final int userEnd = password - 1;
        final boolean self = user == 1 || Arrays.equals(message, 0, user - 1, message, user, userEnd);
        return self & users.believes(ByteBuffer.wrap(message), user, userEnd - user, password,
            message.length - password);
    }

    private static int indexOfZero(final byte[] message, final int from) {
        for (int i = from; i < message.length; i++) {
            if (message[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
