/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The certificates and keys among the resources of the tests. */
public final class TlsFiles {
    private TlsFiles() {
    }

    /**
     * Finds one.
     *
     * @param name of the file.
     * @return where it lies.
     */
    public static Path file(final String name) {
        try {
            return Path.of(TlsFiles.class.getResource("/tls/" + name).toURI());
        } catch (final URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
