/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.CacheStats;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.metrics.ServerMetrics;
import io.flagstone.listener.metrics.WorkerMetrics;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all workers of a server share. */
public final class ServerState {
    /** The memcached whose behaviour this is. */
    public static final String VERSION = "1.6.45";

    /** What memcached adds to key and value: header, the key's end, and the value's. */
    private static final int ITEM_OVERHEAD = 48 + 1 + 2;
    private static final int UNIQUE_OVERHEAD = 8;
    private static final int FLAGS_OVERHEAD = 4;
    /** The cache counts its uniques up from 1, and would have to do so for ever to come here. */
    private static final long NO_UNIQUE = -1;

    final ByteCache cache;
    /** Known though the embedder has closed it in front of the server. */
    final String cacheName;
    final ServerConfig config;
    final WireClock clock;
    final CrawlerSettings crawler;
    final CrawlerCounters crawls = new CrawlerCounters();
    final SlabSettings slabs;
    /** The cache's, which may be an embedder's: what is configured says nothing of that one. */
    private final int largestItem;
    final EventHub events;
    private final ConnectionTable connections;
    private final HeldItems heldItems;
    private final InFlightMemory inFlight;
    private final List<Counters> counters = new CopyOnWriteArrayList<>();
    private volatile int verbosity;
    private volatile int port;
    private volatile int udpPort;
    private volatile int reservedDescriptors;
    private volatile StatsBaseline baseline;
    private volatile Consumer<Boolean> shutdown;
    private volatile DebugClock debugClock;
    private volatile Supplier<String> certificates;
    private volatile int certificatesRead;
    private SaslAuthenticator authenticator;
    private volatile ServerMetrics metrics;
    private PasswordCheck passwords;

    /**
     * Describes a server that is about to run.
     *
     * @param cache    that it serves.
     * @param config   of it.
     * @param unixTime seconds since 1970, now.
     */
    public ServerState(final ByteCache cache, final ServerConfig config, final long unixTime) {
        this.cache = cache;
        cacheName = cache.name();
        largestItem = cache.maximumItemSize();
        this.config = config;
        clock = new WireClock(cache.clock(), unixTime);
        verbosity = config.verbosity();
        slabs = new SlabSettings(cache.automaticBalance() ? Math.max(1, config.slabAutomove()) : 0, config.inert());
        crawler = new CrawlerSettings(config.lruCrawler(), config.inert());
        events = new EventHub(cache);
        connections = new ConnectionTable(events, cacheName, clock);
        heldItems = new HeldItems(cache.buffers());
        inFlight = new InFlightMemory(Math.max(cache.stats().memoryLimit() / 2, largestItem));
        events.prefixes.delimiter(config.prefixDelimiter());
        events.detail(config.detail());
    }

    /**
     * Makes counters for one more thread.
     *
     * @return them; they are part of every sum from now on.
     */
    public Counters newCounters() {
        final Counters added = new Counters();
        counters.add(added);
        return added;
    }

    /**
     * Adds a counter up over all threads.
     *
     * @param counter which.
     * @return the sum.
     */
    public long sum(final Counter counter) {
        long sum = 0;
        for (final Counters thread : counters) {
            sum += thread.get(counter);
        }
        return sum;
    }

    long getHits(final int classId, final int queue) {
        long sum = 0;
        for (final Counters thread : counters) {
            sum += thread.hits(classId, queue);
        }
        return sum;
    }

    long getHits(final int classId) {
        long sum = 0;
        for (int queue = 0; queue < Counters.QUEUES; queue++) {
            sum += getHits(classId, queue);
        }
        return sum;
    }

    /**
     * Tells how much is logged.
     *
     * @return 0 nothing, 1 errors, 2 commands and replies, 3 changes of state too.
     */
    public int verbosity() {
        return verbosity;
    }

    /**
     * Notes what the operating system gave.
     *
     * @param tcpPort     that is listened on, 0 for none.
     * @param ofUdp       the port for datagrams, 0 for none.
     * @param descriptors that the server needs for itself.
     */
    public void bound(final int tcpPort, final int ofUdp, final int descriptors) {
        port = tcpPort;
        udpPort = ofUdp;
        reservedDescriptors = descriptors;
    }

    /**
     * Lets clients stop the process.
     *
     * @param action what to do; it is told whether the client wants a graceful end, and must not wait for it.
     */
    public void onShutdown(final Consumer<Boolean> action) {
        shutdown = action;
    }

    /**
     * Lets clients have the certificates of TLS read again.
     *
     * @param reader reads them, and tells why the old ones stay, null if they do not.
     */
    public void certificates(final Supplier<String> reader) {
        certificatesRead = second();
        certificates = reader;
    }

    /** Whether there is TLS. */
    boolean hasCertificates() {
        return certificates != null;
    }

    /**
     * Reads the certificates again; open connections keep those that they began with.
     *
     * @return null, or why the old ones stay.
     */
    public String refreshCertificates() {
        final String refusal = certificates.get();
        if (refusal == null) {
            certificatesRead = second();
        }
        return refusal;
    }

    int secondsSinceCertificates() {
        return second() - certificatesRead;
    }

    /**
     * Lets clients change the time and hold items, for tests.
     *
     * @param clock of the cache.
     */
    public void debug(final DebugClock clock) {
        debugClock = clock;
    }

    /**
     * Gives the account of the values that are half received or half sent.
     *
     * @return it.
     */
    public InFlightMemory inFlight() {
        return inFlight;
    }

    /** The clock that clients may change, null if they may not. */
    DebugClock debugClock() {
        return debugClock;
    }

    HeldItems heldItems() {
        return heldItems;
    }

    /**
     * Has workers record more than their counters. To be called before there are any.
     *
     * @param into where to.
     */
    public void record(final ServerMetrics into) {
        metrics = into;
    }

    /**
     * Makes a place where one more worker records.
     *
     * @return it; null if nobody looks.
     */
    public WorkerMetrics newWorkerMetrics() {
        final ServerMetrics into = metrics;
        return into == null ? null : into.newWorker();
    }

    /** Lets go of all that clients hold of the cache, which is about to be closed. */
    public void release() {
        heldItems.releaseAll();
    }

    /**
     * Lets nobody do anything who does not say in the binary dialect who he is, and speaks no other. To be called
     * before the server runs.
     *
     * @param who decides; null if nobody is asked.
     */
    public void authenticator(final SaslAuthenticator who) {
        authenticator = who;
    }

    /** Who decides which clients of the binary dialect may do anything; null if all may. */
    SaslAuthenticator authenticator() {
        return authenticator;
    }

    /**
     * Lets nobody do anything who does not say in the text dialect who he is, and speaks no other. To be called before
     * the server runs.
     *
     * @param who decides; null if nobody is asked.
     */
    public void passwords(final PasswordCheck who) {
        passwords = who;
    }

    /** Who decides which clients of the text dialect may do anything; null if all may. */
    PasswordCheck passwords() {
        return passwords;
    }

    /** Tells whether a client has to say who it is, and has not. */
    boolean isStranger(final Conversation conversation) {
        return !conversation.authenticated && (passwords != null || authenticator != null);
    }

    Consumer<Boolean> shutdown() {
        return shutdown;
    }

    /**
     * Tells how many workers there are.
     *
     * @return workers.
     */
    public int workers() {
        return config.threads();
    }

    int port() {
        return port;
    }

    /**
     * Tells how large an item may be.
     *
     * @return bytes.
     */
    public int largestItem() {
        return largestItem;
    }

    int udpPort() {
        return udpPort;
    }

    /**
     * Tells what the server itself needs; the numbers of connections come behind.
     *
     * @return file descriptors.
     */
    public int reservedDescriptors() {
        return reservedDescriptors;
    }

    /**
     * Gives the open connections.
     *
     * @return them, to be kept up to date by whoever opens and closes them.
     */
    public ConnectionTable connections() {
        return connections;
    }

    /**
     * Tells the time that {@link ConnectionStatus#lastSecond()} goes by.
     *
     * @return seconds of the cache's clock.
     */
    public int second() {
        return clock.second();
    }

    void verbosity(final int level) {
        verbosity = level;
    }

    /** A CAS unique that clients tell or are told of: 0 with -C. */
    long uniqueOrNone(final long unique) {
        return config.cas() ? unique : 0;
    }

    /** The CAS unique that an item is to have: with -C the client's, unless it is 0 for any, is one that none has. */
    long comparedUnique(final long unique) {
        return config.cas() || unique == 0 ? unique : NO_UNIQUE;
    }

    /** Tells whether an item is larger than memcached would take under the same limit. */
    boolean isTooLarge(final int keyLength, final int flags, final int valueLength) {
        return (long) valueLength + keyLength + ITEM_OVERHEAD + (flags != 0 ? FLAGS_OVERHEAD : 0)
            + (config.cas() ? UNIQUE_OVERHEAD : 0) > largestItem;
    }

    /** Makes every item expire: now, or when a time above 0 has come. */
    void flush(final long exptime) {
        if (exptime > 0) {
            cache.flushAt(clock.deadline(exptime));
        } else {
            cache.flush();
        }
    }

    /** Makes every counter start from 0 again. */
    public void resetStats() {
        baseline = new StatsBaseline(this, cache.stats());
        events.prefixes.clear();
    }

    StatsBaseline baseline() {
        final StatsBaseline current = baseline;
        return current == null ? StatsBaseline.ZERO : current;
    }

    /**
     * Gives the cache that is served.
     *
     * @return it.
     */
    public ByteCache cache() {
        return cache;
    }

    CacheStats cacheStats() {
        return cache.stats();
    }
}
