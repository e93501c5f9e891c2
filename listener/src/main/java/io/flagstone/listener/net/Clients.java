/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.ServerState;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;

/** The clients of one worker: how they come, and how they go. Every method but two is the worker's. */
final class Clients {
    private static final int QUEUE_CHUNK = 64;

    private final int number;
    private final Selector selector;
    private final ServerState state;
    private final Counters counters;
    private final AtomicInteger openConnections;
    private final BufferPool pool;
    private final Consumer<Connection> woken;
    private final Consumer<Connection> ready = this::arrived;
    /** Null for none. */
    private final TransportFilter filter;
    private final Sweep sweep;
    private final TlsBuffers tlsBuffers = new TlsBuffers();
    private final Arrivals arrivals = new Arrivals();
    private final Queue<Accepted> accepted = new MpscUnboundedAtomicArrayQueue<>(QUEUE_CHUNK);
    private long lastId;

    /**
     * Begins without any.
     *
     * @param number          of the worker.
     * @param selector        of the worker.
     * @param openConnections counted down when a connection closes.
     * @param config          of the server.
     * @param woken           takes, from any thread, a connection that has something to send that was not asked for.
     * @param filter          of what goes through connections; null for none.
     */
    Clients(final int number, final Selector selector, final ServerState state, final Counters counters,
            final AtomicInteger openConnections, final BufferPool pool, final ServerConfig config,
            final Consumer<Connection> woken, final TransportFilter filter) {
        this.number = number;
        this.selector = selector;
        this.state = state;
        this.counters = counters;
        this.openConnections = openConnections;
        this.pool = pool;
        this.woken = woken;
        this.filter = filter;
        sweep = new Sweep(state, counters, pool, config.idleTimeout());
    }

    /** Hands a socket over; called by the acceptor. */
    void add(final Accepted client) {
        accepted.add(client);
    }

    /** Tells whether some may have been still for too long; called by any thread. */
    boolean mayBeStill() {
        return sweep.isUseful();
    }

    /** Tells whether some are not through with what comes before the first request. */
    boolean areArriving() {
        return !arrivals.isEmpty();
    }

    /** Lets those in who were handed over. */
    void admitAll() {
        for (Accepted client = accepted.poll(); client != null; client = accepted.poll()) {
            try {
                admit(client);
            } catch (final IOException | RuntimeException | Error e) {
                openConnections.decrementAndGet();
                closeQuietly(client.channel());
                if (state.verbosity() > 1) {
                    Log.LOGGER.debug("a client cannot be served: {}", e.toString());
                }
            }
        }
    }

    private void admit(final Accepted client) throws IOException {
        final long id = state.reservedDescriptors() + lastId++ * state.workers() + number;
        final Connection connection = new Connection(client, id, counters, pool, tlsBuffers, state.inFlight(), woken,
            ready, filter);
        connection.registered(client.channel().register(selector, SelectionKey.OP_READ, connection),
            state.second());
        counters.increment(Counter.CURR_CONNECTIONS);
        boolean open = false;
        try {
            welcome(connection);
            open = true;
        } finally {
            if (!open) {
                counters.add(Counter.CURR_CONNECTIONS, -1);
                arrivals.remove(connection);
                state.connections().closed(connection, connection.closeReason());
            }
        }
    }

    private void welcome(final Connection connection) {
        final long open = counters.get(Counter.CURR_CONNECTIONS);
        counters.add(Counter.CONNECTION_STRUCTURES,
            Math.max(0, open - counters.get(Counter.CONNECTION_STRUCTURES)));
        log(connection, "new client connection");
        if (connection.isArriving()) {
            arrivals.add(connection, state.second());
        }
        if (!connection.awaitsAddress()) {
            state.connections().opened(connection);
        }
    }

    private void arrived(final Connection connection) {
        arrivals.remove(connection);
        if (connection.isProxied()) {
            state.connections().opened(connection);
        }
    }

    /** Closes who has come long ago, and is not through with what comes before the first request. */
    void closeOverdue() {
        for (Connection late = arrivals.pollOverdue(state.second()); late != null;
                late = arrivals.pollOverdue(state.second())) {
            if (!late.awaitsAddress()) {
                counters.increment(Counter.SSL_HANDSHAKE_ERRORS);
            }
            fail(late, true, "it took more than " + Arrivals.LIMIT + " seconds");
            close(late);
        }
    }

    private void log(final Connection connection, final String what) {
        if (state.verbosity() > 1) {
            Log.LOGGER.debug("<{} {}", connection.id(), what);
        }
    }

    void logChange(final Connection connection, final String what) {
        if (state.verbosity() > 2) {
            Log.LOGGER.trace("{}: {}", connection.id(), what);
        }
    }

    /** Closes who has been still for too long. */
    void closeStill() {
        if (!sweep.begin()) {
            return;
        }
        for (final SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection && !connection.isClosed()) {
                final Counter why = sweep.verdict(connection);
                if (why != null) {
                    counters.increment(why);
                    log(connection, "has been still for too long");
                    close(connection, why == Counter.IDLE_KICKS ? "idle_timeout" : connection.closeReason());
                }
            }
        }
        sweep.end();
    }

    /** Notes why one ends that is closed then. */
    void fail(final Connection connection, final boolean arriving, final String reason) {
        if (!arriving) {
            logChange(connection, reason);
            return;
        }
        Log.LOGGER.info("{}: {} got not as far as a request: {}", connection.id(), connection.address(), reason);
        state.connections().failed(connection, !connection.awaitsAddress(), reason);
    }

    void close(final Connection connection) {
        close(connection, connection.closeReason());
    }

    /** @param reason in memcached's words. */
    private void close(final Connection connection, final String reason) {
        if (connection.isClosed()) {
            return;
        }
        log(connection, "connection closed.");
        if (connection.isArriving()) {
            arrivals.remove(connection);
        }
        counters.add(Counter.CURR_CONNECTIONS, -1);
        openConnections.decrementAndGet();
        try {
            state.connections().closed(connection, reason);
        } catch (final RuntimeException | Error e) {
            Log.LOGGER.warn("nobody is told that connection {} ends", connection.id(), e);
        } finally {
            closeAlone(connection);
        }
    }

    private static void closeAlone(final Connection connection) {
        try {
            connection.close();
        } catch (final RuntimeException | Error e) {
            // The others of this worker have nothing to do with it.
            Log.LOGGER.warn("connection {} cannot be closed", connection.id(), e);
        }
    }

    /** Gives back all sockets, those for datagrams too, and the selector. */
    void discard() {
        for (final SelectionKey key : selector.keys()) {
            closeQuietly(key.attachment() instanceof Connection connection ? connection::close
                : (UdpSocket) key.attachment());
        }
        for (Accepted client = accepted.poll(); client != null; client = accepted.poll()) {
            closeQuietly(client.channel());
        }
        closeQuietly(selector);
    }

    private static void closeQuietly(final AutoCloseable resource) {
        try {
            resource.close();
        } catch (final Exception | Error e) {
            // The others have nothing to do with it.
            Log.LOGGER.error("cannot close {}", resource, e);
        }
    }
}
