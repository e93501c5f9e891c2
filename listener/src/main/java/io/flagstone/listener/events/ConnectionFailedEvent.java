/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A client that did not get as far as a request. */
@Name("flagstone.ConnectionFailed")
@Label("Connection Failed")
@Description("A client did not get as far as its first request: TLS or the PROXY header failed, or took too long")
public final class ConnectionFailedEvent extends ConnectionEvent {
    private static final ConnectionFailedEvent ANY = new ConnectionFailedEvent();

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
            event.inTls = tls;
            event.reason = why;
            event.tell(cache, id, address);
        }
    }
}
