/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.tukaani.xz.XZInputStream;

/** Opens files that may be compressed. */
final class TraceFiles {
    /** What a decoder may take, in KiB: enough for {@code xz -9}, too little for a file made to exhaust the memory. */
    private static final int DECODER_KIBIBYTES = 128 << 10;

    private TraceFiles() {
    }

    static LineSource open(final Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new TraceException("a trace must be a file: file=" + file);
        }
        try {
            return lines(Files.newInputStream(file), file.toString());
        } catch (final NoSuchFileException e) {
            throw new TraceException("no such file: file=" + file);
        }
    }

    static LineSource lines(final InputStream raw, final String name) throws IOException {
        try {
            return new LineSource(name.endsWith(".xz") ? new XZInputStream(raw, DECODER_KIBIBYTES) : raw, name);
        } catch (final IOException e) {
            raw.close();
            throw new TraceException(name + ": not a file of xz: " + e);
        }
    }
}
