/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import java.util.Locale;

/** What is remembered of each second. */
enum Column {
    /** Milliseconds since 1970. */
    TIME,
    GETS,
    HITS,
    SETS,
    /** Deletes, touches and arithmetic. */
    OTHERS,
    BYTES_IN,
    BYTES_OUT,
    CONNECTIONS,
    ITEMS,
    EVICTIONS,
    EXPIRED,
    /** Of the commands that were timed, in nanoseconds; -1 if there were none. */
    MEDIAN,
    /** The same. */
    P99,
    /** The longest turn of an event loop, in nanoseconds; -1 if there was none. */
    LAG;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
