/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

/** Whether one of the places that are listened on asks for TLS: what stands before its address (-l). */
public enum ListenerTls {
    /** As the server's {@link TlsConfig} says; without one, no TLS. */
    DEFAULT(""),
    /** No TLS, whatever the server has. */
    NONE("notls:"),
    /** TLS, without asking clients for a certificate. */
    SERVER("btls:"),
    /** TLS, and only for clients with a certificate. */
    MUTUAL("mtls:");

    private final String prefix;

    ListenerTls(final String prefix) {
        this.prefix = prefix;
    }

    /**
     * What stands before an address.
     *
     * @return memcached's word with its colon; nothing for {@link #DEFAULT}.
     */
    public String prefix() {
        return prefix;
    }
}
