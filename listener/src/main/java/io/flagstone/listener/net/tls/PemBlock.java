/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the things in a PEM file, between its two lines of dashes.
 *
 * @param label of the first line.
 * @param body  what stands between the lines.
 */
record PemBlock(String label, String body) {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END", Pattern.DOTALL);

    /** Finds all of them that have an end, among whatever else there is. */
    static List<PemBlock> all(final String text) {
        final List<PemBlock> all = new ArrayList<>();
        final Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            all.add(new PemBlock(block.group(1), block.group(2)));
        }
        return all;
    }

    boolean isCertificate() {
        return label.endsWith("CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }
}
