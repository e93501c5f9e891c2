/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import com.sun.net.httpserver.HttpServer;
import io.flagstone.listener.command.ServerState;
import io.flagstone.listener.command.Statistics;
import io.flagstone.listener.metrics.ServerMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The admin port of a server. It is opened by a thread of its own, since the JDK's HTTP server takes some tens of
 * milliseconds to load; what goes wrong is told by {@link #awaitOpen()}.
 */
public final class AdminServer implements AutoCloseable {
    /** Threads that answer at the same time. */
    public static final int HANDLERS = 4;

    private static final int BACKLOG = 64;
    private static final long STOP_SECONDS = 5;
    private static final String REQUEST_SECONDS = "5";
    private static final String RESPONSE_SECONDS = "30";
    private static final String THREADS = "flagstone-admin";

    private final String host;
    private final int port;
    private final CompletableFuture<HttpServer> opened = new CompletableFuture<>();
    private final Handlers handlers;
    private final ScheduledExecutorService clock;
    private final History history;
    private final AdminHandler handler;
    private volatile boolean stopping;

    private AdminServer(final ServerState state, final ServerMetrics metrics, final String host, final int port) {
        this.host = host;
        this.port = port;
        final Statistics statistics = new Statistics(state);
        history = new History(state, metrics);
        handler = new AdminHandler(new AllowedHosts(host), new MetricsPage(statistics, metrics),
            new StatsJson(statistics, metrics, history), () -> stopping);
        handlers = new Handlers(HANDLERS, THREADS);
        clock = Executors.newSingleThreadScheduledExecutor(task -> thread(task, THREADS));
    }

    /**
     * Has no request to any HTTP server of the JDK in this process last for long, so that clients that dawdle do not
     * keep others from it. For whoever owns the process: it cannot be undone.
     */
    public static void limitRequests() {
        System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", RESPONSE_SECONDS);
    }

    /**
     * Begins to open the port.
     *
     * @param state   of the server.
     * @param metrics of its workers.
     * @param host    to listen on; null for every interface.
     * @param port    to listen on; 0 takes a free one.
     * @return the admin port, which may not be open yet.
     */
    public static AdminServer open(final ServerState state, final ServerMetrics metrics, final String host,
            final int port) {
        final AdminServer admin = new AdminServer(state, metrics, host, port);
        thread(admin::begin, THREADS).start();
        return admin;
    }

    static Thread thread(final Runnable task, final String name) {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void begin() {
        try {
            final InetSocketAddress address = host == null ? new InetSocketAddress(port)
                : new InetSocketAddress(InetAddress.getByName(host), port);
            final HttpServer server = HttpServer.create(address, BACKLOG);
            server.createContext("/", handler);
            server.setExecutor(handlers);
            // The thread that it starts is a daemon because this one is.
            server.start();
            opened.complete(server);
            clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
            clock.scheduleWithFixedDelay(handlers::hurry, 1, 1, TimeUnit.SECONDS);
        } catch (final IOException | RuntimeException | Error e) {
            // Somebody waits for it, whatever it is.
            opened.completeExceptionally(e);
        }
    }

    /**
     * Waits until the port is open.
     *
     * @throws IOException if it cannot be opened; the message names it.
     */
    public void awaitOpen() throws IOException {
        try {
            opened.join();
        } catch (final CompletionException e) {
            throw new AdminPortException((host == null ? "*" : host) + ":" + port, e.getCause());
        }
    }

    private void look() {
        // It throws once the embedder has closed his cache under the server, and is not called any more then.
        history.look(System.nanoTime(), System.currentTimeMillis());
    }

    /**
     * Tells the port.
     *
     * @return it.
     */
    public int port() {
        return opened.join().getAddress().getPort();
    }

    /** From now on {@code /health} says that the server stops. */
    public void stopping() {
        stopping = true;
    }

    /** Closes the port, and waits for the threads that may be looking at the cache. */
    @Override
    public void close() {
        stopping = true;
        opened.thenAccept(server -> server.stop(0));
        handlers.shutdownNow();
        clock.shutdownNow();
        awaitEnd(handlers);
        awaitEnd(clock);
    }

    private static void awaitEnd(final ExecutorService threads) {
        try {
            threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
