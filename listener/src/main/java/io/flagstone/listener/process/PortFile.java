/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import java.io.IOException;
import java.io.PrintStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * The file named by the environment variable {@value #VARIABLE} that tells scripts which ports the system gave: a line
 * {@code TCP INET: 11211} or {@code TCP INET6: 11211} for each socket.
 */
public final class PortFile {

    /** The environment variable that names the file. */
    public static final String VARIABLE = "MEMCACHED_PORT_FILENAME";

    private PortFile() {
    }

    /**
     * Writes the file; as in memcached, one that cannot be written is reported and the server goes on.
     *
     * @param file   to be written.
     * @param tcp    what is listened on over TCP.
     * @param udp    what is listened on over UDP.
     * @param report gets failures.
     */
    public static void write(final Path file, final List<InetSocketAddress> tcp, final List<InetSocketAddress> udp,
            final PrintStream report) {
        final StringBuilder lines = new StringBuilder();
        add(lines, "TCP", tcp);
        add(lines, "UDP", udp);
        try {
            WholeFile.write(file, ".lck", lines.toString());
        } catch (final IOException e) {
            report.println("Failed to write \"" + file + "\", which " + VARIABLE + " names: " + WholeFile.reason(e));
        }
    }

    private static void add(final StringBuilder lines, final String transport, final List<InetSocketAddress> bound) {
        for (final InetSocketAddress address : bound) {
            lines.append(transport).append(address.getAddress() instanceof Inet6Address ? " INET6: " : " INET: ")
                .append(address.getPort()).append('\n');
        }
    }
}
