/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.engine.LruTuning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects a {@link ServerConfig}; every value starts with its default and is checked by {@link #build()}.
 *
 * <p>Not safe for use by more than one thread at a time.
 */
public final class ServerConfigBuilder {

    private static final int MAX_PORT = 65_535;
    private static final int MIN_ITEM_SIZE = 1024;
    private static final int MAX_ITEM_SIZE = 1024 * 1024 * 1024;

    int port = ServerConfig.DEFAULT_PORT;
    int udpPort;
    BindingProtocol bindingProtocol = BindingProtocol.AUTO;
    final List<String> addresses = new ArrayList<>();
    Path unixSocket;
    int maxConnections = 1024;
    int threads = 4;
    long memoryLimit = 64L * 1024 * 1024;
    boolean evictions = true;
    double growthFactor;
    int minimumChunk = 48;
    int maximumItemSize = 1024 * 1024;
    String user;
    boolean daemon;
    Path pidFile;
    int verbosity;
    int requestsPerEvent = 1024;
    int backlog = 1024;
    boolean dumping = true;
    boolean watching = true;
    char prefixDelimiter = ':';
    boolean detail;
    boolean trackSizes;
    Path memoryFile;
    EvictionPolicy evictionPolicy = EvictionPolicy.S3_FIFO;
    LruTuning lruTuning = LruTuning.DEFAULT;
    boolean slabReassign = true;
    int slabAutomove = 1;
    boolean lruCrawler = true;
    boolean hugePages;
    boolean prefault;
    boolean lockMemory;
    boolean shutdownCommand;

    ServerConfigBuilder() {
    }

    /**
     * Sets the TCP port; 11211 unless set.
     *
     * @param value 0 to 65535, where 0 asks for any free port.
     * @return this.
     */
    public ServerConfigBuilder port(final int value) {
        port = value;
        return this;
    }

    /**
     * Sets the UDP port; 0 unless set, and this version serves no other.
     *
     * @param value 0.
     * @return this.
     */
    public ServerConfigBuilder udpPort(final int value) {
        udpPort = value;
        return this;
    }

    /**
     * Sets the dialects that are spoken; both unless set.
     *
     * @param value the dialects.
     * @return this.
     */
    public ServerConfigBuilder bindingProtocol(final BindingProtocol value) {
        bindingProtocol = Objects.requireNonNull(value, "bindingProtocol must not be null");
        return this;
    }

    /**
     * Adds a place to listen on; every interface unless one is added.
     *
     * @param value {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port}, a bare IPv6 address, or {@code *}.
     * @return this.
     */
    public ServerConfigBuilder address(final String value) {
        addresses.add(Objects.requireNonNull(value, "address must not be null"));
        return this;
    }

    /**
     * Sets the unix socket that takes the place of all network sockets; none unless set.
     *
     * @param value path of the socket, or {@code null} for TCP.
     * @return this.
     */
    public ServerConfigBuilder unixSocket(final Path value) {
        unixSocket = value;
        return this;
    }

    /**
     * Sets the number of clients that may be connected at once; 1024 unless set.
     *
     * @param value 1 or more.
     * @return this.
     */
    public ServerConfigBuilder maxConnections(final int value) {
        maxConnections = value;
        return this;
    }

    /**
     * Sets the number of worker threads; 4 unless set.
     *
     * @param value 1 or more.
     * @return this.
     */
    public ServerConfigBuilder threads(final int value) {
        threads = value;
        return this;
    }

    /**
     * Sets the memory for items; 64 MiB unless set.
     *
     * @param bytes at least twice the maximum item size.
     * @return this.
     */
    public ServerConfigBuilder memoryLimit(final long bytes) {
        memoryLimit = bytes;
        return this;
    }

    /**
     * Sets whether items are evicted when the memory is full; true unless set.
     *
     * @param value false to refuse stores instead.
     * @return this.
     */
    public ServerConfigBuilder evictions(final boolean value) {
        evictions = value;
        return this;
    }

    /**
     * Sets the ratio of the chunk size of one slab class to the next; unless set, the cache chooses it by its size.
     *
     * @param value above 1, finite.
     * @return this.
     */
    public ServerConfigBuilder growthFactor(final double value) {
        growthFactor = value;
        return this;
    }

    /**
     * Sets the space for key, value and flags in the smallest slab class; 48 bytes unless set.
     *
     * @param bytes 1 or more, and at most the maximum item size.
     * @return this.
     */
    public ServerConfigBuilder minimumChunk(final int bytes) {
        minimumChunk = bytes;
        return this;
    }

    /**
     * Sets the size of the largest item, with its key and header; 1 MiB unless set.
     *
     * @param bytes 1024 to 1 GiB, and at most half of the memory limit.
     * @return this.
     */
    public ServerConfigBuilder maximumItemSize(final int bytes) {
        maximumItemSize = bytes;
        return this;
    }

    /**
     * Sets the user whose identity the standalone server takes; an embedded server does not look at it.
     *
     * @param name of the user, or {@code null} for none.
     * @return this.
     */
    public ServerConfigBuilder user(final String name) {
        user = name;
        return this;
    }

    /**
     * Sets whether the standalone server leaves the terminal; an embedded server does not look at it.
     *
     * @param value true to leave it.
     * @return this.
     */
    public ServerConfigBuilder daemon(final boolean value) {
        daemon = value;
        return this;
    }

    /**
     * Sets the file for the process id of the standalone server; an embedded server does not look at it.
     *
     * @param value path of the file, made absolute at once, or {@code null} for none.
     * @return this.
     */
    public ServerConfigBuilder pidFile(final Path value) {
        pidFile = value == null ? null : value.toAbsolutePath();
        return this;
    }

    /**
     * Sets how much is told on the standard error stream; 0 unless set.
     *
     * @param value 0 or more.
     * @return this.
     */
    public ServerConfigBuilder verbosity(final int value) {
        verbosity = value;
        return this;
    }

    /**
     * Sets the number of requests that one connection may have served before others have their turn; 1024 unless set.
     *
     * @param value 1 or more.
     * @return this.
     */
    public ServerConfigBuilder requestsPerEvent(final int value) {
        requestsPerEvent = value;
        return this;
    }

    /**
     * Sets the length of the queue of connections that wait to be accepted; 1024 unless set.
     *
     * @param value 1 or more.
     * @return this.
     */
    public ServerConfigBuilder backlog(final int value) {
        backlog = value;
        return this;
    }

    /**
     * Sets whether clients may list the items and their keys; true unless set.
     *
     * @param value false to refuse such commands.
     * @return this.
     */
    public ServerConfigBuilder dumping(final boolean value) {
        dumping = value;
        return this;
    }

    /**
     * Sets whether clients may watch what the server does; true unless set.
     *
     * @param value false to refuse {@code watch}.
     * @return this.
     */
    public ServerConfigBuilder watching(final boolean value) {
        watching = value;
        return this;
    }

    /**
     * Has {@code stats detail} count from the start, by what stands in front of a character in the keys; it counts by
     * {@code :}, when a client asks for it, unless set.
     *
     * @param delimiter of one byte.
     * @return this.
     * @throws IllegalArgumentException if it has more.
     */
    public ServerConfigBuilder detail(final char delimiter) {
        if (delimiter > 0xFF) {
            throw new IllegalArgumentException("delimiter must be a character of one byte: delimiter=" + delimiter);
        }
        prefixDelimiter = delimiter;
        detail = true;
        return this;
    }

    /**
     * Sets whether {@code stats sizes} tells how many items there are of each size; false unless set.
     *
     * @param value true to tell.
     * @return this.
     */
    public ServerConfigBuilder trackSizes(final boolean value) {
        trackSizes = value;
        return this;
    }

    /**
     * Sets whether clients may stop the standalone server; an embedded server does not look at it.
     *
     * @param value true to let them.
     * @return this.
     */
    public ServerConfigBuilder shutdownCommand(final boolean value) {
        shutdownCommand = value;
        return this;
    }

    /**
     * Sets whether the standalone server has its memory locked; an embedded server does not look at it.
     *
     * @param value true to have it locked.
     * @return this.
     */
    public ServerConfigBuilder lockMemory(final boolean value) {
        lockMemory = value;
        return this;
    }

    /**
     * Sets whether all memory for items is taken from the system at the start; false unless set.
     *
     * @param value false to take it as it is first needed.
     * @return this.
     */
    public ServerConfigBuilder prefault(final boolean value) {
        prefault = value;
        return this;
    }

    /**
     * Sets whether the system is asked for transparent huge pages; false unless set.
     *
     * @param value true to ask.
     * @return this.
     */
    public ServerConfigBuilder hugePages(final boolean value) {
        hugePages = value;
        return this;
    }

    /**
     * Sets whether {@code lru_crawler} commands are served from the start; true unless set.
     *
     * @param value false to refuse them until {@code lru_crawler enable}.
     * @return this.
     */
    public ServerConfigBuilder lruCrawler(final boolean value) {
        lruCrawler = value;
        return this;
    }

    /**
     * Sets whether pages move by themselves between slab classes; 1 unless set.
     *
     * @param value 0 for not, 1 or 2 for so.
     * @return this.
     */
    public ServerConfigBuilder slabAutomove(final int value) {
        slabAutomove = value;
        return this;
    }

    /**
     * Sets whether {@code slabs reassign} is served; true unless set.
     *
     * @param value false to refuse it.
     * @return this.
     */
    public ServerConfigBuilder slabReassign(final boolean value) {
        slabReassign = value;
        return this;
    }

    /**
     * Sets the limits of the lists of a segmented LRU.
     *
     * @param value the limits.
     * @return this.
     */
    public ServerConfigBuilder lruTuning(final LruTuning value) {
        lruTuning = Objects.requireNonNull(value, "lruTuning must not be null");
        return this;
    }

    /**
     * Sets which items give way when the memory is full; s3-fifo unless set.
     *
     * @param value the policy.
     * @return this.
     */
    public ServerConfigBuilder evictionPolicy(final EvictionPolicy value) {
        evictionPolicy = Objects.requireNonNull(value, "evictionPolicy must not be null");
        return this;
    }

    /**
     * Sets the file that keeps the items while the server does not run.
     *
     * @param value path of the file, made absolute at once, or {@code null} for none.
     * @return this.
     */
    public ServerConfigBuilder memoryFile(final Path value) {
        memoryFile = value == null ? null : value.toAbsolutePath();
        return this;
    }

    /**
     * Checks all values together and makes the configuration.
     *
     * @return the configuration.
     * @throws IllegalArgumentException if a value breaks its rule; the message says the rule and the value.
     */
    public ServerConfig build() {
        check(port >= 0 && port <= MAX_PORT, "port must be 0 to 65535: port=", port);
        check(udpPort == 0, "udpPort must be 0, UDP is not served by this version: udpPort=", udpPort);
        check(maxConnections > 0, "maxConnections must be > 0: maxConnections=", maxConnections);
        check(threads > 0, "threads must be > 0: threads=", threads);
        check(verbosity >= 0, "verbosity must be >= 0: verbosity=", verbosity);
        check(requestsPerEvent > 0, "requestsPerEvent must be > 0: requestsPerEvent=", requestsPerEvent);
        check(slabAutomove >= 0 && slabAutomove <= 2, "slabAutomove must be 0 to 2: slabAutomove=", slabAutomove);
        check(backlog > 0, "backlog must be > 0: backlog=", backlog);
        checkMemory();
        final List<ListenAddress> places = new ArrayList<>(addresses.size());
        for (final String address : addresses) {
            places.add(ListenAddress.parse(address));
        }
        return new ServerConfig(this, places);
    }

    private void checkMemory() {
        if (growthFactor != 0 && !(growthFactor > 1.0 && growthFactor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("growthFactor must be > 1.0: growthFactor=" + growthFactor);
        }
        check(maximumItemSize >= MIN_ITEM_SIZE && maximumItemSize <= MAX_ITEM_SIZE,
            "maximumItemSize must be 1024 to 1073741824: maximumItemSize=", maximumItemSize);
        if (maximumItemSize > memoryLimit / 2) {
            throw new IllegalArgumentException("maximumItemSize must be at most half of memoryLimit: maximumItemSize="
                + maximumItemSize + " memoryLimit=" + memoryLimit);
        }
        check(minimumChunk > 0 && minimumChunk <= maximumItemSize,
            "minimumChunk must be 1 to maximumItemSize: minimumChunk=", minimumChunk);
    }

    private static void check(final boolean holds, final String ruleAndName, final long value) {
        if (!holds) {
            throw new IllegalArgumentException(ruleAndName + value);
        }
    }
}
