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

/** A client that is connected. */
@Name("flagstone.ConnectionOpened")
@Label("Connection Opened")
@Description("A client has connected")
@Category({"Flagstone", "Server"})
@StackTrace(false)
public final class ConnectionOpenedEvent extends Event {
    private static final ConnectionOpenedEvent ANY = new ConnectionOpenedEvent();

    @Label("Cache")
    @Description("Name of the cache that is served")
    private String cache;
    @Label("Connection")
    @Description("Number by which the log and stats conns name it")
    private long connection;
    @Label("Client")
    @Description("Address of the client, by PROXY protocol where that is spoken")
    private String client;
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
            event.cache = cache;
            event.connection = id;
            event.client = address;
            event.listeningAddress = at;
            event.commit();
        }
    }
}
