/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.ServerState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a server, an acceptor and its workers, and the order in which they begin and end. They are daemon
 * threads.
 */
public final class EventLoops {
    /** File descriptors of the server itself for each loop: a selector's two and its wake-up. */
    private static final int DESCRIPTORS_PER_LOOP = 3;
    private static final long JOIN_MILLIS = 5000;

    private final ServerConfig config;
    private final ServerState state;
    private final UdpListeners udp;
    private final Worker[] workers;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger openConnections = new AtomicInteger();
    private Listeners listeners;
    private Acceptor acceptor;
    /** Null if nobody accepts. */
    private Thread accepting;
    private volatile boolean stopped;

    /**
     * Makes loops that do not run yet.
     *
     * @param config    of the server.
     * @param state     of the server; it is told what is bound.
     * @param listeners that are accepted from; they are closed by {@link #stop}.
     * @param udp       the sockets for datagrams; they are closed too.
     * @param filter    of what goes through connections; null for none.
     * @throws IOException if the system gives no selector.
     */
    public EventLoops(final ServerConfig config, final ServerState state, final Listeners listeners,
            final UdpListeners udp, final TransportFilter filter) throws IOException {
        this.config = config;
        this.state = state;
        this.listeners = listeners;
        this.udp = udp;
        state.bound(listeners.port(), udp.port(),
            (config.threads() + 1) * DESCRIPTORS_PER_LOOP + listeners.count() + udp.count());
        workers = new Worker[config.threads()];
        boolean made = false;
        try {
            for (int i = 0; i < workers.length; i++) {
                workers[i] = new Worker(i, state, openConnections, config, filter);
            }
            listeners.show(state);
            udp.serveBy(workers, listeners.bound().size() + 1);
            if (listeners.tls() != null) {
                state.certificates(listeners.tls()::refresh);
            }
            acceptor = new Acceptor(listeners, workers, openConnections, config, state);
            made = true;
        } finally {
            if (!made) {
                discardWorkers();
            }
        }
    }

    /** Gives back what those hold that have no thread which would. */
    private void discardWorkers() {
        for (int i = threads.size(); i < workers.length; i++) {
            if (workers[i] != null) {
                workers[i].discard();
            }
        }
    }

    /** Starts the threads. */
    public synchronized void serve() {
        for (int i = 0; i < workers.length; i++) {
            threads.add(start(workers[i], "flagstone-worker-" + i));
        }
        accepting = start(acceptor, "flagstone-acceptor");
    }

    private static Thread start(final Runnable loop, final String name) {
        final Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Closes the sockets that are listened on: the system refuses new connections, and the others go on. */
    public synchronized void stopListening() {
        acceptor.stop();
        if (accepting != null) {
            // Once it has ended nothing is handed over any more.
            join(List.of(accepting), JOIN_MILLIS);
            accepting = null;
        } else {
            acceptor.discard();
        }
        listeners.close();
    }

    /**
     * Accepts connections again, after {@link #stopListening}.
     *
     * @param again the sockets to listen on.
     * @throws IOException if the system gives no selector.
     */
    public synchronized void listen(final Listeners again) throws IOException {
        listeners = again;
        acceptor = new Acceptor(again, workers, openConnections, config, state);
        accepting = start(acceptor, "flagstone-acceptor");
    }

    /**
     * Has connections closed that have been still for too long, as happens by itself now and then, and waits until it
     * is done.
     */
    public void closeIdle() {
        if (stopped) {
            return;
        }
        final CountDownLatch looked = new CountDownLatch(workers.length);
        for (final Worker worker : workers) {
            worker.look(looked::countDown);
        }
        try {
            looked.await(JOIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops listening, answers what clients have sent already, and closes their connections.
     *
     * @param grace that is given to requests which came in part, and to clients for taking their replies.
     */
    public synchronized void stop(final Duration grace) {
        stopped = true;
        Endings.all(this::stopListening, udp, () -> stopWorkers(grace), this::discardWorkers);
    }

    private void stopWorkers(final Duration grace) {
        for (final Worker worker : workers) {
            worker.stop(grace);
        }
        join(threads, grace.toMillis() + JOIN_MILLIS);
    }

    private static void join(final List<Thread> ending, final long millis) {
        boolean interrupted = false;
        for (final Thread thread : ending) {
            try {
                thread.join(millis);
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
