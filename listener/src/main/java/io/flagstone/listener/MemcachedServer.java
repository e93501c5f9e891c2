/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ByteCacheBuilder;
import io.flagstone.engine.time.RelativeClock;
import io.flagstone.listener.command.DebugClock;
import io.flagstone.listener.command.ServerState;
import io.flagstone.listener.net.Acceptor;
import io.flagstone.listener.net.Listeners;
import io.flagstone.listener.net.Worker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

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
    /** File descriptors of the server itself for each worker: a selector's two and its wake-up. */
    private static final int DESCRIPTORS_PER_LOOP = 3;
    /** The system property that lets clients change the time and hold items, for tests. */
    private static final String DEBUG = "flagstone.debug";
    private static final long MILLIS_PER_SECOND = 1000;
    private static final long JOIN_MILLIS = 5000;

    private final ServerConfig config;
    private final ByteCache cache;
    private final boolean ownsCache;
    private final ServerState state;
    private final Listeners listeners;
    private final Worker[] workers;
    private final Acceptor acceptor;
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    private MemcachedServer(final ServerConfig config, final ByteCache cache, final boolean ownsCache)
            throws IOException {
        this.config = config;
        this.cache = cache;
        this.ownsCache = ownsCache;
        listeners = Listeners.open(config);
        try {
            state = new ServerState(cache, config, System.currentTimeMillis() / MILLIS_PER_SECOND);
            state.bound(listeners.port(), (config.threads() + 1) * DESCRIPTORS_PER_LOOP + listeners.count());
            final AtomicInteger openConnections = new AtomicInteger();
            workers = new Worker[config.threads()];
            for (int i = 0; i < workers.length; i++) {
                workers[i] = new Worker(i, state, openConnections);
            }
            listeners.show(state);
            if (listeners.tls() != null) {
                state.certificates(listeners.tls()::refresh);
            }
            acceptor = new Acceptor(listeners, workers, openConnections, config.maxConnections(), state);
        } catch (final IOException | RuntimeException e) {
            listeners.close();
            throw e;
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
        Objects.requireNonNull(config, "config must not be null");
        final ByteCacheBuilder builder = ByteCache.builder()
            .memoryLimit(config.memoryLimit())
            .minimumChunk(config.minimumChunk())
            .maximumItemSize(config.maximumItemSize())
            .evictions(config.evictions())
            .evictionPolicy(config.evictionPolicy())
            .lruTuning(config.lruTuning())
            .automaticBalance(config.slabAutomove() > 0)
            .hugePages(config.hugePages())
            .prefault(config.prefault());
        if (config.growthFactor() != 0) {
            builder.growthFactor(config.growthFactor());
        }
        if (config.memoryFile() != null) {
            builder.memoryFile(config.memoryFile());
        }
        final DebugClock clock = Boolean.getBoolean(DEBUG) ? new DebugClock(RelativeClock.monotonicMillis()) : null;
        if (clock != null) {
            builder.clock(clock);
        }
        final ByteCache cache = builder.build();
        try {
            final MemcachedServer server = new MemcachedServer(config, cache, true);
            server.state.debug(clock);
            return server;
        } catch (final IOException | RuntimeException e) {
            cache.close();
            throw e;
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
        return bind(config).serve();
    }

    /**
     * Starts a server on the embedder's cache, which stays his to close.
     *
     * @param config of the server; what concerns memory counts only for what {@code stats} prints.
     * @param cache  to be served.
     * @return the server, serving.
     * @throws IOException if an address cannot be bound; the message names it.
     */
    public static MemcachedServer start(final ServerConfig config, final ByteCache cache) throws IOException {
        Objects.requireNonNull(config, "config must not be null");
        Objects.requireNonNull(cache, "cache must not be null");
        return new MemcachedServer(config, cache, false).serve();
    }

    /**
     * Starts the threads; a second call does nothing.
     *
     * @return this.
     */
    public synchronized MemcachedServer serve() {
        if (threads.isEmpty() && !closed) {
            for (int i = 0; i < workers.length; i++) {
                start(workers[i], "flagstone-worker-" + i);
            }
            start(acceptor, "flagstone-acceptor");
        }
        return this;
    }

    private void start(final Runnable loop, final String name) {
        final Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
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

    /**
     * Gives the cache that is served.
     *
     * @return it.
     */
    public ByteCache cache() {
        return cache;
    }

    /**
     * Closes the sockets, waits for the threads, and closes the cache if it is the server's own.
     *
     * @throws java.io.UncheckedIOException if the server's own cache cannot save its items to its memory file.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        acceptor.stop();
        listeners.close();
        for (final Worker worker : workers) {
            worker.stop();
        }
        boolean interrupted = false;
        for (final Thread thread : threads) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        state.release();
        if (ownsCache) {
            cache.close();
        }
    }
}
