/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a small file under another name first, so that nobody reads half of it. */
final class WholeFile {

    private WholeFile() {
    }

    /**
     * Writes a file, or replaces the one that is there.
     *
     * @param file    to be written.
     * @param suffix  of the other name, which is not there afterwards, whatever happens.
     * @param content in ASCII.
     * @throws IOException if the system refuses; {@link #reason} says why.
     */
    static void write(final Path file, final String suffix, final String content) throws IOException {
        final Path unfinished = file.resolveSibling(file.getFileName() + suffix);
        // A new file, so that no link that someone left under this name leads root elsewhere.
        Files.deleteIfExists(unfinished);
        Files.writeString(unfinished, content, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /** The system's words for what went wrong, without the path; the JDK has them not for the most frequent causes. */
    static String reason(final IOException e) {
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (e instanceof FileSystemException refused) {
            return refused.getReason() == null ? e.getClass().getSimpleName() : refused.getReason();
        }
        return e.toString();
    }
}
