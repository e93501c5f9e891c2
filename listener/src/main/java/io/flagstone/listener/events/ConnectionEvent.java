/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/** What all events of a client have. Not private, or a recording would not have them. */
@Category({"Flagstone", "Server"})
@StackTrace(false)
abstract class ConnectionEvent extends Event {
    @Label("Cache")
    @Description("Name of the cache that is served")
    String cache;
    @Label("Connection")
    @Description("Number by which the log and stats conns name it")
    long connection;
    @Label("Client")
    @Description("Address of the client as far as it is known, by PROXY protocol where that is spoken")
    String client;

    /** Has it recorded. */
    final void tell(final String name, final long id, final String address) {
        cache = name;
        connection = id;
        client = address;
        commit();
    }
}
