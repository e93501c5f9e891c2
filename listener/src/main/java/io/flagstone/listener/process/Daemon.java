/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that leaves its terminal.
 *
 * <p>A JVM cannot fork, so the process that was started (the launcher) starts itself once more, with the same JVM, the
 * same options and the same arguments, and a system property that tells the second process (the child) to serve. The
 * child's standard output is a pipe on which it says that it answers; its standard error stream is the launcher's, so
 * that what goes wrong at the start is read where the command was given. The launcher ends with 0 at the child's word,
 * or with the child's code if it ends without. Nothing of the launcher stays, and nothing that the caller may wait for
 * is held open.
 */
public final class Daemon {

    private static final String PROPERTY = "io.flagstone.daemon.child";
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final byte[] READY = "ready\n".getBytes(StandardCharsets.US_ASCII);

    private Daemon() {
    }

    /**
     * Whether this process is the child that shall serve.
     *
     * @return true in the child, false in the launcher.
     */
    public static boolean isChild() {
        return System.getProperty(PROPERTY) != null;
    }

    /**
     * Starts the child and waits until it answers or ends.
     *
     * @return the exit code for the launcher: 0, or that of the child if it ended.
     * @throws ProcessException if the child cannot be started.
     */
    public static int launch() throws ProcessException {
        final Process child;
        try {
            child = new ProcessBuilder(childCommand())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        } catch (final IOException e) {
            throw new ProcessException("failed to daemon() in order to daemonize: " + e.getMessage());
        }
        try (InputStream word = child.getInputStream()) {
            if (word.read() == READY[0]) {
                return 0;
            }
            return child.waitFor();
        } catch (final IOException e) {
            throw new ProcessException("failed to hear from the daemon: " + e.getMessage());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted while the daemon started");
        }
    }

    /** Has native code loaded beside other work, since the child will need it. */
    public static void prepare() {
        LibC.preload();
    }

    /**
     * Leaves the launcher's terminal and directory; to be called in the child, before it starts any process.
     *
     * @param keepDirectory true to stay in the directory, as for core files to be found there.
     * @throws ProcessException if the system refuses.
     */
    public static void leaveTerminal(final boolean keepDirectory) throws ProcessException {
        LibC.require();
        if (LibC.setsid() < 0) {
            throw new ProcessException("failed to leave the terminal: " + LibC.error());
        }
        if (!keepDirectory && LibC.chdir("/") != 0) {
            throw new ProcessException("failed to leave the directory: " + LibC.error());
        }
    }

    /**
     * Lets go of the standard streams and tells the launcher that the server answers; to be called in the child.
     *
     * @param keepErrors true to go on writing to the caller's standard error stream, which then stays open.
     * @throws ProcessException if the launcher no longer waits, so that nobody would know of this server.
     */
    public static void release(final boolean keepErrors) throws ProcessException {
        final int nowhere = LibC.open("/dev/null", LibC.O_RDWR);
        if (nowhere < 0) {
            throw new ProcessException("failed to open /dev/null: " + LibC.error());
        }
        LibC.dup2(nowhere, LibC.STDIN);
        if (!keepErrors) {
            LibC.dup2(nowhere, LibC.STDERR);
        }
        // Only now the word: whoever waits for the end of the caller's streams shall not wait for this process.
        final FileOutputStream launcher = new FileOutputStream(FileDescriptor.out);
        try {
            launcher.write(READY);
        } catch (final IOException e) {
            throw new ProcessException("the launcher of the daemon is gone: " + e.getMessage());
        }
        // The stream stays open: to close it would close the descriptor that takes its place.
        LibC.dup2(keepErrors ? LibC.STDERR : nowhere, LibC.STDOUT);
        LibC.close(nowhere);
    }

    /** The command of this process with the property behind the JVM's name, which keeps every JVM option. */
    private static List<String> childCommand() throws ProcessException, IOException {
        final String java = ProcessHandle.current().info().command().orElse(null);
        if (java == null || !Files.isReadable(COMMAND_LINE)) {
            throw new ProcessException("failed to daemonize: this system does not tell how the process was started, "
                + "leave -d out and run it in the background");
        }
        final List<String> command = new ArrayList<>();
        command.add(java);
        command.add("-D" + PROPERTY + "=true");
        command.addAll(laterWords(Files.readAllBytes(COMMAND_LINE)));
        return command;
    }

    /**
     * Splits what Linux tells of a command line, in which each word ends with a zero byte.
     *
     * @param commandLine as read from the system.
     * @return the words but the first.
     */
    static List<String> laterWords(final byte[] commandLine) {
        // The charset in which ProcessBuilder writes the words out again.
        final Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        final List<String> words = new ArrayList<>();
        int start = 0;
        for (int end = 0; end < commandLine.length; end++) {
            if (commandLine[end] == 0) {
                words.add(new String(commandLine, start, end - start, charset));
                start = end + 1;
            }
        }
        return words.isEmpty() ? words : words.subList(1, words.size());
    }
}
