/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

/**
 * The sizes that the protocol fixes, in bytes unless said otherwise.
 */
public final class ProtocolLimits {
    /** The longest key, as it stands on the wire. */
    public static final int MAX_KEY_LENGTH = 250;

    /** How much may be buffered without a line end before a connection is closed, unless it is a long get. */
    public static final int MAX_LINE_WITHOUT_END = 2048;

    /** How many spaces may stand in front of a long get that is spared by {@link #MAX_LINE_WITHOUT_END}. */
    public static final int MAX_SPACES_BEFORE_LONG_GET = 100;

    /** The shortest line that can be a command, its line end included. */
    public static final int MIN_LINE_LENGTH = 4;

    /** How many words of a line are looked at, the command included; only lists of keys are read beyond. */
    public static final int MAX_TOKENS = 23;

    /** How many words a line of the meta dialect may have, the command and the key included. */
    public static final int MAX_META_TOKENS = 20;

    /** The longest opaque of the meta dialect, its letter included. */
    public static final int MAX_OPAQUE_LENGTH = 32;

    /** The longest data block that a line may announce: its line end must fit into 31 bits too. */
    public static final int MAX_VALUE_LENGTH = Integer.MAX_VALUE - 2;

    /** The line end behind a data block. */
    public static final int VALUE_END_LENGTH = 2;

    private ProtocolLimits() {
    }
}
