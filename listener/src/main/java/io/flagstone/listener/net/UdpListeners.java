/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.ListenAddress;
import io.flagstone.listener.ServerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** The sockets for datagrams of a server: one for each place that it listens on, if UDP was asked for. */
public final class UdpListeners implements Closeable {
    /** What the operating system should keep for the server while it is busy, as far as it lets itself be told. */
    private static final int SOCKET_BUFFER = 1 << 20;

    private final List<Place> places = new ArrayList<>();

    private UdpListeners() {
    }

    private record Place(DatagramChannel channel, Listener.Families families) {
        InetSocketAddress address() throws IOException {
            return (InetSocketAddress) channel.getLocalAddress();
        }
    }

    /**
     * Binds what is configured. A place that names a port has it for both transports, as in memcached.
     *
     * @param config of the server.
     * @return the sockets, perhaps none, to be closed by the caller or by the workers that serve them.
     * @throws IOException if one cannot be bound; the message names it.
     */
    public static UdpListeners open(final ServerConfig config) throws IOException {
        final UdpListeners listeners = new UdpListeners();
        if (config.udpPort() == 0 || config.unixSocket() != null) {
            return listeners;
        }
        int shared = Math.max(0, config.udpPort());
        boolean opened = false;
        try {
            for (final ListenAddress place : Listeners.places(config)) {
                final int bound = listeners.bind(place.host(), place.portOr(shared));
                if (place.port() == ListenAddress.DEFAULT_PORT) {
                    shared = bound;
                }
            }
            opened = true;
            return listeners;
        } finally {
            if (!opened) {
                listeners.close();
            }
        }
    }

    /** Binds all addresses of a host, of which, as with TCP, some may fail, and tells the port. */
    private int bind(final String host, final int wanted) throws IOException {
        if (host == null) {
            return bind(new Place(DatagramChannel.open(), Listener.Families.BOTH), new InetSocketAddress(wanted));
        }
        IOException failure = null;
        int bound = -1;
        for (final InetAddress address : InetAddress.getAllByName(host)) {
            final Place place = address instanceof Inet4Address
                ? new Place(DatagramChannel.open(StandardProtocolFamily.INET), Listener.Families.ONE)
                : new Place(DatagramChannel.open(), Listener.Families.ONLY_SIX);
            try {
                bound = bind(place, new InetSocketAddress(address, Math.max(wanted, bound)));
            } catch (final IOException e) {
                failure = e;
            }
        }
        if (bound < 0) {
            throw failure;
        }
        return bound;
    }

    private int bind(final Place place, final InetSocketAddress address) throws IOException {
        places.add(place);
        try {
            place.channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            place.channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            place.channel.bind(address);
        } catch (final IOException e) {
            places.remove(place);
            place.channel.close();
            final BindException named = new BindException("cannot listen on UDP " + address + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
        return place.address().getPort();
    }

    /**
     * Gives the sockets to workers, which do not run yet, one to each in turn.
     *
     * @param workers that serve.
     * @param firstId the number by which the first is named.
     * @throws IOException if a socket fails.
     */
    void serveBy(final Worker[] workers, final int firstId) throws IOException {
        for (int i = 0; i < places.size(); i++) {
            final Place place = places.get(i);
            workers[i % workers.length].serve(place.channel, place.families, firstId + i);
        }
    }

    /**
     * Tells how many sockets there are.
     *
     * @return sockets.
     */
    int count() {
        return places.size();
    }

    /**
     * Tells the port to send to.
     *
     * @return the first one; 0 if there is none.
     * @throws IOException if the socket is closed.
     */
    public int port() throws IOException {
        return places.isEmpty() ? 0 : places.get(0).address().getPort();
    }

    /**
     * Tells every address that can be sent to.
     *
     * @return the addresses with their ports; two for a socket that takes both families.
     * @throws IOException if a socket is closed.
     */
    public List<InetSocketAddress> bound() throws IOException {
        final List<InetSocketAddress> bound = new ArrayList<>(places.size() + 1);
        for (final Place place : places) {
            if (place.families == Listener.Families.BOTH && place.address().getAddress() instanceof Inet6Address) {
                bound.add(new InetSocketAddress(Listeners.EVERY_FOUR, place.address().getPort()));
            }
            bound.add(place.address());
        }
        return bound;
    }

    @Override
    public void close() {
        for (final Place place : places) {
            try {
                place.channel.close();
            } catch (final IOException e) {
                Log.LOGGER.error("cannot close {}", place.channel, e);
            }
        }
    }
}
