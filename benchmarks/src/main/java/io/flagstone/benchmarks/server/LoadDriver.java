/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A closed load on a server that speaks memcached's text protocol: one thread drives all connections, verifies every
 * byte of every reply, and allocates nothing while it does.
 */
final class LoadDriver implements AutoCloseable {
    private static final long SELECT_MILLIS = 100;
    private static final long JOIN_MILLIS = 10_000;
    private static final int READ_BUFFER = 1 << 20;

    private final AtomicLong answered = new AtomicLong();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BUFFER);
    private final Consumer<SelectionKey> advance = this::advance;
    private final Selector selector;
    private final Thread thread;
    private volatile boolean isClosing;
    private volatile Throwable failure;

    private LoadDriver(final InetSocketAddress server, final Script script, final int connections)
        throws IOException {
        selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            final SocketChannel channel = connect(server);
            channels.add(channel);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ,
                new ScriptedConnection(channel, script, script.start(i, connections)));
        }
        thread = new Thread(this::run, "load-driver");
        thread.setDaemon(true);
    }

    /**
     * Connects, blocking.
     *
     * @throws IOException with a sentence if nobody listens there
     */
    static SocketChannel connect(final InetSocketAddress server) throws IOException {
        final SocketChannel channel;
        try {
            channel = SocketChannel.open(server);
        } catch (final ConnectException e) {
            throw new IOException("nobody listens on " + server.getHostString() + ":" + server.getPort() + ": "
                + e.getMessage(), e);
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    /**
     * Connects and starts.
     *
     * @param server      to load
     * @param script      whose keys {@link Preload} has stored
     * @param connections that read it
     * @return the running load
     * @throws IOException if a connection is refused
     */
    static LoadDriver start(final InetSocketAddress server, final Script script, final int connections)
        throws IOException {
        final LoadDriver driver = new LoadDriver(server, script, connections);
        driver.thread.start();
        return driver;
    }

    /** Requests answered so far. */
    long answered() {
        return answered.get();
    }

    /** Lets the load run; throws what broke it, if something does. */
    void runFor(final double seconds) {
        final long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            checkHealth();
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(SELECT_MILLIS)));
        }
        checkHealth();
    }

    /** Stops sending and closes every connection; requests in flight are given up. */
    @Override
    public void close() {
        isClosing = true;
        selector.wakeup();
        try {
            thread.join(JOIN_MILLIS);
            for (final SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        checkHealth();
    }

    private void checkHealth() {
        final Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the load broke: " + cause.getMessage(), cause);
        }
    }

    private void run() {
        try {
            for (final SelectionKey key : selector.keys()) {
                ((ScriptedConnection) key.attachment()).send(key);
            }
            while (!isClosing) {
                selector.select(advance, SELECT_MILLIS);
            }
        } catch (final IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void advance(final SelectionKey key) {
        final ScriptedConnection connection = (ScriptedConnection) key.attachment();
        try {
            if (key.isReadable()) {
                final int more = connection.receive(in, key);
                if (more > 0) {
                    answered.lazySet(answered.get() + more);
                }
            } else {
                connection.send(key);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
