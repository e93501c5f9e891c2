/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.listener.command.ProductVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The text of {@code -i}. */
final class LicenseText {

    private LicenseText() {
    }

    /**
     * Reads the licence that is packed with the classes.
     *
     * @return the version and the whole text, the last line without its end.
     */
    static String render() {
        try (InputStream in = LicenseText.class.getResourceAsStream("/META-INF/LICENSE")) {
            return ProductVersion.line() + "\n"
                + new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
