/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

/** The version of Flagstone, as the build recorded it in the manifest of the jar. */
final class ProductVersion {

    private ProductVersion() {
    }

    /**
     * The line that {@code -V} prints.
     *
     * @return Flagstone's version ({@code unpackaged} if the classes do not come from a jar), then memcached's as the
     *     last two words.
     */
    static String line() {
        final String version = ProductVersion.class.getPackage().getImplementationVersion();
        final String own = version == null ? "unpackaged" : version;
        return "flagstone " + own + " as memcached " + CommandLine.MEMCACHED_VERSION;
    }
}
