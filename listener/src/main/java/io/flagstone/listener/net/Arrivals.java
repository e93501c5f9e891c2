/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The connections that are not through with what comes before the first request, a TLS handshake or a PROXY header,
 * oldest first: none may take for ever, whatever it sends meanwhile. Belongs to one worker.
 */
final class Arrivals {
    /** Seconds that a client has. */
    static final int LIMIT = 10;

    private final Map<Connection, Integer> since = new LinkedHashMap<>();

    boolean isEmpty() {
        return since.isEmpty();
    }

    void add(final Connection connection, final int second) {
        since.put(connection, second);
    }

    void remove(final Connection connection) {
        since.remove(connection);
    }

    /** Takes out the oldest one whose time is over; null if there is none. */
    Connection pollOverdue(final int second) {
        final Iterator<Map.Entry<Connection, Integer>> oldest = since.entrySet().iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        final Map.Entry<Connection, Integer> first = oldest.next();
        if (second - first.getValue() < LIMIT) {
            return null;
        }
        oldest.remove();
        return first.getKey();
    }
}
