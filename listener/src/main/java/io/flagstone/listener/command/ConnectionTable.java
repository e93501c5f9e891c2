/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.events.FlightRecording;
import io.flagstone.listener.events.ConnectionClosedEvent;
import io.flagstone.listener.events.ConnectionFailedEvent;
import io.flagstone.listener.events.ConnectionOpenedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The connections of all workers, and the sockets that are listened on, for {@code stats conns} and who watches. */
public final class ConnectionTable {
    private static final String UDP = "udp";

    private final Map<Long, ConnectionStatus> open = new ConcurrentSkipListMap<>();
    private final EventHub hub;
    private final String cache;
    private final WireClock clock;

    ConnectionTable(final EventHub hub, final String cache, final WireClock clock) {
        this.hub = hub;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * A socket is listened on.
     *
     * @param socket to be told of.
     */
    public void listening(final ConnectionStatus socket) {
        open.put(socket.id(), socket);
    }

    /**
     * A client is connected.
     *
     * @param connection of it.
     */
    public void opened(final ConnectionStatus connection) {
        open.put(connection.id(), connection);
        tell(connection, "conn_new", null);
        if (FlightRecording.isOn()) {
            ConnectionOpenedEvent.tell(cache, connection.id(), connection.address(), connection.listenAddress());
        }
    }

    /**
     * A client is connected no more.
     *
     * @param connection of it.
     * @param reason     {@code error}, {@code normal}, {@code idle_timeout} or {@code shutdown}.
     */
    public void closed(final ConnectionStatus connection, final String reason) {
        if (open.remove(connection.id()) != null) {
            tell(connection, "conn_close", reason);
            if (FlightRecording.isOn()) {
                ConnectionClosedEvent.tell(cache, connection.id(), connection.address(), reason,
                    Math.max(0, clock.second() - connection.lastSecond()));
            }
        }
    }

    /**
     * A client did not get as far as its first request.
     *
     * @param connection of it, that is about to be closed.
     * @param tls        whether that was the fault of what it said in TLS.
     * @param reason     why.
     */
    public void failed(final ConnectionStatus connection, final boolean tls, final String reason) {
        if (FlightRecording.isOn()) {
            ConnectionFailedEvent.tell(cache, connection.id(), connection.address(), tls, reason);
        }
        if ((hub.wanted() & EventHub.CONNEVENTS) == 0) {
            return;
        }
        final StringBuilder line = new StringBuilder();
        hub.begin(line);
        line.append(tls ? "conntlserr fd=" : "connerr fd=").append(connection.id()).append(" msg=");
        for (final byte next : String.valueOf(reason).getBytes(StandardCharsets.UTF_8)) {
            UriText.append(line, next);
        }
        hub.tell(EventHub.CONNEVENTS, line);
    }

    private void tell(final ConnectionStatus connection, final String type, final String reason) {
        if ((hub.wanted() & EventHub.CONNEVENTS) == 0) {
            return;
        }
        final StringBuilder line = new StringBuilder();
        hub.begin(line);
        line.append(type).append(" rip=").append(connection.host()).append(" rport=").append(connection.port())
            .append(" transport=").append(connection.transport());
        if (reason != null) {
            line.append(" reason=").append(reason);
        }
        hub.tell(EventHub.CONNEVENTS, line.append(" cfd=").append(connection.id()));
    }

    /** The answer to {@code stats conns}; the connection that asks is at work, whatever the others do. */
    byte[] report(final Conversation asking, final int second) {
        final StatLines lines = new StatLines();
        for (final ConnectionStatus one : open.values()) {
            final String name = one.id() + ":";
            if (UDP.equals(one.transport())) {
                lines.add(name + "UDP", "UDP");
            }
            lines.add(name + "addr", one.address());
            if (one.listenAddress() != null) {
                lines.add(name + "listen_addr", one.listenAddress());
            }
            lines.add(name + "state", one.id() == asking.id() ? "conn_parse_cmd" : one.state());
            if (one.repliesWaiting() > 0) {
                lines.add(name + "resps_waiting", one.repliesWaiting());
            }
            lines.add(name + "secs_since_last_cmd", Math.max(0, second - one.lastSecond()));
        }
        return lines.end();
    }
}
