/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.metrics;

import java.util.Locale;

/** What commands are told apart as when they are timed. */
public enum TimedCommand {
    /** get and gets of one key. */
    GET,
    /** get and gets of several keys. */
    MULTIGET,
    /** set, add, replace, append and prepend whose value came with them. */
    SET,
    /** cas, the same. */
    CAS,
    /** delete. */
    DELETE,
    /** touch, gat and gats. */
    TOUCH,
    /** incr. */
    INCR,
    /** decr. */
    DECR,
    /** The meta dialect. */
    META,
    /** Administration, and what is refused. */
    OTHER;

    /**
     * Tells its name as a label.
     *
     * @return in lower case.
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
