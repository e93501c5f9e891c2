/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects a {@link ServerConfig}; every value starts with its default and is checked by {@link #build()}.
 *
 * <p>Not safe for use by more than one thread at a time.
 */
public final class ServerConfigBuilder extends CacheSettings<ServerConfigBuilder> {

    private static final long DEFAULT_OUTPUT_LIMIT = 64L << 20;

    boolean tcp = true;
    int port = ServerConfig.DEFAULT_PORT;
    int udpPort;
    BindingProtocol bindingProtocol = BindingProtocol.AUTO;
    final List<String> addresses = new ArrayList<>();
    Path unixSocket;
    int unixMask = 0700;
    ListenAddress adminAddress;
    TlsConfig tls;
    Path authFile;
    boolean sasl;
    Path saslFile;
    boolean flushAll = true;
    boolean cas = true;
    int maxConnections = 1024;
    boolean maxconnsFast = true;
    int idleTimeout;
    long readBufferLimit;
    long outputLimit = DEFAULT_OUTPUT_LIMIT;
    int threads = 4;
    String user;
    boolean daemon;
    Path pidFile;
    int verbosity;
    int requestsPerEvent = 1024;
    int backlog = 1024;
    boolean dumping = true;
    boolean watching = true;
    int watcherLogBuffer = 256 << 10;
    int workerLogBuffer = 64 << 10;
    char prefixDelimiter = ':';
    boolean detail;
    boolean trackSizes;
    boolean lruCrawler = true;
    boolean lockMemory;
    boolean coreDumps;
    InertSettings inert = InertSettings.DEFAULT;
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
     * Sets whether there is TCP; true unless set.
     *
     * @param value false for only UDP.
     * @return this.
     */
    public ServerConfigBuilder tcp(final boolean value) {
        tcp = value;
        return this;
    }

    /**
     * Sets the UDP port; 0 unless set.
     *
     * @param value 0 for none, -1 for any free port, else the port.
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
     * @param value {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port}, a bare IPv6 address, or {@code *};
     *              before it {@code notls:}, {@code btls:} or {@code mtls:}, {@code proto[NAME]:}, {@code tag[NAME]:}.
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
     * Sets the permissions of the unix socket; 0700 unless set.
     *
     * @param value 0 to 0777.
     * @return this.
     */
    public ServerConfigBuilder unixMask(final int value) {
        unixMask = value;
        return this;
    }

    /**
     * Sets where metrics, health and the dashboard are served over HTTP; nowhere unless set. A port alone means the
     * loopback.
     *
     * @param value {@code port}, {@code host:port}, {@code [v6]:port}, {@code *:port}, or {@code null} for nowhere.
     * @return this.
     */
    public ServerConfigBuilder adminAddress(final String value) {
        adminAddress = value == null ? null : ConfigRules.adminAddress(value);
        return this;
    }

    /**
     * Has clients speak TLS over TCP; not so unless set.
     *
     * @param value what it needs, or {@code null} for no TLS.
     * @return this.
     */
    public ServerConfigBuilder tls(final TlsConfig value) {
        tls = value;
        return this;
    }

    /**
     * Lets only those use the text dialect whose name and password stand in a file; everybody unless set.
     *
     * @param value path of a file of lines {@code user:password}, made absolute at once, or {@code null}.
     * @return this.
     */
    public ServerConfigBuilder authFile(final Path value) {
        authFile = value == null ? null : value.toAbsolutePath();
        return this;
    }

    /**
     * Sets whether clients of the binary dialect have to say who they are; false unless set.
     *
     * @param value true to insist.
     * @return this.
     */
    public ServerConfigBuilder sasl(final boolean value) {
        sasl = value;
        return this;
    }

    /**
     * Names the file of users for {@link #sasl}; not set unless this is called.
     *
     * @param value with lines of user:password; what is behind a further colon is ignored.
     * @return this.
     */
    public ServerConfigBuilder saslFile(final Path value) {
        saslFile = value == null ? null : value.toAbsolutePath();
        return this;
    }

    /**
     * Sets whether clients may make every item expire; true unless set.
     *
     * @param value false to refuse {@code flush_all}.
     * @return this.
     */
    public ServerConfigBuilder flushAll(final boolean value) {
        flushAll = value;
        return this;
    }

    /**
     * Sets whether clients are told the CAS uniques of items; true unless set.
     *
     * @param value false to tell them 0, which fits no item.
     * @return this.
     */
    public ServerConfigBuilder cas(final boolean value) {
        cas = value;
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
     * Sets whether a client above the limit is told so and closed; true unless set.
     *
     * @param value false to let it wait in the backlog.
     * @return this.
     */
    public ServerConfigBuilder maxconnsFast(final boolean value) {
        maxconnsFast = value;
        return this;
    }

    /**
     * Sets after how long a client is closed that asks for nothing; 0 unless set.
     *
     * @param seconds seconds, 0 for never.
     * @return this.
     */
    public ServerConfigBuilder idleTimeout(final int seconds) {
        idleTimeout = seconds;
        return this;
    }

    /**
     * Sets how much memory all requests that are not complete may take, shared by the workers; 64 MiB unless set.
     *
     * @param bytes 64 KiB or more for each worker, or 0 for what is usual.
     * @return this.
     */
    public ServerConfigBuilder readBufferLimit(final long bytes) {
        readBufferLimit = bytes;
        return this;
    }

    /**
     * Sets how much memory the replies may take that clients have not read, shared by the workers; 64 MiB unless set.
     *
     * @param bytes 64 KiB or more for each worker.
     * @return this.
     */
    public ServerConfigBuilder outputLimit(final long bytes) {
        outputLimit = bytes;
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
     * Sets how much is kept for clients that watch; 256 KiB and 64 KiB unless set.
     *
     * @param watcher bytes of lines that a watcher may leave unread.
     * @param worker  bytes of lines that a worker keeps for watchers.
     * @return this.
     */
    public ServerConfigBuilder logBuffers(final int watcher, final int worker) {
        watcherLogBuffer = watcher;
        workerLogBuffer = worker;
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
     * Sets whether the standalone server asks for core dumps without a limit; an embedded server does not look at it.
     *
     * @param value true to ask.
     * @return this.
     */
    public ServerConfigBuilder coreDumps(final boolean value) {
        coreDumps = value;
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

    /** Keeps what is only shown; for the command line. */
    ServerConfigBuilder inert(final InertSettings value) {
        inert = value;
        return this;
    }

    /** The dialects, of which only one lets clients say who they are, when they have to. */
    BindingProtocol authenticated() {
        if (bindingProtocol != BindingProtocol.AUTO) {
            return bindingProtocol;
        }
        return authFile != null ? BindingProtocol.ASCII : sasl ? BindingProtocol.BINARY : BindingProtocol.AUTO;
    }

    @Override
    ServerConfigBuilder self() {
        return this;
    }

    /**
     * Checks all values together and makes the configuration.
     *
     * @return the configuration.
     * @throws IllegalArgumentException if a value breaks its rule; the message says the rule and the value.
     */
    public ServerConfig build() {
        return new ServerConfig(this, ConfigRules.check(this));
    }
}
