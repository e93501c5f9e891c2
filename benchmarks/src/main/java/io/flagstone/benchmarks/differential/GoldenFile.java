/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;

/** Writes what memcached answered as transcripts for the listener's tests. */
final class GoldenFile {
    private GoldenFile() {
    }

    /** The lines of one case. */
    static List<String> lines(final String name, final Playback playback) {
        final List<String> lines = new ArrayList<>();
        lines.add("== " + name);
        for (int i = 0; i < playback.requests().size(); i++) {
            if (i > 0) {
                lines.add("-");
            }
            for (final String request : playback.requests().get(i).split("(?<=\\\\n)")) {
                lines.add("> " + request);
            }
            for (final String reply : playback.replies().get(i)) {
                lines.add("< " + reply);
            }
        }
        lines.add("");
        return lines;
    }
}
