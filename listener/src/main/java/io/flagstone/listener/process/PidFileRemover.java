/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A small shell that stays root when the server has become another user, and removes the pid file at the server's word.
 *
 * <p>Its standard input is a pipe from the server: the word on it asks for the removal, its end without the word means
 * that the server died, which leaves the file behind as it would without this helper. It ignores the signals that a
 * terminal or a supervisor sends to all processes together, and outlives the server by no more than the removal.
 */
final class PidFileRemover {

    private static final String SCRIPT =
        "trap '' HUP INT QUIT TERM USR1\n"
        + "echo ready\n"
        + "exec > /dev/null\n"
        + "read -r word\n"
        + "[ \"$word\" = remove ] || exit 0\n"
        + "read -r pid < \"$1\"\n"
        + "[ \"$pid\" = \"$2\" ] && rm -f \"$1\"\n";

    private static final long PATIENCE_SECONDS = 5;

    private final Process shell;

    private PidFileRemover(final Process shell) {
        this.shell = shell;
    }

    /**
     * Starts the shell, and returns when no signal can end it any more.
     *
     * @param file absolute path of the file.
     * @param pid  that the file must hold to be removed.
     * @return the remover.
     * @throws IOException if there is no shell to start.
     */
    static PidFileRemover start(final Path file, final long pid) throws IOException {
        final ProcessBuilder builder =
            new ProcessBuilder("/bin/sh", "-c", SCRIPT, "flagstone-pidfile", file.toString(), Long.toString(pid))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        final Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/usr/bin:/bin");
        final Process shell = builder.start();
        if (shell.getInputStream().read() < 0) {
            throw new IOException("/bin/sh did not start");
        }
        return new PidFileRemover(shell);
    }

    /** Has the file removed and waits until it is. */
    void remove() {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write("remove\n".getBytes(StandardCharsets.US_ASCII));
        } catch (final IOException e) {
            // The shell is gone, so there is nobody left who could remove the file.
            return;
        }
        try {
            shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
