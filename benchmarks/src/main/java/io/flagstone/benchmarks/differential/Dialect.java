/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.List;

/** One of memcached's dialects: what may be said in it, and how answers are read. */
interface Dialect {
    /** What begins every stream: it empties the server. */
    String flush();

    /** A command whose answer shows that all others have been answered. */
    String marker();

    /** The answer to the marker. */
    String markerReply();

    /** Who makes commands up. */
    Commands commands();

    /** Makes a request of several commands ready for memcached; null if the answers could not be compared. */
    Adapted adapt(String request);

    /** A reply line by line, or packet by packet, in the words of a transcript. */
    List<String> describe(String reply, Uniques uniques);

    /** The reason why memcached's description may be followed by another of Flagstone; null if there is none. */
    KnownDifference judge(String memcached, String flagstone);
}
