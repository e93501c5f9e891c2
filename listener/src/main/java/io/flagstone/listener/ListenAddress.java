/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.util.Objects;

/**
 * One place to listen on: a host and, if they were given, a port and what is spoken there.
 *
 * @param host     name or address without brackets, or {@code null} for every interface.
 * @param port     0 to 65535, or {@link #DEFAULT_PORT} if the text named none.
 * @param tls      whether TLS is spoken.
 * @param protocol the dialects, or {@code null} for the server's.
 * @param tag      the name of 1 to 8 characters that the listener has, or {@code null} for none.
 */
public record ListenAddress(String host, int port, ListenerTls tls, BindingProtocol protocol, String tag) {

    /** The text named no port: the server's own port is meant. */
    public static final int DEFAULT_PORT = -1;

    private static final int MAX_PORT = 65_535;
    private static final int LONGEST_TAG = 8;

    /**
     * Checks that what cannot be left out is there.
     *
     * @param host     name or address without brackets, or {@code null} for every interface.
     * @param port     0 to 65535, or {@link #DEFAULT_PORT} if the text named none.
     * @param tls      whether TLS is spoken.
     * @param protocol the dialects, or {@code null} for the server's.
     * @param tag      the name of 1 to 8 characters that the listener has, or {@code null} for none.
     */
    public ListenAddress {
        Objects.requireNonNull(tls, "tls must not be null");
    }

    /**
     * A place where the server's own dialects are spoken.
     *
     * @param host name or address without brackets, or {@code null} for every interface.
     * @param port 0 to 65535, or {@link #DEFAULT_PORT} if the text named none.
     */
    public ListenAddress(final String host, final int port) {
        this(host, port, ListenerTls.DEFAULT, null, null);
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port}, a bare IPv6 address, or {@code *} for
     * every interface, with or without a port; before it, in this order, {@code notls:}, {@code btls:} or
     * {@code mtls:}; {@code proto[ascii|binary|negotiating|proxy]:}; {@code tag[NAME]:} or {@code tag_NAME_:}.
     *
     * @param text to be read.
     * @return the address.
     * @throws IllegalArgumentException if the text has no host, an unclosed bracket, a bad port or a bad prefix.
     */
    static ListenAddress parse(final String text) {
        String rest = text;
        ListenerTls tls = ListenerTls.DEFAULT;
        for (final ListenerTls known : ListenerTls.values()) {
            if (known != ListenerTls.DEFAULT && rest.startsWith(known.prefix())) {
                tls = known;
            }
        }
        rest = rest.substring(tls.prefix().length());
        BindingProtocol protocol = null;
        if (rest.startsWith("proto[")) {
            final String name = prefix(text, rest, "proto[", "]:");
            protocol = protocol(text, name);
            rest = rest.substring("proto[]:".length() + name.length());
        }
        String tag = null;
        if (rest.startsWith("tag[") || rest.startsWith("tag_")) {
            tag = prefix(text, rest, rest.substring(0, 4), rest.charAt(3) == '[' ? "]:" : "_:");
            if (tag.isEmpty() || tag.length() > LONGEST_TAG) {
                throw new IllegalArgumentException("tag of an address must have 1 to 8 characters: address=" + text);
            }
            rest = rest.substring("tag[]:".length() + tag.length());
        }
        final ListenAddress place = place(text, rest);
        return new ListenAddress(place.host, place.port, tls, protocol, tag);
    }

    private static String prefix(final String text, final String rest, final String begin, final String end) {
        final int close = rest.indexOf(end, begin.length());
        if (close < 0) {
            throw new IllegalArgumentException(
                "address must end " + begin + " with " + end + ": address=" + text);
        }
        return rest.substring(begin.length(), close);
    }

    private static BindingProtocol protocol(final String text, final String name) {
        return switch (name) {
            case "ascii" -> BindingProtocol.ASCII;
            case "binary" -> BindingProtocol.BINARY;
            case "negotiating" -> BindingProtocol.AUTO;
            case "proxy" -> BindingProtocol.PROXY;
            default -> throw new IllegalArgumentException(
                "protocol of an address must be ascii, binary, negotiating or proxy: address=" + text);
        };
    }

    private static ListenAddress place(final String text, final String rest) {
        if (rest.startsWith("[")) {
            final int close = rest.indexOf(']');
            if (close < 0) {
                throw new IllegalArgumentException("address must close its bracket: address=" + text);
            }
            final String behind = rest.substring(close + 1);
            if (behind.isEmpty()) {
                return of(text, rest.substring(1, close), DEFAULT_PORT);
            }
            if (behind.charAt(0) != ':') {
                throw new IllegalArgumentException("address must have only :port behind its bracket: address=" + text);
            }
            return of(text, rest.substring(1, close), port(text, behind.substring(1)));
        }
        final int colon = rest.indexOf(':');
        if (rest.indexOf('[') >= 0) {
            throw new IllegalArgumentException("address must begin with a host, or with notls:, btls: or mtls:, "
                + "proto[NAME]: and tag[NAME]: in this order: address=" + text);
        }
        final boolean bareIpv6 = colon >= 0 && rest.indexOf(':', colon + 1) >= 0;
        if (colon < 0 || bareIpv6) {
            return of(text, rest, DEFAULT_PORT);
        }
        return of(text, rest.substring(0, colon), port(text, rest.substring(colon + 1)));
    }

    /**
     * The port to bind: the one that was named, else the given one.
     *
     * @param serverPort to be used if the address names none.
     * @return the port to bind.
     */
    public int portOr(final int serverPort) {
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
