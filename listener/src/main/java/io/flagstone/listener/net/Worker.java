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
    private final CommandExecutor executor;
    /** Null if nobody looks. */
    private final WorkerMetrics metrics;
    private final BufferPool pool;
    private final Clients clients;
    private int arrivalsLeft = ARRIVALS_A_ROUND;
    private final ByteBuffer shared = ByteBuffer.allocateDirect(READ_BUFFER);
    private final Intake intake = new Intake();
    private final Queue<Connection> woken = new MpscUnboundedAtomicArrayQueue<>(QUEUE_CHUNK);
    private final ArrayDeque<Connection> turns = new ArrayDeque<>();
    private final Consumer<SelectionKey> onSelected = this::onSelected;
    private final int number;
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
        this.state = state;
        selector = Selector.open();
        counters = state.newCounters();
        metrics = state.newWorkerMetrics();
        executor = new CommandExecutor(state, counters, metrics);
        final long inputLimit = config.readBufferLimit() > 0 ? config.readBufferLimit() / config.threads()
            : Math.max(MOST_INPUT / config.threads(), 2 * Connection.LONGEST_LINE);
        pool = new BufferPool(counters, inputLimit, config.outputLimit() / config.threads());
        clients = new Clients(number, selector, state, counters, openConnections, pool, config, this::wake, filter);
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
        clients.add(client);
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
        if (clients.mayBeStill() && due.compareAndSet(null, NOTHING)) {
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
            round(clients.areArriving() ? TICK_MILLIS : 0);
        }
        drain();
        discard();
    }

    /** Waits for something to do, for some milliseconds or, with 0, for ever, and does it. */
    private void round(final long millis) {
        try {
            takeSelected(millis);
            clients.admitAll();
            takeWoken();
            giveTurns();
            if (clients.areArriving()) {
                arrivalsLeft = ARRIVALS_A_ROUND;
                clients.closeOverdue();
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
        clients.admitAll();
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
            clients.closeStill();
        } finally {
            then.run();
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
            clients.logChange(connection, e.toString());
        }
        if (!open) {
            clients.close(connection);
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
            clients.fail(connection, connection.isArriving(), e.toString());
        } catch (final RuntimeException | Error e) {
            Log.LOGGER.warn("connection {} is closed", connection.id(), e);
        } finally {
            // Also when there is no memory to tell of it: what it sent is lost, and so must it be.
            goOnOrClose(connection, open);
        }
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
            clients.close(connection);
        } else if (connection.queuesForTurn()) {
            turns.add(connection);
            clients.logChange(connection, "waits for its next turn");
        } else if (connection.isBlocked()) {
            clients.logChange(connection, "waits until its client takes what it was sent");
        }
    }

    /** Gives back what it holds, at the end or in place of running. */
    void discard() {
        clients.discard();
    }
}
