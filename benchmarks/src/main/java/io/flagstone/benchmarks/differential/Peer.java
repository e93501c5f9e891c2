/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import io.flagstone.benchmarks.server.ServerProcess;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** One of the two servers. */
interface Peer extends AutoCloseable {
    /** The same for both, and more than the streams ever store: nothing is evicted. */
    long MEBIBYTES = 1024;
    /** How long an answer is waited for. */
    int PATIENCE_MILLIS = 3_000;

    /** Connects to it anew. */
    PeerConnection connect() throws IOException;

    @Override
    void close();

    /** Starts Flagstone in this process. */
    static Peer flagstone() throws IOException {
        final MemcachedServer server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0)
            .threads(1).memoryLimit(MEBIBYTES << 20).build());
        return new Running(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), server::close);
    }

    /**
     * Starts memcached; with the same patience for pipelines as Flagstone, on which hangs what a bad get drops, and
     * without the queue of items that are to be moved up, which holds them for a while.
     */
    static Peer memcached(final String command) throws IOException {
        final ServerProcess process = ServerProcess.start("memcached", List.of(command, "-t", "1", "-R", "1000",
            "-o", "no_lru_maintainer", "-m", Long.toString(MEBIBYTES)));
        return new Running(process.address(), process::close);
    }

    /** A server at an address. */
    record Running(InetSocketAddress address, Runnable stop) implements Peer {
        @Override
        public PeerConnection connect() throws IOException {
            return new PeerConnection(address, PATIENCE_MILLIS);
        }

        @Override
        public void close() {
            stop.run();
        }
    }
}
