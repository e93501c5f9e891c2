/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A turn of a connection that took long. */
@Name("flagstone.SlowCommand")
@Label("Slow Command")
@Description("To answer what a client had sent, mostly one command, took longer than the threshold")
@Category({"Flagstone", "Server"})
@Threshold("10 ms")
@StackTrace(false)
public final class SlowCommandEvent extends Event {
    private static final SlowCommandEvent ANY = new SlowCommandEvent();

    @Label("Cache")
    @Description("Name of the cache that is served")
    private String cache;
    @Label("Connection")
    @Description("Number by which the log and stats conns name it")
    private long connection;
    @Label("Command")
    @Description("The last command that was answered")
    private String command;
    @Label("Commands")
    @Description("How many commands were answered together; the duration is that of all of them")
    private int commands;
    @Label("Request Size")
    @Description("Length of the requests")
    @DataAmount
    private long requestBytes;

    private SlowCommandEvent() {
    }

    /**
     * Begins one.
     *
     * @return it, null if nobody records it.
     */
    public static SlowCommandEvent begun() {
        if (!ANY.isEnabled()) {
            return null;
        }
        final SlowCommandEvent event = new SlowCommandEvent();
        event.begin();
        return event;
    }

    /**
     * Has it recorded if it took long.
     *
     * @param name   of the cache.
     * @param id     of the connection.
     * @param last   of the commands.
     * @param number of the commands.
     * @param bytes  of the requests.
     */
    public void ended(final String name, final long id, final String last, final int number, final long bytes) {
        cache = name;
        connection = id;
        command = last;
        commands = number;
        requestBytes = bytes;
        commit();
    }
}
