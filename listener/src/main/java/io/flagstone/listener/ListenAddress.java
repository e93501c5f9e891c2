/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

/**
 * One place to listen on: a host and, if one was given, a port.
 *
 * @param host name or address without brackets, or {@code null} for every interface.
 * @param port 0 to 65535, or {@link #DEFAULT_PORT} if the text named none.
 */
record ListenAddress(String host, int port) {

    /** The text named no port: the server's own port is meant. */
    static final int DEFAULT_PORT = -1;

    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port}, a bare IPv6 address, or {@code *} for
     * every interface, with or without a port.
     *
     * @param text to be read.
     * @return the address.
     * @throws IllegalArgumentException if the text has no host, an unclosed bracket or a bad port.
     */
    static ListenAddress parse(final String text) {
        if (text.startsWith("[")) {
            final int close = text.indexOf(']');
            if (close < 0) {
                throw new IllegalArgumentException("address must close its bracket: address=" + text);
            }
            final String rest = text.substring(close + 1);
            if (rest.isEmpty()) {
                return of(text, text.substring(1, close), DEFAULT_PORT);
            }
            if (rest.charAt(0) != ':') {
                throw new IllegalArgumentException("address must have only :port behind its bracket: address=" + text);
            }
            return of(text, text.substring(1, close), port(text, rest.substring(1)));
        }
        final int colon = text.indexOf(':');
        final boolean bareIpv6 = colon >= 0 && text.indexOf(':', colon + 1) >= 0;
        if (colon < 0 || bareIpv6) {
            return of(text, text, DEFAULT_PORT);
        }
        return of(text, text.substring(0, colon), port(text, text.substring(colon + 1)));
    }

    /**
     * The port to bind: the one that was named, else the given one.
     *
     * @param serverPort to be used if the address names none.
     * @return the port to bind.
     */
    int portOr(final int serverPort) {
        return port == DEFAULT_PORT ? serverPort : port;
    }

    private static ListenAddress of(final String text, final String host, final int port) {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("address must name a host: address=" + text);
        }
        return new ListenAddress("*".equals(host) ? null : host, port);
    }

    private static int port(final String text, final String digits) {
        final long port = Numbers.parseDigits(digits);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port of an address must be 0 to 65535: address=" + text);
        }
        return (int) port;
    }
}
