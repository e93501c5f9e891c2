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
import jdk.jfr.Timespan;

/** A client that is connected no more. */
@Name("flagstone.ConnectionClosed")
@Label("Connection Closed")
@Description("A connection has ended")
@Category({"Flagstone", "Server"})
@StackTrace(false)
public final class ConnectionClosedEvent extends Event {
    private static final ConnectionClosedEvent ANY = new ConnectionClosedEvent();

    @Label("Cache")
    @Description("Name of the cache that is served")
    private String cache;
    @Label("Connection")
    @Description("Number by which the log and stats conns name it")
    private long connection;
    @Label("Client")
    @Description("Address of the client, by PROXY protocol where that is spoken")
    private String client;
    @Label("Reason")
    @Description("normal if the client left, idle_timeout if it was still for too long, shutdown if it asked for that, "
        + "else error")
    private String reason;
    @Label("Idle Time")
    @Description("How long it had been still")
    @Timespan(Timespan.SECONDS)
    private long idleTime;

    private ConnectionClosedEvent() {
    }

    /**
     * Has one recorded, if anybody does.
     *
     * @param cache   its name.
     * @param id      of the connection.
     * @param address of the client.
     * @param why     it ends.
     * @param idle    seconds.
     */
    public static void tell(final String cache, final long id, final String address, final String why,
            final long idle) {
        if (ANY.isEnabled()) {
            final ConnectionClosedEvent event = new ConnectionClosedEvent();
            event.cache = cache;
            event.connection = id;
            event.client = address;
            event.reason = why;
            event.idleTime = idle;
            event.commit();
        }
    }
}
