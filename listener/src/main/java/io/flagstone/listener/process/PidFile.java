/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that tells others which process serves.
 *
 * <p>As in memcached, a file that cannot be written is reported and the server goes on. Used by one thread at a time.
 */
public final class PidFile {

    private static final int MAX_LENGTH = 1024;

    private final Path file;
    private final long pid;
    private final PrintStream report;
    private PidFileRemover remover;

    private PidFile(final Path file, final long pid, final PrintStream report) {
        this.file = file;
        this.pid = pid;
        this.report = report;
    }

    /**
     * Writes the file. Warns if it holds the id of another process that lives.
     *
     * @param file   absolute path of the file.
     * @param pid    of the process that serves.
     * @param report gets warnings and failures.
     * @return the file, or {@code null} if it could not be written.
     */
    public static PidFile write(final Path file, final long pid, final PrintStream report) {
        final long other = read(file);
        if (other > 0 && other != pid && ProcessHandle.of(other).isPresent()) {
            report.println("WARNING: The pid file contained the following (running) pid: " + other);
        }
        try {
            WholeFile.write(file, ".tmp", pid + "\n");
        } catch (final IOException e) {
            report.println("Could not write the pid file " + file + ": " + WholeFile.reason(e)
                + "; the server runs without it");
            return null;
        }
        return new PidFile(file, pid, report);
    }

    /**
     * Makes sure that the file can still be removed once the process has become another user; where that user has no
     * right to, a process that stays root is started to do it.
     *
     * @param user that the process is about to become.
     */
    public void keepRemovableBy(final Account user) {
        if (user.uid() == 0 || user.canRemoveRootsFile(file)) {
            return;
        }
        try {
            remover = PidFileRemover.start(file, pid);
        } catch (final IOException e) {
            report.println("Could not start the process that is to remove the pid file " + file + ": "
                + WholeFile.reason(e));
        }
    }

    /** Removes the file, if it still holds the id of this process; returns when it is gone. */
    public void remove() {
        if (remover != null) {
            remover.remove();
            return;
        }
        try {
            if (read(file) == pid) {
                Files.deleteIfExists(file);
            }
        } catch (final IOException e) {
            report.println("Could not remove the pid file " + file + ": " + WholeFile.reason(e));
        }
    }

    /**
     * Reads a process id from a file.
     *
     * @param file to be read.
     * @return the id, or 0 if the file is not there, cannot be read, or does not begin with a number.
     */
    static long read(final Path file) {
        final byte[] content;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_LENGTH) {
                return 0;
            }
            content = Files.readAllBytes(file);
        } catch (final IOException e) {
            return 0;
        }
        long pid = 0;
        for (int i = 0; i < content.length && content[i] >= '0' && content[i] <= '9' && pid <= Integer.MAX_VALUE; i++) {
            pid = pid * 10 + content[i] - '0';
        }
        return pid;
    }
}
