/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.access;

/** How a file tells users: {@code user:password}, one in each line, with memcached's limits. */
public enum UserFormat {
    /** What {@code -Y} names: the password goes to the end of the line, and a user may have several. */
    ASCII("authFile", 8, false),
    /** What {@code MEMCACHED_SASL_PWDB} names: the password goes to the next colon, and what is behind is ignored. */
    SASL("saslFile", 1024, true);

    /** The longest line, without its end. */
    static final int LONGEST_LINE = 256;

    final String parameter;
    final int mostUsers;
    final boolean colonEndsPassword;

    UserFormat(final String parameter, final int mostUsers, final boolean colonEndsPassword) {
        this.parameter = parameter;
        this.mostUsers = mostUsers;
        this.colonEndsPassword = colonEndsPassword;
    }

    /** More bytes than any file has that keeps the rules. */
    int longestFile() {
        return mostUsers * (LONGEST_LINE + "\r\n".length()) + 1;
    }
}
