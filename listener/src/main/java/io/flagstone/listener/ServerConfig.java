/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ByteCacheBuilder;
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

    private final boolean tcp;
    private final int port;
    private final int udpPort;
    private final BindingProtocol bindingProtocol;
    private final List<String> addresses;
    private final List<ListenAddress> listenAddresses;
    private final Path unixSocket;
    private final int unixMask;
    private final ListenAddress adminAddress;
    private final TlsConfig tls;
    private final Path authFile;
    private final boolean sasl;
    private final Path saslFile;
    private final boolean flushAll;
    private final boolean cas;
    private final int maxConnections;
    private final boolean maxconnsFast;
    private final int idleTimeout;
    private final long readBufferLimit;
    private final long outputLimit;
    private final int threads;
    private final long memoryLimit;
    private final boolean evictions;
    private final double growthFactor;
    private final int minimumChunk;
    private final List<Integer> slabSizes;
    private final int largestChunk;
    private final int maximumItemSize;
    private final String user;
    private final boolean daemon;
    private final Path pidFile;
    private final int verbosity;
    private final int requestsPerEvent;
    private final int backlog;
    private final boolean dumping;
    private final boolean watching;
    private final int watcherLogBuffer;
    private final int workerLogBuffer;
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
    private final boolean coreDumps;
    private final boolean shutdownCommand;
    private final InertSettings inert;

    ServerConfig(final ServerConfigBuilder builder, final List<ListenAddress> listenAddresses) {
        tcp = builder.tcp;
        port = builder.port;
        udpPort = builder.udpPort;
        bindingProtocol = builder.authenticated();
        addresses = List.copyOf(builder.addresses);
        this.listenAddresses = List.copyOf(listenAddresses);
        unixSocket = builder.unixSocket;
        unixMask = builder.unixMask;
        adminAddress = builder.adminAddress;
        tls = builder.tls;
        authFile = builder.authFile;
        sasl = builder.sasl;
        saslFile = builder.saslFile;
        flushAll = builder.flushAll;
        cas = builder.cas;
        maxConnections = builder.maxConnections;
        maxconnsFast = builder.maxconnsFast;
        idleTimeout = builder.idleTimeout;
        readBufferLimit = builder.readBufferLimit;
        outputLimit = builder.outputLimit;
        threads = builder.threads;
        memoryLimit = builder.memoryLimit;
        evictions = builder.evictions;
        growthFactor = builder.growthFactor;
        minimumChunk = builder.minimumChunk;
        slabSizes = List.copyOf(builder.slabSizes);
        largestChunk = builder.largestChunk;
        maximumItemSize = builder.maximumItemSize;
        user = builder.user;
        daemon = builder.daemon;
        pidFile = builder.pidFile;
        verbosity = builder.verbosity;
        requestsPerEvent = builder.requestsPerEvent;
        backlog = builder.backlog;
        dumping = builder.dumping;
        watching = builder.watching;
        watcherLogBuffer = builder.watcherLogBuffer;
        workerLogBuffer = builder.workerLogBuffer;
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
        coreDumps = builder.coreDumps;
        shutdownCommand = builder.shutdownCommand;
        inert = builder.inert;
    }

    /**
     * A builder that holds the defaults.
     *
     * @return a new builder.
     */
    public static ServerConfigBuilder builder() {
        return new ServerConfigBuilder();
    }

    /** {@return whether there is TCP (-p 0 has none)} There is none either when there is a {@link #unixSocket()}. */
    public boolean tcp() {
        return tcp;
    }

    /** {@return the TCP port (-p), 0 to 65535, where 0 asks for any free port} */
    public int port() {
        return port;
    }

    /** {@return the UDP port (-U): 0 for none, -1 for any free one} */
    public int udpPort() {
        return udpPort;
    }

    /** {@return the dialects that are spoken (-B)} */
    public BindingProtocol bindingProtocol() {
        return bindingProtocol;
    }

    /** {@return the places to listen on (-l) as they were written; empty means every interface} */
    public List<String> addresses() {
        return addresses;
    }

    /** {@return {@link #addresses()} in the same order, taken apart} */
    public List<ListenAddress> listenAddresses() {
        return listenAddresses;
    }

    /** {@return the unix socket (-s), which takes the place of all network sockets, or null} */
    public Path unixSocket() {
        return unixSocket;
    }

    /** {@return the permissions of the unix socket (-a), 0 to 0777} */
    public int unixMask() {
        return unixMask;
    }

    /** {@return where what an operator looks at is served over HTTP (--admin-address), or {@code null} for nowhere} */
    public ListenAddress adminAddress() {
        return adminAddress;
    }

    /** {@return what TLS needs (-Z), or {@code null} for none} */
    public TlsConfig tls() {
        return tls;
    }

    /** {@return the file of who may use the text dialect (-Y), absolute, or {@code null} for everybody} */
    public Path authFile() {
        return authFile;
    }

    /** {@return whether clients of the binary dialect have to say who they are (-S)} */
    public boolean sasl() {
        return sasl;
    }

    /** {@return the file of users for {@link #sasl()} (--sasl-file), or null} */
    public Path saslFile() {
        return saslFile;
    }

    /** {@return whether clients may make every item expire; otherwise (-F) {@code flush_all} is refused} */
    public boolean flushAll() {
        return flushAll;
    }

    /**
     * {@return whether clients are told the CAS uniques of items; otherwise (-C) they are told 0, and no unique fits}
     */
    public boolean cas() {
        return cas;
    }

    /** {@return the number of clients that may be connected at once (-c), 1 or more} */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * {@return whether a client above {@link #maxConnections()} is told so; otherwise (-o no_maxconns_fast) it waits}
     */
    public boolean maxconnsFast() {
        return maxconnsFast;
    }

    /** {@return seconds after which a client is closed that asks for nothing (-o idle_timeout), 0 for never} */
    public int idleTimeout() {
        return idleTimeout;
    }

    /** {@return bytes that all requests that are not complete may take (-o read_buf_mem_limit), 0 for 64 MiB} */
    public long readBufferLimit() {
        return readBufferLimit;
    }

    /** {@return bytes that all replies may take that clients have not read (--output-limit)} */
    public long outputLimit() {
        return outputLimit;
    }

    /** {@return the number of worker threads (-t), 1 or more} */
    public int threads() {
        return threads;
    }

    /** {@return the memory for items (-m, there in megabytes), in bytes} */
    public long memoryLimit() {
        return memoryLimit;
    }

    /** {@return whether items are evicted when the memory is full; otherwise (-M) a store is refused} */
    public boolean evictions() {
        return evictions;
    }

    /** {@return the ratio of the chunk size of one slab class to the next (-f), above 1; 0 if the cache chooses it} */
    public double growthFactor() {
        return growthFactor;
    }

    /** {@return the space for key, value and flags in the smallest slab class (-n), in bytes, 1 or more} */
    public int minimumChunk() {
        return minimumChunk;
    }

    /** {@return the chunk sizes of the slab classes (-o slab_sizes), ascending; empty if they are to be found} */
    public List<Integer> slabSizes() {
        return slabSizes;
    }

    /** {@return the bytes above which an item takes several chunks (-o slab_chunk_max); 0 if the cache chooses} */
    public int largestChunk() {
        return largestChunk;
    }

    /** {@return the bytes of the largest item (-I) with its key and header} At most half of the memory limit. */
    public int maximumItemSize() {
        return maximumItemSize;
    }

    /** {@return the user whose identity the standalone server takes when it was started by root (-u), or null} */
    public String user() {
        return user;
    }

    /** {@return whether the standalone server leaves the terminal once it serves (-d)} */
    public boolean daemon() {
        return daemon;
    }

    /** {@return the file that holds the process id of the standalone server (-P), absolute, or null} */
    public Path pidFile() {
        return pidFile;
    }

    /**
     * {@return how much is told on the standard error stream (-v, -vv, -vvv)} 0 is nothing, 1 errors and warnings, 2
     * also commands and replies, 3 also what the server does within.
     */
    public int verbosity() {
        return verbosity;
    }

    /** {@return the number of requests that one connection may have served before others have their turn (-R)} */
    public int requestsPerEvent() {
        return requestsPerEvent;
    }

    /** {@return the length of the queue of connections that wait to be accepted (-b), 1 or more} */
    public int backlog() {
        return backlog;
    }

    /** {@return whether clients may list the items and their keys; otherwise (-X) such commands are refused} */
    public boolean dumping() {
        return dumping;
    }

    /** {@return whether clients may watch what the server does; otherwise (-W) {@code watch} is refused} */
    public boolean watching() {
        return watching;
    }

    /** {@return bytes of lines that a watcher may leave unread (-o watcher_logbuf_size)} */
    public int watcherLogBuffer() {
        return watcherLogBuffer;
    }

    /** {@return bytes of lines that a worker keeps for watchers (-o worker_logbuf_size)} */
    public int workerLogBuffer() {
        return workerLogBuffer;
    }

    /** {@return what ends the prefix of a key (-D) that {@code stats detail} counts by, a character of one byte} */
    public char prefixDelimiter() {
        return prefixDelimiter;
    }

    /** {@return whether {@code stats detail} counts from the start (-D), and not only when a client asks for it} */
    public boolean detail() {
        return detail;
    }

    /** {@return whether {@code stats sizes} tells how many items there are of each size (-o track_sizes)} */
    public boolean trackSizes() {
        return trackSizes;
    }

    /** {@return the file that keeps the items while the server does not run (-e), absolute, or null} */
    public Path memoryFile() {
        return memoryFile;
    }

    /** {@return which items give way when the memory is full (--eviction-policy)} */
    public EvictionPolicy evictionPolicy() {
        return evictionPolicy;
    }

    /** {@return the limits of the lists of a segmented LRU (-o hot_lru_pct and so on)} */
    public LruTuning lruTuning() {
        return lruTuning;
    }

    /** {@return whether {@code slabs reassign} is served (-o no_slab_reassign)} */
    public boolean slabReassign() {
        return slabReassign;
    }

    /** {@return 0, or 1 or 2 if pages move by themselves to the slab classes that earn most (-o slab_automove)} */
    public int slabAutomove() {
        return slabAutomove;
    }

    /** {@return whether {@code lru_crawler} commands are served until they are switched off (-o no_lru_crawler)} */
    public boolean lruCrawler() {
        return lruCrawler;
    }

    /** {@return whether the system is asked for transparent huge pages (-L)} */
    public boolean hugePages() {
        return hugePages;
    }

    /** {@return whether all memory for items is taken from the system at the start (--prefault, and -L)} */
    public boolean prefault() {
        return prefault;
    }

    /** {@return whether the standalone server has its memory locked, so that it is never swapped (-k)} */
    public boolean lockMemory() {
        return lockMemory;
    }

    /** {@return whether the standalone server asks for core dumps without a limit (-r)} */
    public boolean coreDumps() {
        return coreDumps;
    }

    /** {@return whether clients may stop the standalone server with {@code shutdown} (-A)} */
    public boolean shutdownCommand() {
        return shutdownCommand;
    }

    /** {@return what was said that only {@code stats settings} shows} */
    public InertSettings inert() {
        return inert;
    }

    /**
     * Begins a cache as this configuration wants it, for who makes the server's cache himself.
     *
     * @return a builder that knows what is said here of memory, items and eviction.
     */
    public ByteCacheBuilder cacheBuilder() {
        final ByteCacheBuilder builder = ByteCache.builder()
            .memoryLimit(memoryLimit)
            .minimumChunk(minimumChunk)
            .slabSizes(slabSizes)
            .maximumItemSize(maximumItemSize)
            .evictions(evictions)
            .evictionPolicy(evictionPolicy)
            .lruTuning(lruTuning)
            .automaticBalance(slabAutomove > 0)
            .hugePages(hugePages)
            .prefault(prefault);
        if (largestChunk != 0) {
            builder.largestChunk(largestChunk);
        }
        if (growthFactor != 0) {
            builder.growthFactor(growthFactor);
        }
        if (memoryFile != null) {
            builder.memoryFile(memoryFile);
        }
        return builder;
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
