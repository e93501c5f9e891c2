/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A client that did not get as far as a request. */
@Name("flagstone.ConnectionFailed")
@Label("Connection Failed")
@Description("A client did not get as far as its first request: TLS or the PROXY header failed, or took too long")
@Category({"Flagstone", "Server"})
@StackTrace(false)
public final class ConnectionFailedEvent extends Event {
    private static final ConnectionFailedEvent ANY = new ConnectionFailedEvent();

    @Label("Cache")
    @Description("Name of the cache that is served")
    private String cache;
    @Label("Connection")
    @Description("Number by which the log and stats conns name it")
    private long connection;
    @Label("Client")
    @Description("Address of the client as far as it is known")
    private String client;
    @Label("In TLS")
    @Description("Whether it failed in TLS")
    private boolean inTls;
    @Label("Reason")
    private String reason;

    private ConnectionFailedEvent() {
    }

    /**
     * Has one recorded, if anybody does.
     *
     * @param cache   its name.
     * @param id      of the connection.
     * @param address of the client.
     * @param tls     whether TLS failed.
     * @param why     it did.
     */
    public static void tell(final String cache, final long id, final String address, final boolean tls,
            final String why) {
        if (ANY.isEnabled()) {
            final ConnectionFailedEvent event = new ConnectionFailedEvent();
            event.cache = cache;
            event.connection = id;
            event.client = address;
            event.inTls = tls;
            event.reason = why;
            event.commit();
        }
    }
}
