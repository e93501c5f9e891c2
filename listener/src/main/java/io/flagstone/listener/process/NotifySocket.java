/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The socket on which a service manager (systemd with {@code Type=notify} or {@code notify-reload}) is told how far the
 * service is. Without one nothing is told, and no native code is loaded.
 *
 * <p>The JDK has no datagrams over unix sockets, so the C library sends them. A word that cannot be sent is reported,
 * and the server goes on. Safe for use by one thread.
 */
public final class NotifySocket {

    /** The environment variable that holds the path of the socket; one that begins with {@code @} is no file. */
    public static final String VARIABLE = "NOTIFY_SOCKET";

    private static final int LONGEST_PATH = 107;
    private static final int NANOS_PER_MICRO = 1000;

    /** As {@code struct sockaddr_un}; null if there is nobody to tell. */
    private final byte[] address;
    private final PrintStream report;

    private NotifySocket(final byte[] address, final PrintStream report) {
        this.address = address;
        this.report = report;
    }

    /**
     * Takes the socket of a service manager.
     *
     * @param path   as {@value #VARIABLE} has it; null if it is not set.
     * @param report gets failures.
     * @return the socket.
     */
    public static NotifySocket of(final String path, final PrintStream report) {
        if (path == null || path.isEmpty()) {
            return new NotifySocket(null, report);
        }
        final byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length < 2 || name.length > LONGEST_PATH || name[0] != '/' && name[0] != '@') {
            report.println("cannot tell the service manager: " + VARIABLE + " must be a path of 2 to " + LONGEST_PATH
                + " bytes that begins with / or @: " + VARIABLE + "=" + path);
            return new NotifySocket(null, report);
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
        final ByteBuffer address = ByteBuffer.allocate(Short.BYTES + name.length).order(ByteOrder.nativeOrder());
        return new NotifySocket(address.putShort((short) LibC.AF_UNIX).put(name).array(), report);
    }

    /** Tells that the service answers, or does so again after a reload. */
    public void ready() {
        send("READY=1");
    }

    /** Tells that the service reads its files again; {@link #ready()} ends it. */
    public void reloading() {
        // The manager compares the time with its own, of the same clock.
        send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / NANOS_PER_MICRO);
    }

    /** Tells that the service is about to end. */
    public void stopping() {
        send("STOPPING=1");
    }

    private void send(final String state) {
        if (address == null) {
            return;
        }
        final byte[] bytes = state.getBytes(StandardCharsets.US_ASCII);
        try {
            LibC.require();
        } catch (final ProcessException e) {
            report.println("cannot tell the service manager: " + e.getMessage());
            return;
        }
        final int socket = LibC.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM_CLOEXEC, 0);
        if (socket < 0 || LibC.sendto(socket, bytes, bytes.length, 0, address, address.length) != bytes.length) {
            report.println("cannot tell the service manager: " + LibC.error());
        }
        if (socket >= 0) {
            LibC.close(socket);
        }
    }
}
