/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

/** Where Debian's memcached 1.6.18 is known to answer otherwise than 1.6.45, which Flagstone follows; and why. */
enum KnownDifference {
    /** Answers {@code ERROR}. */
    WRONG_WORD_COUNT("too few words, or a line of less than four bytes: ERROR until 1.6.40"),
    /** Gets the line without the data block. */
    BODY_NOT_SWALLOWED("the data block behind a refused line was read as commands until 1.6.40"),
    /** Gets the line without them. */
    EXTRA_WORDS("words behind the last one that means something were refused until 1.6.40"),
    /** Gets the verb alone. */
    GAT_WITHOUT_KEY("gat without a key was answered by END until 1.6.40"),
    /** Gets noreply once more. */
    DELETE_NOREPLY("delete noreply was answered until 1.6.40"),
    /** Gets an empty line. */
    SHORT_LINE("a line of three bytes was read as a command until 1.6.40"),
    /** Gets an unknown command. */
    LEADING_SPACE("spaces in front of any command were ignored until 1.6.40"),
    /** Gets nothing. */
    UNKNOWN_NOREPLY("an unknown command that ends with noreply was answered until 1.6.40"),
    /** Gets the verb alone. */
    META_BODY("the data block behind an ms with a word that cannot be a flag was discarded until 1.6.40"),
    /** Gets the verb alone. */
    BAD_LENGTH("a long length was cut to 32 bits until 1.6.40, and noreply was heard before a bad length"),
    /** Lacks it. */
    EMPTY_LINE("1.6.45 sends an empty line behind its answer to a get of a key that is too long"),
    /** Has another text. */
    META_FLAG("what cannot be a flag at all was a bad flag until 1.6.40, and md hid what was wrong"),
    /** Names the length. */
    META_MODE("a mode of no or several letters was a wrong length until 1.6.40, and hid what was wrong before it"),
    /** Has the key as it is. */
    BINARY_KEY("memcached forgets that a key is binary when it makes an item or adds to one; such a key cannot be told"
        + " from a line's end"),
    /** Any text is taken for the same. */
    VERSION("each server tells its own version"),
    /** Says {@code ERROR:}. */
    SHUTDOWN("shutdown disabled was an ERROR until 1.6.40"),
    /** Ends earlier. */
    UNFINISHED_BLOCK("memcached keeps replies back while a data block is unfinished, and drops them at the end"),
    /** Is not sent. */
    YOUNGER_FLAG("E, x of md, C of mg, and N and s of ms are younger than 1.6.18"),
    /** Is not sent. */
    QUIET_CREATION("a quiet ma that makes an item was answered until 1.6.40"),
    /** Is not sent. */
    TIME_OF_OLD_ITEM("T of ma went to the old item where the number had to be stored anew"),
    /** Is not sent. */
    TIME_THAT_IS_OVER("t was the rest of 136 years where a T in front of it was over"),
    /** Is not sent. */
    ORDER_OF_UNIQUES("I of ms asks whether a CAS unique is lower, and Flagstone counts those of different keys apart"),
    /** Is not sent. */
    LENIENT_NUMBER("a number of a meta flag could have white space or a plus sign in front and white space behind until"
        + " 1.6.40"),
    /** Is not sent. */
    HELD_NUMBER("memcached stores a number anew, without the spaces that fill it up, while an answer that was not sent"
        + " holds the old one, and what was sent depends on how the requests arrive");

    private final String reason;

    KnownDifference(final String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
