/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.ByteCache;
import java.util.ArrayList;
import java.util.List;

/** What a {@link ServerConfigBuilder} has to satisfy before it becomes a configuration. */
final class ConfigRules {

    private static final int MAX_PORT = 65_535;
    private static final int MIN_ITEM_SIZE = 1024;
    private static final int MAX_ITEM_SIZE = 1024 * 1024 * 1024;
    private static final int MIN_LARGEST_CHUNK = 1024;
    private static final int MAX_MASK = 0777;
    /** Below it a worker could hardly keep a reply or an unfinished request. */
    private static final int LEAST_BUFFERS = 64 << 10;

    private ConfigRules() {
    }

    /**
     * Checks all values together.
     *
     * @param builder that holds them.
     * @return its addresses, taken apart.
     * @throws IllegalArgumentException if a value breaks its rule; the message says the rule and the value.
     */
    static List<ListenAddress> check(final ServerConfigBuilder builder) {
        check(builder.port >= 0 && builder.port <= MAX_PORT, "port must be 0 to 65535: port=", builder.port);
        check(builder.udpPort >= -1 && builder.udpPort <= MAX_PORT,
            "udpPort must be 0 to 65535 or -1 for a free one: udpPort=", builder.udpPort);
        check(builder.tcp || builder.udpPort != 0 || builder.unixSocket != null,
            "udpPort must be set when there is no TCP: udpPort=", builder.udpPort);
        check(builder.unixMask >= 0 && builder.unixMask <= MAX_MASK, "unixMask must be 0 to 511, which is 0777:"
            + " unixMask=", builder.unixMask);
        check(builder.maxConnections > 0, "maxConnections must be > 0: maxConnections=", builder.maxConnections);
        check(builder.threads > 0, "threads must be > 0: threads=", builder.threads);
        check(builder.verbosity >= 0, "verbosity must be >= 0: verbosity=", builder.verbosity);
        check(builder.requestsPerEvent > 0, "requestsPerEvent must be > 0: requestsPerEvent=",
            builder.requestsPerEvent);
        check(builder.slabAutomove >= 0 && builder.slabAutomove <= 2, "slabAutomove must be 0 to 2: slabAutomove=",
            builder.slabAutomove);
        check(builder.backlog > 0, "backlog must be > 0: backlog=", builder.backlog);
        check(builder.idleTimeout >= 0, "idleTimeout must be >= 0: idleTimeout=", builder.idleTimeout);
        final long least = (long) LEAST_BUFFERS * builder.threads;
        check(builder.readBufferLimit == 0 || builder.readBufferLimit >= least,
            "readBufferLimit must be 0 or at least 64 KiB for each thread: readBufferLimit=", builder.readBufferLimit);
        check(builder.outputLimit >= least, "outputLimit must be at least 64 KiB for each thread: outputLimit=",
            builder.outputLimit);
        check(builder.watcherLogBuffer > 0, "watcherLogBuffer must be > 0: watcherLogBuffer=",
            builder.watcherLogBuffer);
        check(builder.workerLogBuffer > 0, "workerLogBuffer must be > 0: workerLogBuffer=", builder.workerLogBuffer);
        checkAccess(builder);
        checkMemory(builder);
        return addresses(builder);
    }

    private static void checkAccess(final ServerConfigBuilder builder) {
        check(builder.authFile == null || builder.bindingProtocol != BindingProtocol.BINARY,
            "authFile must not be set with the binary dialect alone: authFile=", builder.authFile);
        check(builder.authFile == null || builder.udpPort == 0, "authFile must not be set with UDP: udpPort=",
            builder.udpPort);
        check(builder.authFile == null || !builder.sasl, "authFile must not be set with sasl: authFile=",
            builder.authFile);
        check(!builder.sasl || builder.bindingProtocol != BindingProtocol.ASCII,
            "sasl must not be set with the text dialect alone: sasl=", builder.sasl);
        check(!builder.sasl || builder.udpPort == 0, "sasl must not be set with UDP: udpPort=", builder.udpPort);
        check(!builder.sasl || builder.saslFile != null, "saslFile must be set with sasl, or nobody could come in: "
            + "saslFile=", builder.saslFile);
    }

    private static List<ListenAddress> addresses(final ServerConfigBuilder builder) {
        final List<ListenAddress> places = new ArrayList<>(builder.addresses.size());
        for (final String text : builder.addresses) {
            final ListenAddress place = ListenAddress.parse(text);
            check(builder.tls != null || place.tls() != ListenerTls.SERVER && place.tls() != ListenerTls.MUTUAL,
                "tls must be set for an address that begins with btls or mtls: address=", text);
            check(builder.authFile == null || place.protocol() != BindingProtocol.BINARY,
                "authFile must not be set with an address of the binary dialect alone: address=", text);
            check(!builder.sasl || place.protocol() != BindingProtocol.ASCII,
                "sasl must not be set with an address of the text dialect alone: address=", text);
            places.add(place);
        }
        return places;
    }

    private static void checkMemory(final ServerConfigBuilder builder) {
        final double factor = builder.growthFactor;
        check(factor == 0 || factor > 1.0 && factor < Double.POSITIVE_INFINITY,
            "growthFactor must be > 1.0: growthFactor=", factor);
        // The cache's own rule and words.
        ByteCache.builder().memoryLimit(builder.memoryLimit);
        final int item = builder.maximumItemSize;
        check(item >= MIN_ITEM_SIZE && item <= MAX_ITEM_SIZE,
            "maximumItemSize must be 1024 to 1073741824: maximumItemSize=", item);
        if (item > builder.memoryLimit / 2) {
            throw new IllegalArgumentException("maximumItemSize must be at most half of memoryLimit: maximumItemSize="
                + item + " memoryLimit=" + builder.memoryLimit);
        }
        check(builder.minimumChunk > 0 && builder.minimumChunk <= item,
            "minimumChunk must be 1 to maximumItemSize: minimumChunk=", builder.minimumChunk);
        check(builder.largestChunk == 0 || builder.largestChunk >= MIN_LARGEST_CHUNK,
            "largestChunk must be 0 or at least 1024: largestChunk=", builder.largestChunk);
        int last = 0;
        for (final int size : builder.slabSizes) {
            check(size > last, "slabSizes must be ascending: slabSizes=", builder.slabSizes);
            last = size;
        }
    }

    /**
     * Reads where what an operator looks at is to be served.
     *
     * @param text {@code port}, or an address with a port.
     * @return the address; of the loopback if there is only a port.
     * @throws IllegalArgumentException if there is no port.
     */
    static ListenAddress adminAddress(final String text) {
        final String rule = "adminAddress must be port or host:port, with a port of 0 to 65535: adminAddress=";
        final ListenAddress place;
        try {
            place = ListenAddress.parse(Numbers.parseDigits(text) >= 0 ? "127.0.0.1:" + text : text);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(rule + text, e);
        }
        check(place.port() != ListenAddress.DEFAULT_PORT && place.tls() == ListenerTls.DEFAULT
            && place.protocol() == null && place.tag() == null, rule, text);
        return place;
    }

    private static void check(final boolean holds, final String ruleAndName, final Object value) {
        if (!holds) {
            throw new IllegalArgumentException(ruleAndName + value);
        }
    }
}
