/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.io.IOException;
import java.util.List;

/** One line or several of the table that says how the server compares with memcached. */
interface Figure {
    /**
     * Measures.
     *
     * @param bench says how the servers are started, how often and for how long
     * @return the rows of the table
     * @throws IOException if a server does not start or breaks
     */
    List<Row> measure(Bench bench) throws IOException;
}
