/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of Flagstone, as the build recorded it beside this class. */
public final class ProductVersion {
    private static final String OWN = read();

    private ProductVersion() {
    }

    /** A manifest would do for a jar on the class path, and say nothing of a module or of classes in a directory. */
    private static String read() {
        try (InputStream in = ProductVersion.class.getResourceAsStream("version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flagstone's own. */
    static String own() {
        return OWN;
    }

    /**
     * The line that {@code -V} prints.
     *
     * @return Flagstone's version, then memcached's as the last two words.
     */
    public static String line() {
        return "flagstone " + OWN + " as memcached " + ServerState.VERSION;
    }
}
