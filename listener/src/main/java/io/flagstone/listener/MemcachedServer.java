/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ByteCacheBuilder;
import io.flagstone.engine.time.RelativeClock;
import io.flagstone.listener.access.UserFile;
import io.flagstone.listener.admin.AdminServer;
import io.flagstone.listener.command.DebugClock;
import io.flagstone.listener.command.ServerState;
import io.flagstone.listener.metrics.ServerMetrics;
import io.flagstone.listener.net.Endings;
import io.flagstone.listener.net.EventLoops;
import io.flagstone.listener.net.Listeners;
import io.flagstone.listener.net.UdpListeners;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A memcached in this process: a cache, and sockets through which clients reach it.
 *
 * <pre>{@code
 * try (MemcachedServer server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).build())) {
 *     connect to server.port()
 * }
 * }</pre>
 *
 * <p>Its threads are daemon threads. Safe for any number of threads.
 */
public final class MemcachedServer implements AutoCloseable {
    /** The system property that lets clients change the time and hold items, for tests. */
    private static final String DEBUG = "flagstone.debug";
    private static final long MILLIS_PER_SECOND = 1000;
    /** How long {@link #close} waits for what was begun. */
    static final Duration QUICK_GRACE = Duration.ofSeconds(1);

    private final ServerConfig config;
    private final ByteCache cache;
    private final boolean ownsCache;
    private final ServerState state;
    private final Listeners listeners;
    private final EventLoops loops;
    private UdpListeners udp;
    private final int udpPort;
    /** Who may come in, null if everybody may. */
    private final UserFile users;
    /** Null if there is none. */
    private AdminServer admin;
    private boolean serving;
    private boolean closed;

    /** @param inherited is listened on in place of what is configured; null for none. */
    private MemcachedServer(final ServerConfig config, final ByteCache cache, final boolean ownsCache,
            final ServerSocketChannel inherited) throws IOException {
        this.config = config;
        this.cache = cache;
        this.ownsCache = ownsCache;
        // In front of the first socket, since clients that can connect would wait while something is found wrong.
        users = UserFile.of(config);
        listeners = Listeners.open(config, inherited);
        boolean opened = false;
        try {
            state = new ServerState(cache, config, System.currentTimeMillis() / MILLIS_PER_SECOND);
            if (users != null) {
                users.guard(state);
            }
            udp = UdpListeners.open(config);
            udpPort = udp.port();
            openAdmin();
            loops = new EventLoops(config, state, listeners, udp, null);
            opened = true;
        } finally {
            if (!opened) {
                Endings.all(listeners, udp, admin);
            }
        }
    }

    private void openAdmin() {
        final ListenAddress address = config.adminAddress();
        if (address != null) {
            final ServerMetrics metrics = new ServerMetrics(config.dumping());
            state.record(metrics);
            admin = AdminServer.open(state, metrics, address.host(), address.port());
        }
    }

    /**
     * Waits until the admin port is open, which nobody else has to: loading an HTTP server takes longer than the rest.
     *
     * @return this.
     * @throws IOException if it cannot be opened; then the server is closed.
     */
    MemcachedServer awaitAdmin() throws IOException {
        boolean opened = admin == null;
        try {
            if (!opened) {
                admin.awaitOpen();
                opened = true;
            }
            return this;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /**
     * Binds to the configured addresses, with a cache of its own; clients can connect, and wait for {@link #serve}.
     *
     * @param config of the server.
     * @return the server.
     * @throws IOException if an address cannot be bound; the message names it.
     */
    public static MemcachedServer bind(final ServerConfig config) throws IOException {
        return bind(config, null, ByteCacheBuilder::build).awaitAdmin();
    }

    /** As {@link #bind(ServerConfig)}, but listens on a socket that is there if it is not null. */
    static MemcachedServer bind(final ServerConfig config, final ServerSocketChannel inherited,
            final Function<ByteCacheBuilder, ByteCache> maker) throws IOException {
        Objects.requireNonNull(config, "config must not be null");
        final ByteCacheBuilder builder = config.cacheBuilder();
        final DebugClock clock = Boolean.getBoolean(DEBUG) ? new DebugClock(RelativeClock.monotonicMillis()) : null;
        if (clock != null) {
            builder.clock(clock);
        }
        final ByteCache cache = maker.apply(builder);
        boolean opened = false;
        try {
            final MemcachedServer server = new MemcachedServer(config, cache, true, inherited);
            server.state.debug(clock);
            opened = true;
            return server;
        } finally {
            if (!opened) {
                cache.close();
            }
        }
    }

    /**
     * Starts a server with a cache of its own.
     *
     * @param config of the server; port 0 takes a free port.
     * @return the server, serving.
     * @throws IOException if an address cannot be bound; the message names it.
     */
    public static MemcachedServer start(final ServerConfig config) throws IOException {
        return bind(config, null, ByteCacheBuilder::build).serve().awaitAdmin();
    }

    /**
     * Starts a server on the embedder's cache, which stays his to close.
     *
     * @param config of the server; what concerns memory counts only for what {@code stats} prints. How large an
     *               item may be, the cache says.
     * @param cache  to be served.
     * @return the server, serving.
     * @throws IOException if an address cannot be bound; the message names it.
     */
    public static MemcachedServer start(final ServerConfig config, final ByteCache cache) throws IOException {
        Objects.requireNonNull(config, "config must not be null");
        Objects.requireNonNull(cache, "cache must not be null");
        return new MemcachedServer(config, cache, false, null).serve().awaitAdmin();
    }

    /**
     * Starts the threads; a second call does nothing.
     *
     * @return this.
     */
    public synchronized MemcachedServer serve() {
        if (!serving && !closed) {
            serving = true;
            boolean started = false;
            try {
                loops.serve();
                started = true;
            } finally {
                if (!started) {
                    close();
                }
            }
        }
        return this;
    }

    /**
     * Tells the TCP port that clients connect to.
     *
     * @return it; 0 if the server listens on a unix socket.
     */
    public int port() {
        return listeners.port();
    }

    /**
     * Reads the files of TLS again, as {@code refresh_certs} does; open connections keep what they began with.
     *
     * @return null, or why everything stays as it is.
     */
    public String refreshCertificates() {
        return listeners.tls() == null ? null : state.refreshCertificates();
    }

    /**
     * Reads the files again that say who may come in, and those of TLS. What has become bad is reported on standard
     * error, and stays as it was.
     */
    void reload() {
        if (users != null) {
            final String refusal = users.reload();
            System.err.println(refusal == null ? "read " + users.count() + " users from "
                + (config.sasl() ? config.saslFile() : config.authFile())
                : "the users stay as they were: " + OptionTerms.translate(refusal));
        }
        final String failure = refreshCertificates();
        if (failure != null) {
            System.err.println("the certificates stay as they are: " + OptionTerms.translate(failure));
        }
    }

    /**
     * Tells the port for datagrams.
     *
     * @return it; 0 if the server takes none.
     */
    public int udpPort() {
        return udpPort;
    }

    /**
     * Tells the TCP port of what operators look at: {@code /}, {@code /health} and {@code /metrics} over HTTP.
     *
     * @return it; 0 if there is none.
     */
    public int adminPort() {
        return admin == null ? 0 : admin.port();
    }

    /**
     * Lets clients stop the process.
     *
     * @param action what to do; it is told whether the client wants a graceful end.
     */
    void onShutdown(final Consumer<Boolean> action) {
        state.onShutdown(action);
    }

    /** Tells every address and port that TCP clients can connect to. */
    List<InetSocketAddress> bound() throws IOException {
        return listeners.bound();
    }

    /** Tells every address and port that datagrams can be sent to. */
    List<InetSocketAddress> boundUdp() throws IOException {
        return udp.bound();
    }

    /** How much is logged now: clients may change it. */
    int verbosity() {
        return state.verbosity();
    }

    /**
     * Gives the cache that is served.
     *
     * @return it.
     */
    public ByteCache cache() {
        return cache;
    }

    /** Where it listens, and what it serves. */
    @Override
    public String toString() {
        return "MemcachedServer[port=" + port() + ", config=" + config + ']';
    }

    /**
     * Stops listening, answers what clients have sent already, closes their connections, and the cache too if it is the
     * server's own. A request that came in part, or replies that a client does not take, hold this up for a second.
     *
     * @throws java.io.UncheckedIOException if the server's own cache cannot save its items to its memory file.
     */
    @Override
    public void close() {
        stop(QUICK_GRACE);
    }

    /** As {@link #close}, with another time for what was begun. */
    synchronized void stop(final Duration grace) {
        if (closed) {
            return;
        }
        closed = true;
        if (admin != null) {
            admin.stopping();
        }
        Endings.all(() -> loops.stop(grace), admin, state::release, ownsCache ? cache : null);
    }
}
