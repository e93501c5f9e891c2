/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The connections of one thread. In a closed loop each sends its next requests together when all replies to the last
 * ones are in; in an open loop each request has a time at which it is due, whatever the server does, from which its
 * latency counts, so that a request which had to wait because the server was late is late as well. (A load that sends
 * only when it was answered leaves out the very requests that would have been slow: coordinated omission.)
 */
final class LoadLoop implements AutoCloseable {
    private static final long SELECT_MILLIS = 100;

    private final Exchange exchange;
    private final Pace pace;
    private final long count;
    private final Selector selector = Selector.open();
    private final LoadConnection[] connections;
    private final Consumer<SelectionKey> advance = this::advance;
    private final long start;
    private long sent;
    /** Requests of connections that broke. */
    private long lost;
    private long answered;
    private int broken;
    private int next;
    private boolean isStopping;
    /** The time of the stop: what was due by then is still to be sent. */
    private long lastDue = Long.MAX_VALUE;

    /** @param number of connections */
    LoadLoop(final InetSocketAddress server, final Exchange exchange, final Pace pace, final int number)
        throws IOException {
        this.exchange = exchange;
        this.pace = pace;
        count = pace.count() == 0 ? Long.MAX_VALUE : pace.count();
        connections = new LoadConnection[number];
        try {
            for (int i = 0; i < number; i++) {
                final SocketChannel channel = connect(server);
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.configureBlocking(false);
                connections[i] = new LoadConnection(channel, exchange);
                connections[i].registered(channel.register(selector, SelectionKey.OP_READ, connections[i]));
            }
        } catch (final IOException e) {
            close();
            throw e;
        }
        start = exchange.now();
    }

    /** Connects, blocking; with a sentence if nobody listens there. */
    static SocketChannel connect(final InetSocketAddress server) throws IOException {
        try {
            final SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return channel;
        } catch (final ConnectException e) {
            throw new IOException("nobody listens on " + server.getHostString() + ":" + server.getPort() + ": "
                + e.getMessage(), e);
        }
    }

    /** Sends what is to be sent and reads what has come; in a closed loop, waits for something to come. */
    void turn() throws IOException {
        if (pace.isOpen()) {
            sendDue();
            selector.selectNow(advance);
        } else {
            if (sent == 0) {
                for (final LoadConnection connection : connections) {
                    sendNext(connection);
                }
            } else if (pace.gather() > 0) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pace.gather()));
            }
            selector.select(advance, SELECT_MILLIS);
        }
    }

    private void sendDue() {
        final long now = Math.min(exchange.now(), lastDue);
        while (sent < count && start + pace.due(sent) <= now) {
            final LoadConnection free = free();
            if (free == null) {
                return;
            }
            send(free, 1, start + pace.due(sent));
        }
    }

    /** The next connection that may send one more, in turn; null if there is none. */
    private LoadConnection free() {
        if (inFlight() >= (long) (connections.length - broken) * exchange.load().inFlight()) {
            return null;
        }
        LoadConnection candidate;
        do {
            candidate = connections[next];
            next = next + 1 == connections.length ? 0 : next + 1;
        } while (candidate.isClosed() || candidate.isFull());
        return candidate;
    }

    private void sendNext(final LoadConnection connection) {
        final int together = (int) Math.min(exchange.load().inFlight(), count - sent);
        if (!isStopping && together > 0) {
            send(connection, together, exchange.now());
        }
    }

    private void send(final LoadConnection connection, final int together, final long due) {
        sent += together;
        try {
            connection.send(together, due);
        } catch (final IOException e) {
            lose(connection, e);
        }
    }

    private void advance(final SelectionKey key) {
        final LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isReadable()) {
                final int before = connection.inFlight();
                connection.receive();
                final int more = before - connection.inFlight();
                if (more > 0) {
                    answered += more;
                    exchange.tally().answered(more);
                }
                if (connection.inFlight() == 0 && !pace.isOpen()) {
                    sendNext(connection);
                }
            }
            if (!connection.isClosed() && key.isWritable()) {
                connection.write();
            }
        } catch (final IOException e) {
            lose(connection, e);
        }
    }

    /** Goes on without a connection; the requests that it had in flight are lost. */
    private void lose(final LoadConnection connection, final IOException why) {
        exchange.tally().error(String.valueOf(why.getMessage()));
        lost += connection.inFlight();
        broken++;
        connection.close();
    }

    /** Requests that are on their way. */
    long inFlight() {
        return sent - answered - lost;
    }

    /** Whether there is nothing more to do: all was answered that was to be sent, or every connection is lost. */
    boolean isDone() {
        return broken == connections.length || (isStopping || sent >= count) && inFlight() == 0 && unsent() == 0;
    }

    /**
     * Requests of an open loop that were due when it was stopped and are not sent, since every connection had as many
     * in flight as it may. To forget them would be to forget the slowest of all.
     */
    long unsent() {
        if (!isStopping || !pace.isOpen() || sent >= count || start + pace.due(sent) > lastDue) {
            return 0;
        }
        return Math.max(1, Math.min(count, pace.dueBy(lastDue - start)) - sent);
    }

    /** Begins nothing more than what is due by now. */
    void stop() {
        if (!isStopping) {
            isStopping = true;
            lastDue = exchange.now();
        }
    }

    @Override
    public void close() throws IOException {
        for (final LoadConnection connection : connections) {
            if (connection != null) {
                connection.close();
            }
        }
        selector.close();
    }
}
