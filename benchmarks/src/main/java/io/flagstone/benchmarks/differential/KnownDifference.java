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
    /** Gets the verb alone. */
    BAD_LENGTH("a long length was cut to 32 bits until 1.6.40, and noreply was heard before a bad length"),
    /** Lacks it. */
    EMPTY_LINE("1.6.45 sends an empty line behind its answer to a get of a key that is too long"),
    /** Has another text. */
    META_FLAG("what cannot be a flag at all was a bad flag until 1.6.40, and md hid what was wrong"),
    /** Names the length. */
    META_MODE("a mode of no or several letters was a wrong length until 1.6.40"),
    /** Any text is taken for the same. */
    VERSION("each server tells its own version"),
    /** Says {@code ERROR:}. */
    SHUTDOWN("shutdown disabled was an ERROR until 1.6.40"),
    /** Ends earlier. */
    UNFINISHED_BLOCK("memcached keeps replies back while a data block is unfinished, and drops them at the end");

    private final String reason;

    KnownDifference(final String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
