/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.access;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** The users of one reading of a file. They can be added to until they are published, and then only be asked. */
final class Users {
    private static final int SALT_LENGTH = 16;

    private final byte[] salt = new byte[SALT_LENGTH];
    private final List<byte[]> digests = new ArrayList<>();

    Users() {
        new SecureRandom().nextBytes(salt);
    }

    int count() {
        return digests.size();
    }

    void add(final byte[] line, final int userOffset, final int userLength, final int passwordOffset,
            final int passwordLength) {
        digests.add(digest(ByteBuffer.wrap(line), userOffset, userLength, passwordOffset, passwordLength));
    }

    /** Tells whether one of the users has this name and password; takes as long if it is the first as if it is none. */
    boolean know(final ByteBuffer in, final int userOffset, final int userLength, final int passwordOffset,
            final int passwordLength) {
        final byte[] asked = digest(in, userOffset, userLength, passwordOffset, passwordLength);
        boolean known = false;
        for (final byte[] digest : digests) {
            known |= MessageDigest.isEqual(digest, asked);
        }
        return known;
    }

    private byte[] digest(final ByteBuffer in, final int userOffset, final int userLength, final int passwordOffset,
            final int passwordLength) {
        final MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        sha.update(salt);
        // The length tells where the name ends, or "a" with "bc" would be "ab" with "c".
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, userLength));
        sha.update(in.duplicate().limit(userOffset + userLength).position(userOffset));
        sha.update(in.duplicate().limit(passwordOffset + passwordLength).position(passwordOffset));
        return sha.digest();
    }
}
