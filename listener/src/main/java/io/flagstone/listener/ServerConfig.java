/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.LruTuning;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that a {@link MemcachedServer} is told at its start, with memcached's defaults but for
 * {@link #requestsPerEvent()}.
 *
 * <p>Immutable, and safe for use by any thread. The names in parentheses are the letters of the command line that set
 * the same things.
 */
public final class ServerConfig {

    /** The port that memcached clients expect. */
    public static final int DEFAULT_PORT = 11_211;

    private final int port;
    private final int udpPort;
    private final BindingProtocol bindingProtocol;
    private final List<String> addresses;
    private final List<ListenAddress> listenAddresses;
    private final Path unixSocket;
    private final int maxConnections;
    private final int threads;
    private final long memoryLimit;
    private final boolean evictions;
    private final double growthFactor;
    private final int minimumChunk;
    private final int maximumItemSize;
    private final String user;
    private final boolean daemon;
    private final Path pidFile;
    private final int verbosity;
    private final int requestsPerEvent;
    private final int backlog;
    private final boolean dumping;
    private final boolean watching;
    private final char prefixDelimiter;
    private final boolean detail;
    private final boolean trackSizes;
    private final Path memoryFile;
    private final EvictionPolicy evictionPolicy;
    private final LruTuning lruTuning;
    private final boolean slabReassign;
    private final int slabAutomove;
    private final boolean lruCrawler;
    private final boolean hugePages;
    private final boolean prefault;
    private final boolean lockMemory;
    private final boolean shutdownCommand;

    ServerConfig(final ServerConfigBuilder builder, final List<ListenAddress> listenAddresses) {
        port = builder.port;
        udpPort = builder.udpPort;
        bindingProtocol = builder.bindingProtocol;
        addresses = List.copyOf(builder.addresses);
        this.listenAddresses = List.copyOf(listenAddresses);
        unixSocket = builder.unixSocket;
        maxConnections = builder.maxConnections;
        threads = builder.threads;
        memoryLimit = builder.memoryLimit;
        evictions = builder.evictions;
        growthFactor = builder.growthFactor;
        minimumChunk = builder.minimumChunk;
        maximumItemSize = builder.maximumItemSize;
        user = builder.user;
        daemon = builder.daemon;
        pidFile = builder.pidFile;
        verbosity = builder.verbosity;
        requestsPerEvent = builder.requestsPerEvent;
        backlog = builder.backlog;
        dumping = builder.dumping;
        watching = builder.watching;
        prefixDelimiter = builder.prefixDelimiter;
        detail = builder.detail;
        trackSizes = builder.trackSizes;
        memoryFile = builder.memoryFile;
        evictionPolicy = builder.evictionPolicy;
        lruTuning = builder.lruTuning;
        slabReassign = builder.slabReassign;
        slabAutomove = builder.slabAutomove;
        lruCrawler = builder.lruCrawler;
        hugePages = builder.hugePages;
        prefault = builder.prefault;
        lockMemory = builder.lockMemory;
        shutdownCommand = builder.shutdownCommand;
    }

    /**
     * A builder that holds the defaults.
     *
     * @return a new builder.
     */
    public static ServerConfigBuilder builder() {
        return new ServerConfigBuilder();
    }

    /**
     * The TCP port (-p), 0 to 65535, where 0 asks for any free port. Unused when there is a {@link #unixSocket()}.
     *
     * @return the TCP port.
     */
    public int port() {
        return port;
    }

    /**
     * The UDP port (-U); always 0, which is off, since this version does not serve UDP.
     *
     * @return the UDP port.
     */
    public int udpPort() {
        return udpPort;
    }

    /**
     * The dialects that are spoken (-B).
     *
     * @return the dialects.
     */
    public BindingProtocol bindingProtocol() {
        return bindingProtocol;
    }

    /**
     * The places to listen on (-l): {@code host}, {@code host:port}, {@code [v6]:port}, or {@code *} for every
     * interface.
     *
     * @return the places, unmodifiable; empty means every interface.
     */
    public List<String> addresses() {
        return addresses;
    }

    /**
     * The places to listen on, taken apart.
     *
     * @return {@link #addresses()} in the same order, unmodifiable.
     */
    List<ListenAddress> listenAddresses() {
        return listenAddresses;
    }

    /**
     * The unix socket (-s), which takes the place of all network sockets.
     *
     * @return the path, or {@code null} for TCP.
     */
    public Path unixSocket() {
        return unixSocket;
    }

    /**
     * The number of clients that may be connected at once (-c), 1 or more.
     *
     * @return the number of clients.
     */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * The number of worker threads (-t), 1 or more.
     *
     * @return the number of threads.
     */
    public int threads() {
        return threads;
    }

    /**
     * The memory for items (-m, there in megabytes), in bytes.
     *
     * @return the limit in bytes.
     */
    public long memoryLimit() {
        return memoryLimit;
    }

    /**
     * Whether items are evicted when the memory is full; otherwise (-M) a store is refused.
     *
     * @return true if items are evicted.
     */
    public boolean evictions() {
        return evictions;
    }

    /**
     * The ratio of the chunk size of one slab class to the next (-f), above 1.
     *
     * @return the growth factor; 0 if the cache chooses it.
     */
    public double growthFactor() {
        return growthFactor;
    }

    /**
     * The space for key, value and flags in the smallest slab class (-n), in bytes, 1 or more.
     *
     * @return the space in bytes.
     */
    public int minimumChunk() {
        return minimumChunk;
    }

    /**
     * The largest item (-I), in bytes with its key and header: 1024 to 1 GiB, and at most half of
     * {@link #memoryLimit()}.
     *
     * @return the size in bytes.
     */
    public int maximumItemSize() {
        return maximumItemSize;
    }

    /**
     * The user whose identity the standalone server takes when it was started by root (-u).
     *
     * @return the user's name, or {@code null} if none was given.
     */
    public String user() {
        return user;
    }

    /**
     * Whether the standalone server leaves the terminal once it serves (-d).
     *
     * @return true if it does.
     */
    public boolean daemon() {
        return daemon;
    }

    /**
     * The file that holds the process id of the standalone server while it runs (-P).
     *
     * @return the absolute path, or {@code null} for no file.
     */
    public Path pidFile() {
        return pidFile;
    }

    /**
     * How much is told on the standard error stream (-v, -vv, -vvv): 0 nothing, 1 errors and warnings, 2 also commands
     * and replies, 3 also what the server does within.
     *
     * @return 0 or more.
     */
    public int verbosity() {
        return verbosity;
    }

    /**
     * The number of requests that one connection may have served before others have their turn (-R), 1 or more.
     *
     * @return the number of requests.
     */
    public int requestsPerEvent() {
        return requestsPerEvent;
    }

    /**
     * The length of the queue of connections that wait to be accepted (-b), 1 or more.
     *
     * @return the length of the queue.
     */
    public int backlog() {
        return backlog;
    }

    /**
     * Whether clients may list the items and their keys; otherwise (-X) such commands are refused.
     *
     * @return true if they may.
     */
    public boolean dumping() {
        return dumping;
    }

    /**
     * Whether clients may watch what the server does; otherwise (-W) {@code watch} is refused.
     *
     * @return true if they may.
     */
    public boolean watching() {
        return watching;
    }

    /**
     * What ends the prefix of a key (-D) that {@code stats detail} counts by.
     *
     * @return a character of one byte.
     */
    public char prefixDelimiter() {
        return prefixDelimiter;
    }

    /**
     * Whether {@code stats detail} counts from the start (-D), and not only when a client asks for it.
     *
     * @return true if it does.
     */
    public boolean detail() {
        return detail;
    }

    /**
     * Whether {@code stats sizes} tells how many items there are of each size (-o track_sizes).
     *
     * @return true if it does.
     */
    public boolean trackSizes() {
        return trackSizes;
    }

    /**
     * The file that keeps the items while the server does not run (-e).
     *
     * @return the absolute path, or {@code null} for none.
     */
    public Path memoryFile() {
        return memoryFile;
    }

    /**
     * Which items give way when the memory is full (--eviction-policy).
     *
     * @return the policy.
     */
    public EvictionPolicy evictionPolicy() {
        return evictionPolicy;
    }

    /**
     * The limits of the lists of a segmented LRU (-o hot_lru_pct and so on).
     *
     * @return the limits.
     */
    public LruTuning lruTuning() {
        return lruTuning;
    }

    /**
     * Whether {@code slabs reassign} is served (-o no_slab_reassign).
     *
     * @return true if it is.
     */
    public boolean slabReassign() {
        return slabReassign;
    }

    /**
     * Whether pages move by themselves to the slab classes that earn most with them (-o slab_automove).
     *
     * @return 0 if they do not, else 1 or 2.
     */
    public int slabAutomove() {
        return slabAutomove;
    }

    /**
     * Whether {@code lru_crawler} commands are served until they are switched off (-o no_lru_crawler).
     *
     * @return true if they are.
     */
    public boolean lruCrawler() {
        return lruCrawler;
    }

    /**
     * Whether the system is asked for transparent huge pages (-L).
     *
     * @return true if it is.
     */
    public boolean hugePages() {
        return hugePages;
    }

    /**
     * Whether all memory for items is taken from the system at the start (--prefault, and -L).
     *
     * @return true if it is.
     */
    public boolean prefault() {
        return prefault;
    }

    /**
     * Whether the standalone server has its memory locked, so that it is never swapped (-k).
     *
     * @return true if it has.
     */
    public boolean lockMemory() {
        return lockMemory;
    }

    /**
     * Whether clients may stop the standalone server with {@code shutdown} (-A).
     *
     * @return true if they may.
     */
    public boolean shutdownCommand() {
        return shutdownCommand;
    }

    /** What tells one server from another; not all that can be set. */
    @Override
    public String toString() {
        return "ServerConfig[" + (unixSocket != null ? "unixSocket=" + unixSocket
            : "port=" + port + ", addresses=" + addresses) + ", threads=" + threads + ", maxConnections="
            + maxConnections + ", memoryLimit=" + memoryLimit + ", maximumItemSize=" + maximumItemSize
            + ", evictionPolicy=" + evictionPolicy.policyName() + ']';
    }
}
