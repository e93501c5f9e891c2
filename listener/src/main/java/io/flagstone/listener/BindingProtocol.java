/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener;

/** Which dialects a server speaks (-B). */
public enum BindingProtocol {
    /** Each connection the one that its first byte is of. */
    AUTO("auto-negotiate"),
    /** The text dialect only. */
    ASCII("ascii"),
    /** The binary dialect only. */
    BINARY("binary"),
    /** A PROXY protocol header of version 1 or 2, as load balancers send it, then as {@link #AUTO}. */
    PROXY("proxy");

    private final String shown;

    BindingProtocol(final String shown) {
        this.shown = shown;
    }

    /**
     * The name in {@code stats settings}.
     *
     * @return memcached's name.
     */
    public String shown() {
        return shown;
    }
}
