/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.CommandExecutor;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.ServerState;
import io.flagstone.listener.metrics.WorkerMetrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;

/** One event loop: a thread, its selector, and the connections that were handed to it. */
final class Worker implements Runnable {
    private static final int READ_BUFFER = 64 << 10;
    private static final int QUEUE_CHUNK = 64;
    private static final long PAUSE_NANOS = 10_000_000;
    /** A handshake takes milliseconds, in which nobody else is served: so many between two turns of all the others. */
    private static final int ARRIVALS_A_ROUND = 8;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Bytes of unfinished requests that all connections may keep if nothing was said; each worker the longest line. */
    private static final long MOST_INPUT = 64 << 20;
    /** How long a worker that waits for a deadline sleeps at most. */
    private static final long TICK_MILLIS = 1000;

    private static final int NOT_TAKEN_IN = -1;
    private static final Runnable NOTHING = () -> { };

    private final Selector selector;
    private final ServerState state;
    private final Counters counters;
    private final AtomicInteger openConnections;
    private final CommandExecutor executor;
    /** Null if nobody looks. */
    private final WorkerMetrics metrics;
    private final BufferPool pool;
    private final Sweep sweep;
    private final TlsBuffers tlsBuffers = new TlsBuffers();
    private final Arrivals arrivals = new Arrivals();
    private int arrivalsLeft = ARRIVALS_A_ROUND;
    private final ByteBuffer shared = ByteBuffer.allocateDirect(READ_BUFFER);
    private final Intake intake = new Intake();
    private final Queue<Accepted> accepted = new MpscUnboundedAtomicArrayQueue<>(QUEUE_CHUNK);
    private final Queue<Connection> woken = new MpscUnboundedAtomicArrayQueue<>(QUEUE_CHUNK);
    private final ArrayDeque<Connection> turns = new ArrayDeque<>();
    private final Consumer<SelectionKey> onSelected = this::onSelected;
    /** Null for none. */
    private final TransportFilter filter;
    private final int number;
    private long lastId;
    private boolean draining;
    private long deadline;
    private volatile boolean stopping;
    /** What to do when connections that stand still were looked after; null if nobody asked for it. */
    private final AtomicReference<Runnable> due = new AtomicReference<>();

    /**
     * Makes a worker that does not run yet.
     *
     * @param number          of the worker, from 0.
     * @param state           of the server.
     * @param openConnections counted down when a connection closes.
     * @param config          of the server.
     * @param filter          of what goes through its connections; null for none.
     * @throws IOException if the system gives no selector.
     */
    Worker(final int number, final ServerState state, final AtomicInteger openConnections,
            final ServerConfig config, final TransportFilter filter) throws IOException {
        this.number = number;
        this.filter = filter;
        this.state = state;
        this.openConnections = openConnections;
        selector = Selector.open();
        counters = state.newCounters();
        metrics = state.newWorkerMetrics();
        executor = new CommandExecutor(state, counters, metrics);
        final long inputLimit = config.readBufferLimit() > 0 ? config.readBufferLimit() / config.threads()
            : Math.max(MOST_INPUT / config.threads(), 2 * Connection.LONGEST_LINE);
        pool = new BufferPool(counters, inputLimit, config.outputLimit() / config.threads());
        sweep = new Sweep(state, counters, pool, config.idleTimeout());
    }

    /**
     * Makes the worker serve a socket for datagrams. To be called before it runs.
     *
     * @param channel  bound.
     * @param families that may send to it.
     * @param id       by which {@code stats conns} names it.
     * @throws IOException if the socket fails.
     */
    void serve(final DatagramChannel channel, final Listener.Families families, final long id) throws IOException {
        final UdpAnswer answer = new UdpAnswer(pool, state.inFlight(), counters, state.largestItem());
        final UdpSocket socket = new UdpSocket(channel, families, id, counters, answer, state.second());
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, socket);
        state.connections().listening(socket);
    }

    /** Hands a socket over; called by the acceptor. */
    void take(final Accepted client) {
        accepted.add(client);
        selector.wakeup();
    }

    /** Has a connection work though nothing came; called by any thread. */
    private void wake(final Connection connection) {
        woken.add(connection);
        selector.wakeup();
    }

    private void takeWoken() {
        for (Connection connection = woken.poll(); connection != null; connection = woken.poll()) {
            if (connection.wake()) {
                turns.add(connection);
            }
        }
    }

    /** Has the worker look after connections that stand still, if there may be any; called now and then. */
    void look() {
        if (sweep.isUseful() && due.compareAndSet(null, NOTHING)) {
            selector.wakeup();
        }
    }

    /** Has the worker look after connections that stand still, and do something when it has. */
    void look(final Runnable then) {
        due.accumulateAndGet(then, Worker::both);
        selector.wakeup();
    }

    private static Runnable both(final Runnable first, final Runnable second) {
        return first == null ? second : () -> {
            first.run();
            second.run();
        };
    }

    /**
     * Makes the worker answer what clients have sent already, close their connections, and end; may be called by
     * anybody, when no more sockets are handed over.
     *
     * @param grace that is given to requests which came in part, and to clients for taking their replies.
     */
    void stop(final Duration grace) {
        deadline = System.nanoTime() + grace.toNanos();
        stopping = true;
        selector.wakeup();
    }

    /** Serves until {@link #stop}. */
    @Override
    public void run() {
        while (!stopping) {
            round(arrivals.isEmpty() ? 0 : TICK_MILLIS);
        }
        drain();
        discard();
    }

    /** Waits for something to do, for some milliseconds or, with 0, for ever, and does it. */
    private void round(final long millis) {
        try {
            takeSelected(millis);
            takeAccepted();
            takeWoken();
            giveTurns();
            if (!arrivals.isEmpty()) {
                closeOverdue();
            }
            if (due.get() != null) {
                lookAround();
            }
            if (metrics != null) {
                metrics.turnEnds();
            }
        } catch (final IOException | RuntimeException | Error e) {
            Log.LOGGER.warn("worker {} goes on", number, e);
            // What fails every time shall not take a processor for itself.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void takeSelected(final long millis) throws IOException {
        try {
            if (turns.isEmpty()) {
                selector.select(onSelected, millis);
            } else {
                selector.selectNow(onSelected);
            }
        } finally {
            // Whatever happened, what was read is in no socket any more.
            answerIntake();
        }
    }

    /** Reads every connection until there is nothing more, and goes on until all is done, or the time is up. */
    private void drain() {
        draining = true;
        takeAccepted();
        for (final SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection && !connection.isClosed()) {
                connection.drain();
                serve(connection, connection.isBlocked() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ,
                    NOT_TAKEN_IN);
            }
        }
        long left = deadline - System.nanoTime();
        while (counters.get(Counter.CURR_CONNECTIONS) > 0 && left > 0) {
            round(1 + left / NANOS_PER_MILLI);
            left = deadline - System.nanoTime();
        }
    }

    private void lookAround() {
        final Runnable then = due.getAndSet(null);
        try {
            closeStill();
        } finally {
            then.run();
        }
    }

    private void closeStill() {
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

    private void takeAccepted() {
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
        final Connection connection = new Connection(client, id, counters, pool, tlsBuffers, state.inFlight(),
            this::wake, this::arrived, filter);
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

    /** Closes who has come long ago, and lets others come. */
    private void closeOverdue() {
        arrivalsLeft = ARRIVALS_A_ROUND;
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

    private void logChange(final Connection connection, final String what) {
        if (state.verbosity() > 2) {
            Log.LOGGER.trace("{}: {}", connection.id(), what);
        }
    }

    private void onSelected(final SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            if (!draining && key.isReadable() && connection.readsTogether()) {
                takeIn(connection);
            } else if (!connection.isArriving() || arrivalsLeft-- > 0) {
                // Who has to wait is ready again at once.
                serve(connection, key.readyOps(), NOT_TAKEN_IN);
            }
        } else {
            serve((UdpSocket) key.attachment(), key);
        }
    }

    /** Whatever goes wrong with a datagram, the socket stays for the others. */
    private void serve(final UdpSocket socket, final SelectionKey key) {
        try {
            socket.onSelected(key, shared, executor);
        } catch (final IOException e) {
            if (state.verbosity() > 1) {
                Log.LOGGER.debug("{}: a datagram is lost: {}", socket.id(), e.toString());
            }
        } catch (final RuntimeException | Error e) {
            Log.LOGGER.warn("{}: a datagram is lost", socket.id(), e);
        }
    }

    private void takeIn(final Connection connection) {
        if (intake.isFull()) {
            answerIntake();
        }
        boolean open = false;
        try {
            open = intake.read(connection) >= 0;
        } catch (final IOException | RuntimeException e) {
            logChange(connection, e.toString());
        }
        if (!open) {
            close(connection);
        }
    }

    /** Answers those who were read. */
    private void answerIntake() {
        try {
            lookAhead();
            for (int i = 0; i < intake.size(); i++) {
                serve(intake.connection(i), SelectionKey.OP_READ, i);
            }
        } finally {
            executor.lookedAt();
            intake.clear();
        }
    }

    /** Only hastens what comes: what goes wrong here, each of them meets by itself, and nothing they sent is lost. */
    private void lookAhead() {
        try {
            executor.lookAhead(intake.bytes());
        } catch (final RuntimeException | Error e) {
            Log.LOGGER.debug("nothing is read ahead", e);
        }
    }

    /** Gives a connection its turn, or with 0 one that it queued for. Whatever goes wrong ends it and no other. */
    private void serve(final Connection connection, final int ready, final int takenIn) {
        if (metrics != null) {
            metrics.turnBegins();
        }
        boolean open = false;
        try {
            if (takenIn != NOT_TAKEN_IN) {
                open = connection.answer(executor, intake.bytes(), intake.start(takenIn), intake.end(takenIn));
            } else if (ready == 0) {
                open = connection.goOn(shared, executor);
            } else {
                open = (ready & SelectionKey.OP_READ) != 0 ? connection.onReadable(shared, executor)
                    : connection.onWritable(shared, executor);
            }
        } catch (final IOException e) {
            fail(connection, connection.isArriving(), e.toString());
        } catch (final RuntimeException | Error e) {
            Log.LOGGER.warn("connection {} is closed", connection.id(), e);
        } finally {
            // Also when there is no memory to tell of it: what it sent is lost, and so must it be.
            goOnOrClose(connection, open);
        }
    }

    private void fail(final Connection connection, final boolean arriving, final String reason) {
        if (!arriving) {
            logChange(connection, reason);
            return;
        }
        Log.LOGGER.info("{}: {} got not as far as a request: {}", connection.id(), connection.address(), reason);
        state.connections().failed(connection, !connection.awaitsAddress(), reason);
    }

    private void giveTurns() {
        for (int waiting = turns.size(); waiting > 0; waiting--) {
            final Connection connection = turns.poll();
            if (connection.leavesQueue()) {
                serve(connection, 0, NOT_TAKEN_IN);
            }
        }
    }

    private void goOnOrClose(final Connection connection, final boolean open) {
        if (!open || draining && connection.isDrained()) {
            close(connection);
        } else if (connection.queuesForTurn()) {
            turns.add(connection);
            logChange(connection, "waits for its next turn");
        } else if (connection.isBlocked()) {
            logChange(connection, "waits until its client takes what it was sent");
        }
    }

    private void close(final Connection connection) {
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
        }
        try {
            connection.close();
        } catch (final RuntimeException | Error e) {
            // The others of this worker have nothing to do with it.
            Log.LOGGER.warn("connection {} cannot be closed", connection.id(), e);
        }
    }

    /** Gives back what it holds, at the end or in place of running. */
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
