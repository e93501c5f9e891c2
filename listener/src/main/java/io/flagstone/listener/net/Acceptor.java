/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.ServerState;
import io.flagstone.protocol.text.TextReplies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts connections, and hands them to the workers in turn. Those above the limit it turns away, or leaves with the
 * system until others have gone; the latter also when there are no file descriptors left. Now and then it has the
 * workers look after connections that stand still.
 */
final class Acceptor implements Runnable {
    private static final long PAUSE_MILLIS = 10;
    private static final long LOOK_MILLIS = 500;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;
    /** Clients taken from one socket before the others have their turn. */
    private static final int BATCH = 64;

    private final Selector selector = Selector.open();
    private final Listeners listeners;
    private final Worker[] workers;
    private final AtomicInteger openConnections;
    private final int maxConnections;
    private final boolean turnsAway;
    private final Counters counters;
    private final ServerState state;
    private int next;
    private boolean paused;
    private long pausedAt;
    private long lookedAt = System.nanoTime();
    private volatile boolean stopping;

    /**
     * Makes an acceptor that does not run yet.
     *
     * @param listeners       that are accepted from.
     * @param workers         that serve.
     * @param openConnections counted up by the acceptor and down by the workers.
     * @param config          of the server.
     * @param state           of the server.
     * @throws IOException if the system gives no selector.
     */
    Acceptor(final Listeners listeners, final Worker[] workers,
            final AtomicInteger openConnections, final ServerConfig config, final ServerState state)
            throws IOException {
        this.listeners = listeners;
        this.workers = workers.clone();
        this.openConnections = openConnections;
        maxConnections = config.maxConnections();
        turnsAway = config.maxconnsFast();
        this.state = state;
        counters = state.newCounters();
    }

    /** Makes the acceptor end; may be called by anybody. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    /** Gives back what it holds, in place of running. */
    void discard() {
        try {
            selector.close();
        } catch (final IOException e) {
            Log.LOGGER.error("cannot close {}", selector, e);
        }
    }

    /** Accepts until {@link #stop}. */
    @Override
    public void run() {
        try (selector) {
            for (final Listener listener : listeners.all()) {
                listener.channel().configureBlocking(false);
                listener.channel().register(selector, SelectionKey.OP_ACCEPT, listener);
            }
            while (!stopping) {
                acceptAll();
                Log.load();
                lookAround();
            }
        } catch (final IOException e) {
            if (!stopping) {
                Log.LOGGER.error("the acceptor cannot begin", e);
            }
        }
    }

    private void acceptAll() {
        try {
            selector.select(this::acceptSome, paused ? PAUSE_MILLIS : LOOK_MILLIS);
            if (paused && !stopping) {
                tryAgain();
            }
        } catch (final IOException | RuntimeException | Error e) {
            report(e);
            LockSupport.parkNanos(PAUSE_MILLIS * NANOS_PER_MILLI);
        }
    }

    private void lookAround() {
        final long now = System.nanoTime();
        if (now - lookedAt >= LOOK_MILLIS * NANOS_PER_MILLI) {
            lookedAt = now;
            for (final Worker worker : workers) {
                worker.look();
            }
        }
    }

    private void acceptSome(final SelectionKey key) {
        try {
            int left = BATCH;
            while (left > 0 && !isFull() && accept((Listener) key.attachment())) {
                left--;
            }
            if (isFull()) {
                pause();
            }
        } catch (final IOException e) {
            // Most likely out of file descriptors: let clients queue until some are free again.
            pause();
            report(e);
        }
    }

    private boolean isFull() {
        return !turnsAway && openConnections.get() >= maxConnections;
    }

    /** Accepts one client; false if there is none. */
    private boolean accept(final Listener listener) throws IOException {
        final SocketChannel channel = listener.channel().accept();
        if (channel == null) {
            return false;
        }
        try {
            admit(channel, listener);
        } catch (final IOException e) {
            close(channel, e);
        }
        return true;
    }

    /** Goes on listening if there is room again; the system tells by letting a client in, or by having none. */
    private void tryAgain() {
        try {
            for (final SelectionKey key : selector.keys()) {
                if (isFull()) {
                    return;
                }
                accept((Listener) key.attachment());
            }
        } catch (final IOException e) {
            // There is still none.
            return;
        }
        if (!isFull()) {
            resume();
        }
    }

    private void pause() {
        if (stopping || paused) {
            return;
        }
        paused = true;
        pausedAt = System.nanoTime();
        counters.increment(Counter.LISTEN_DISABLED);
        counters.add(Counter.LISTEN_PAUSED, 1);
        for (final SelectionKey key : selector.keys()) {
            key.interestOps(0);
        }
    }

    private void resume() {
        paused = false;
        // The time first, so that it is told of a pause that is told to be over.
        counters.add(Counter.LISTEN_DISABLED_MICROS, (System.nanoTime() - pausedAt) / NANOS_PER_MICRO);
        counters.add(Counter.LISTEN_PAUSED, -1);
        for (final SelectionKey key : selector.keys()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    /** Lets go of a client that went away before it was served. */
    private void close(final SocketChannel channel, final IOException reason) {
        try {
            channel.close();
        } catch (final IOException e) {
            reason.addSuppressed(e);
        }
        if (state.verbosity() > 1) {
            Log.LOGGER.debug("a client was gone before it was served: {}", reason.toString());
        }
    }

    private void report(final Throwable problem) {
        if (stopping) {
            return;
        }
        Log.LOGGER.warn("cannot accept", problem);
    }

    private void admit(final SocketChannel channel, final Listener listener) throws IOException {
        if (!listener.admits(channel.getRemoteAddress())) {
            channel.close();
            return;
        }
        if (openConnections.get() >= maxConnections) {
            counters.increment(Counter.REJECTED_CONNECTIONS);
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(TextReplies.TOO_MANY_CONNECTIONS));
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        if (channel.getLocalAddress() instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
        openConnections.incrementAndGet();
        counters.increment(Counter.TOTAL_CONNECTIONS);
        workers[next].take(new Accepted(channel, listener));
        next = (next + 1) % workers.length;
    }
}
