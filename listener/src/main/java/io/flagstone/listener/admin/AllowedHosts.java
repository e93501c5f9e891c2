/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * By which names the server may be addressed. A name that anybody can let point here is none of them: behind it may be
 * a page of another site, which a browser would then take for this one.
 */
final class AllowedHosts {
    private static final String LOCALHOST = "localhost";
    private static final Pattern ADDRESS = Pattern.compile(
        "\\[[0-9a-f.]*:[0-9a-f:.]*(%[0-9a-z._-]+)?\\]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");

    private final String configured;

    /** @param configured the name that the server was told to listen on; null for none. */
    AllowedHosts(final String configured) {
        this.configured = configured == null ? LOCALHOST : configured.toLowerCase(Locale.ROOT);
    }

    /** Tells whether a request may be answered; one without a Host comes from no browser. */
    boolean allow(final String header) {
        if (header == null) {
            return true;
        }
        final String host = PORT.matcher(header.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
        return host.equals(LOCALHOST) || host.equals(configured) || ADDRESS.matcher(host).matches();
    }
}
