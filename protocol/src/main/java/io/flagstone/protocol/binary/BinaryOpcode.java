/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.protocol.binary;

import java.util.Arrays;

/**
 * The commands, with what a request of each must hold. A quiet command is the command of its twin, asked for in another
 * byte: it does the same and says nothing where that went as expected.
 */
public enum BinaryOpcode {
    /** The value of a key. */
    GET(0x00, 0x09, 0, Part.REQUIRED, Part.FORBIDDEN),
    /** Stores, whatever was there. */
    SET(0x01, 0x11, 8, Part.REQUIRED, Part.ALLOWED),
    /** Stores if the key is absent. */
    ADD(0x02, 0x12, 8, Part.REQUIRED, Part.ALLOWED),
    /** Stores if the key is present. */
    REPLACE(0x03, 0x13, 8, Part.REQUIRED, Part.ALLOWED),
    /** Removes an item. */
    DELETE(0x04, 0x14, 0, Part.REQUIRED, Part.FORBIDDEN),
    /** Adds to a decimal value, or makes one. */
    INCREMENT(0x05, 0x15, 20, Part.REQUIRED, Part.FORBIDDEN),
    /** Takes from a decimal value, or makes one. */
    DECREMENT(0x06, 0x16, 20, Part.REQUIRED, Part.FORBIDDEN),
    /** Asks the server to close the connection. */
    QUIT(0x07, 0x17, 0, Part.FORBIDDEN, Part.FORBIDDEN),
    /** Makes every item expire, now or later. */
    FLUSH(0x08, 0x18, 4, Part.FORBIDDEN, Part.FORBIDDEN),
    /** Answers, so that a client knows that everything before it has been done. */
    NOOP(0x0a, 0, Part.FORBIDDEN, Part.FORBIDDEN),
    /** Asks for the version of the server. */
    VERSION(0x0b, 0, Part.FORBIDDEN, Part.FORBIDDEN),
    /** The value of a key, and the key. */
    GETK(0x0c, 0x0d, 0, Part.REQUIRED, Part.FORBIDDEN),
    /** Adds bytes behind a present value. */
    APPEND(0x0e, 0x19, 0, Part.REQUIRED, Part.ALLOWED),
    /** Adds bytes in front of a present value. */
    PREPEND(0x0f, 0x1a, 0, Part.REQUIRED, Part.ALLOWED),
    /** Asks for statistics; the key says which. */
    STAT(0x10, 0, Part.ALLOWED, Part.ALLOWED),
    /** Gives an item a new expiry. */
    TOUCH(0x1c, 4, Part.REQUIRED, Part.ALLOWED),
    /** As {@link #GET}, and the item gets a new expiry. */
    GAT(0x1d, 0x1e, 4, Part.REQUIRED, Part.ALLOWED),
    /** As {@link #GETK}, and the item gets a new expiry. */
    GATK(0x23, 0x24, 4, Part.REQUIRED, Part.ALLOWED),
    /** Asks by which mechanisms a client may say who it is. */
    SASL_LIST(0x20, 0, Part.FORBIDDEN, Part.FORBIDDEN),
    /** Says who the client is; the key names the mechanism. */
    SASL_AUTH(0x21, 0, Part.REQUIRED, Part.ALLOWED),
    /** Goes on saying it. */
    SASL_STEP(0x22, 0, Part.REQUIRED, Part.ALLOWED),
    /** Commands on ranges, which memcached has names for and nothing else (0x30 to 0x3c). */
    RANGE(-1, 0, Part.ALLOWED, Part.ALLOWED),
    /** Everything else. */
    UNKNOWN(-1, 0, Part.ALLOWED, Part.ALLOWED);

    /** What may stand behind the extras. */
    private enum Part {
        REQUIRED, ALLOWED, FORBIDDEN;

        boolean accepts(final long length) {
            return this == ALLOWED || length > 0 == (this == REQUIRED);
        }
    }

    private static final int NONE = -1;
    private static final int FIRST_RANGE = 0x30;
    private static final int LAST_RANGE = 0x3c;
    private static final BinaryOpcode[] BY_BYTE = byByte();

    private final int loud;
    private final int quiet;
    private final int extrasLength;
    private final Part key;
    private final Part value;

    BinaryOpcode(final int loud, final int extrasLength, final Part key, final Part value) {
        this(loud, NONE, extrasLength, key, value);
    }

    BinaryOpcode(final int loud, final int quiet, final int extrasLength, final Part key, final Part value) {
        this.loud = loud;
        this.quiet = quiet;
        this.extrasLength = extrasLength;
        this.key = key;
        this.value = value;
    }

    private static BinaryOpcode[] byByte() {
        final BinaryOpcode[] table = new BinaryOpcode[1 << Byte.SIZE];
        Arrays.fill(table, UNKNOWN);
        Arrays.fill(table, FIRST_RANGE, LAST_RANGE + 1, RANGE);
        for (final BinaryOpcode opcode : values()) {
            if (opcode.loud != NONE) {
                table[opcode.loud] = opcode;
            }
            if (opcode.quiet != NONE) {
                table[opcode.quiet] = opcode;
            }
        }
        return table;
    }

    /**
     * The command of an opcode, quiet or not.
     *
     * @param opcode as it stands in a header.
     * @return the command, or {@link #UNKNOWN}.
     */
    public static BinaryOpcode of(final byte opcode) {
        return BY_BYTE[Byte.toUnsignedInt(opcode)];
    }

    /**
     * Whether an opcode of this command asks for silence.
     *
     * @param opcode as it stands in a header.
     * @return true for the quiet twin.
     */
    public boolean isQuiet(final byte opcode) {
        return Byte.toUnsignedInt(opcode) == quiet;
    }

    /**
     * Whether the bytes behind the key mean something.
     *
     * @return true for set, add, replace, append, prepend, and what says who the client is.
     */
    public boolean hasValue() {
        return switch (this) {
            case SET, ADD, REPLACE, APPEND, PREPEND, SASL_AUTH, SASL_STEP -> true;
            default -> false;
        };
    }

    /**
     * Whether the bytes behind the key become part of the value that is there.
     *
     * @return true for append and prepend.
     */
    public boolean joins() {
        return this == APPEND || this == PREPEND;
    }

    /**
     * Whether the item that is found gets a new expiry.
     *
     * @return true for touch and its twins that answer the value.
     */
    public boolean touches() {
        return this == TOUCH || this == GAT || this == GATK;
    }

    /**
     * Whether the response holds the key.
     *
     * @return true for the retrievals that say so.
     */
    public boolean returnsKey() {
        return this == GETK || this == GATK;
    }

    /** Tells whether a request of this command may have parts of these lengths. A flush may do without its extras. */
    boolean accepts(final int extras, final int keyLength, final long valueLength) {
        return (extras == extrasLength || this == FLUSH && extras == 0) && key.accepts(keyLength)
            && value.accepts(valueLength);
    }
}
