/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A client that is connected. */
@Name("flagstone.ConnectionOpened")
@Label("Connection Opened")
@Description("A client has connected")
public final class ConnectionOpenedEvent extends ConnectionEvent {
    private static final ConnectionOpenedEvent ANY = new ConnectionOpenedEvent();

    @Label("Listening Address")
    @Description("Address at which it was accepted")
    private String listeningAddress;

    private ConnectionOpenedEvent() {
    }

    /**
     * Has one recorded, if anybody does.
     *
     * @param cache   its name.
     * @param id      of the connection.
     * @param address of the client.
     * @param at      which address it came in.
     */
    public static void tell(final String cache, final long id, final String address, final String at) {
        if (ANY.isEnabled()) {
            final ConnectionOpenedEvent event = new ConnectionOpenedEvent();
            event.listeningAddress = at;
            event.tell(cache, id, address);
        }
    }
}
