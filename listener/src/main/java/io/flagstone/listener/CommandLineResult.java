/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

/**
 * What came of reading a command line: a configuration to serve, or a text to print and a code to exit with.
 *
 * @param config   to be served, or {@code null} if there is only something to print.
 * @param exitCode of the process, if there is no configuration.
 * @param text     to be printed: to stdout if the exit code is {@link ExitCode#OK}, else to stderr. With a
 *                 configuration it is a warning, or {@code null}.
 */
record CommandLineResult(ServerConfig config, int exitCode, String text) {

    /**
     * A command line that is served.
     *
     * @param config  to be served.
     * @param warning to be printed, or {@code null}.
     * @return the result.
     */
    static CommandLineResult serve(final ServerConfig config, final String warning) {
        return new CommandLineResult(config, ExitCode.OK, warning);
    }

    /**
     * A command line that asks only for a text.
     *
     * @param text to be printed to stdout.
     * @return the result.
     */
    static CommandLineResult print(final String text) {
        return new CommandLineResult(null, ExitCode.OK, text);
    }

    /**
     * A command line that is refused.
     *
     * @param exitCode of the process.
     * @param text     to be printed to stderr.
     * @return the result.
     */
    static CommandLineResult refuse(final int exitCode, final String text) {
        return new CommandLineResult(null, exitCode, text);
    }
}
