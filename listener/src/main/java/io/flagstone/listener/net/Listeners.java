/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.ListenAddress;
import io.flagstone.listener.ListenerTls;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.ServerState;
import io.flagstone.listener.net.tls.ServerTls;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets that a server listens on.
 *
 * <p>memcached has a socket for each family of addresses. Java's socket on every interface takes both and cannot be
 * told not to (there is no IPV6_V6ONLY), so one socket stands for the two; where {@code [::]} alone was asked for, it
 * lets go of clients that come from an IPv4 address.
 */
public final class Listeners implements Closeable {
    static final String EVERY_FOUR = "0.0.0.0";
    private static final String EVERY_SIX = "::";

    private final ServerConfig config;
    private final ServerSocketChannel inherited;
    private final ServerTls tls;
    private final List<Listener> all = new ArrayList<>();
    private int port;

    private Listeners(final ServerConfig config, final ServerSocketChannel inherited) {
        this.config = config;
        this.inherited = inherited;
        tls = ServerTls.of(config);
    }

    /**
     * Binds every place that is configured.
     *
     * @param config    of the server.
     * @param inherited is listened on in place of them, and is left open in the end; null for none.
     * @return the sockets, to be closed by the caller.
     * @throws IOException              if one cannot be bound; the message names it.
     * @throws IllegalArgumentException if a file that TLS needs cannot be used; the message names it.
     */
    public static Listeners open(final ServerConfig config, final ServerSocketChannel inherited) throws IOException {
        final Listeners listeners = new Listeners(config, inherited);
        boolean opened = false;
        try {
            if (inherited != null) {
                listeners.add(new ListenAddress(null, ListenAddress.DEFAULT_PORT), inherited);
            } else if (config.unixSocket() != null) {
                listeners.bindUnixSocket();
            } else {
                listeners.bindAll();
            }
            opened = true;
            return listeners;
        } finally {
            if (!opened) {
                listeners.close();
            }
        }
    }

    private void bindUnixSocket() throws IOException {
        final ServerSocketChannel channel;
        try {
            channel = UnixSocket.listen(config.unixSocket(), config.unixMask(), config.backlog());
        } catch (final IOException e) {
            throw named(config.unixSocket(), e);
        }
        final SocketName name = SocketName.of(UnixDomainSocketAddress.of(config.unixSocket()));
        all.add(new Listener(channel, name, Listener.Families.ONE, new ListenAddress(null, 0),
            config.bindingProtocol(), null));
    }

    private void bindAll() throws IOException {
        int shared = config.port();
        for (final ListenAddress place : places(config)) {
            if (place.port() == ListenAddress.DEFAULT_PORT && !config.tcp()) {
                continue;
            }
            final int bound = bind(place, place.portOr(shared));
            if (shared == 0 && place.port() == ListenAddress.DEFAULT_PORT) {
                shared = bound;
            }
        }
    }

    /** The places to listen on; every address if none is named. */
    static List<ListenAddress> places(final ServerConfig config) {
        return config.listenAddresses().isEmpty() ? List.of(new ListenAddress(null, ListenAddress.DEFAULT_PORT))
            : joined(config.listenAddresses());
    }

    /** Puts one place in place of the two that are every address of one family each. */
    private static List<ListenAddress> joined(final List<ListenAddress> places) {
        final List<ListenAddress> joined = new ArrayList<>(places);
        for (final ListenAddress place : places) {
            final ListenAddress six = at(place, EVERY_SIX);
            if (EVERY_FOUR.equals(place.host()) && joined.remove(six)) {
                joined.set(joined.indexOf(place), at(place, null));
            }
        }
        return joined;
    }

    private static ListenAddress at(final ListenAddress place, final String host) {
        return new ListenAddress(host, place.port(), place.tls(), place.protocol(), place.tag());
    }

    /** Binds all addresses of a place, and tells the port. Of several, as in memcached, some may fail. */
    private int bind(final ListenAddress place, final int wanted) throws IOException {
        if (place.host() == null) {
            return bind(place, new InetSocketAddress(wanted));
        }
        IOException failure = null;
        int bound = wanted;
        final int before = all.size();
        for (final InetAddress address : InetAddress.getAllByName(place.host())) {
            try {
                bound = bind(place, new InetSocketAddress(address, bound));
            } catch (final IOException e) {
                failure = e;
            }
        }
        if (failure != null && all.size() == before) {
            throw failure;
        }
        if (failure != null) {
            Log.LOGGER.error("goes on without one address of {}: {}", place.host(), failure.getMessage());
        }
        return bound;
    }

    private int bind(final ListenAddress place, final InetSocketAddress address) throws IOException {
        final boolean four = place.host() != null && address.getAddress() instanceof Inet4Address;
        final ServerSocketChannel channel = four ? ServerSocketChannel.open(StandardProtocolFamily.INET)
            : ServerSocketChannel.open();
        try {
            channel.bind(address, config.backlog());
        } catch (final IOException e) {
            channel.close();
            throw named(address, e);
        }
        return add(place, channel);
    }

    private int add(final ListenAddress place, final ServerSocketChannel channel) throws IOException {
        if (!(channel.getLocalAddress() instanceof InetSocketAddress local)) {
            all.add(new Listener(channel, SocketName.of(channel.getLocalAddress()), Listener.Families.ONE, place,
                config.bindingProtocol(), null));
            return 0;
        }
        Listener.Families families = Listener.Families.ONE;
        if (local.getAddress().isAnyLocalAddress() && !(local.getAddress() instanceof Inet4Address)) {
            families = place.host() == null ? Listener.Families.BOTH : Listener.Families.ONLY_SIX;
        }
        all.add(new Listener(channel, SocketName.of(local), families, place,
            place.protocol() == null ? config.bindingProtocol() : place.protocol(),
            place.tls() == ListenerTls.NONE ? null : tls));
        port = port == 0 ? local.getPort() : port;
        return local.getPort();
    }

    private static BindException named(final Object address, final IOException cause) {
        final BindException named = new BindException("cannot listen on " + address + ": " + cause.getMessage());
        named.initCause(cause);
        return named;
    }

    List<Listener> all() {
        return all;
    }

    /**
     * Gives what TLS needs.
     *
     * @return it, or null if there is no TLS.
     */
    public ServerTls tls() {
        return tls;
    }

    /**
     * Tells how many sockets there are.
     *
     * @return sockets.
     */
    int count() {
        return all.size();
    }

    /**
     * Tells the TCP port that clients connect to.
     *
     * @return the first one; 0 if there is none.
     */
    public int port() {
        return port;
    }

    /**
     * Tells every address that TCP clients can connect to.
     *
     * @return the addresses with their ports; two for a socket that takes both families.
     * @throws IOException if a socket is closed.
     */
    public List<InetSocketAddress> bound() throws IOException {
        final List<InetSocketAddress> bound = new ArrayList<>(all.size() + 1);
        for (final Listener listener : all) {
            if (listener.channel().getLocalAddress() instanceof InetSocketAddress address) {
                if (listener.families() == Listener.Families.BOTH) {
                    bound.add(new InetSocketAddress(EVERY_FOUR, address.getPort()));
                }
                bound.add(address);
            }
        }
        return bound;
    }

    /**
     * Has {@code stats conns} show the sockets.
     *
     * @param state of the server.
     */
    void show(final ServerState state) {
        int id = 1;
        for (final Listener listener : all) {
            if (listener.families() == Listener.Families.BOTH) {
                final SocketName four = SocketName.of(new InetSocketAddress(EVERY_FOUR, listener.name().port()));
                state.connections().listening(new ListeningSocket(id++, four, state.second()));
            }
            state.connections().listening(new ListeningSocket(id++, listener.name(), state.second()));
        }
    }

    @Override
    public void close() {
        for (final Listener listener : all) {
            if (listener.channel() == inherited) {
                // It goes on to take clients, for the server that comes after this one.
                continue;
            }
            try {
                listener.channel().close();
            } catch (final IOException e) {
                Log.LOGGER.error("cannot close {}", listener.channel(), e);
            }
        }
    }
}
