/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes outcomes as lines of a file, each as soon as it is there, so that a run that is cut short leaves some. */
final class ResultFile implements AutoCloseable {
    private final BufferedWriter out;

    ResultFile(final Path file) throws IOException {
        out = Files.newBufferedWriter(file);
        out.write("trace,size,limit_bytes,cache,gets,hits,object_hit_ratio,byte_hit_ratio,highest_expired_share\n");
    }

    void write(final Outcome outcome) throws IOException {
        if (!outcome.isMeasured()) {
            return;
        }
        final HitCounts counts = outcome.counts();
        out.write(String.format(Locale.ROOT, "%s,%s,%d,%s,%d,%d,%.6f,%.6f,%s%n", quoted(outcome.trace()),
            outcome.size().label(), outcome.limit(), outcome.cache().label(), counts.gets(), counts.hits(),
            counts.objectRatio(), counts.byteRatio(),
            outcome.expiry() == null ? "" : String.format(Locale.ROOT, "%.6f", outcome.expiry().highestShare())));
        out.flush();
    }

    private static String quoted(final String name) {
        return name.matches("[\\w.-]+") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
