/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A client that is connected no more. */
@Name("flagstone.ConnectionClosed")
@Label("Connection Closed")
@Description("A connection has ended")
public final class ConnectionClosedEvent extends ConnectionEvent {
    private static final ConnectionClosedEvent ANY = new ConnectionClosedEvent();

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
            event.reason = why;
            event.idleTime = idle;
            event.tell(cache, id, address);
        }
    }
}
