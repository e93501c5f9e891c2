/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol;

/**
 * What a request asks for, whatever the dialect it came in.
 */
public enum Opcode {
    /** Values of one or more keys. */
    GET,
    /** Values of one or more keys, each with its CAS unique. */
    GETS,
    /** As {@link #GET}, and every item found gets a new expiry. */
    GAT,
    /** As {@link #GETS}, and every item found gets a new expiry. */
    GATS,
    /** Stores, whatever was there. */
    SET,
    /** Stores if the key is absent. */
    ADD,
    /** Stores if the key is present. */
    REPLACE,
    /** Adds bytes behind a present value. */
    APPEND,
    /** Adds bytes in front of a present value. */
    PREPEND,
    /** Stores if the item still has the CAS unique that was named. */
    CAS,
    /** Removes one item. */
    DELETE,
    /** Adds to a decimal value. */
    INCR,
    /** Subtracts from a decimal value, stopping at zero. */
    DECR,
    /** Gives one item a new expiry. */
    TOUCH,
    /** Makes every item expire, now or later. */
    FLUSH_ALL,
    /** Sets how much the server logs. */
    VERBOSITY,
    /** Asks for the version of the server. */
    VERSION,
    /** Asks the server to close the connection. */
    QUIT,
    /** Asks for statistics. */
    STATS,
    /** Asks the server to stop. */
    SHUTDOWN,
    /** Changes the memory limit of a running server. */
    CACHE_MEMLIMIT,
    /** Administers slab classes. */
    SLABS,
    /** Tunes eviction. */
    LRU,
    /** Administers the crawler. */
    LRU_CRAWLER,
    /** Turns the connection into a stream of log lines. */
    WATCH,
    /** Reloads the certificates of the TLS listeners. */
    REFRESH_CERTS,
    /** Stops, starts or shifts the clock; for tests. */
    DEBUGTIME,
    /** Holds one item or lets go of it; for tests. */
    DEBUGITEM,
    /** {@code mn}: answers at once, so that a client knows that everything before it has been answered. */
    META_NOOP,
    /** {@code mg}: the value of one key and what is known of its item, and rules for whoever finds it missing. */
    META_GET,
    /** {@code ms}: stores, in the mode that a flag names. */
    META_SET,
    /** {@code md}: removes one item, or makes it stale or empty. */
    META_DELETE,
    /** {@code ma}: adds to a decimal value or subtracts from it. */
    META_ARITHMETIC,
    /** {@code me}: what is known of one item, for people. */
    META_DEBUG,
    /** A request that is refused; {@link Request#error()} says why. */
    INVALID;

    /**
     * Whether a data block follows the line.
     *
     * @return true for set, add, replace, append, prepend and cas
     */
    public boolean isStore() {
        return ordinal() >= SET.ordinal() && ordinal() <= CAS.ordinal();
    }

    /**
     * Whether the request names a list of keys to walk with {@link Request#nextKey()}.
     *
     * @return true for get, gets, gat and gats
     */
    public boolean isRetrieval() {
        return ordinal() <= GATS.ordinal();
    }

    /**
     * Whether values are answered together with their CAS unique.
     *
     * @return true for gets and gats
     */
    public boolean returnsCas() {
        return this == GETS || this == GATS;
    }

    /**
     * Whether the items that are found get a new expiry.
     *
     * @return true for gat and gats
     */
    public boolean isGetAndTouch() {
        return this == GAT || this == GATS;
    }
}
