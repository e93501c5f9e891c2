/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.listener.log.StandardErrorLog;
import io.flagstone.listener.process.Daemon;
import io.flagstone.listener.process.InheritedSocket;
import io.flagstone.listener.process.ProcessException;
import io.flagstone.listener.process.ProcessStatus;

/** The standalone server: memcached's command line, memcached's exit codes. */
public final class Main {

    private Main() {
    }

    /**
     * Serves until the process is told to stop, or prints what the command line asks for; ends the JVM.
     *
     * @param arguments memcached's options.
     */
    public static void main(final String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(final String[] arguments) {
        StandardErrorLog.install();
        // memcached has no renegotiation; the JDK looks at this when the first client speaks TLS.
        System.getProperties().putIfAbsent("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        final CommandLineResult result = CommandLine.parse(System.getenv(), arguments);
        final ServerConfig config = result.config();
        if (config == null) {
            (result.exitCode() == ExitCode.OK ? System.out : System.err).println(result.text());
            return result.exitCode();
        }
        if (result.text() != null && !Daemon.isChild()) {
            System.err.println(result.text());
        }
        final boolean root = ProcessStatus.isRoot();
        if (root && (config.user() == null || config.user().isEmpty())) {
            System.err.println("must add '-u root' to start as root");
            return ExitCode.USAGE;
        }
        try {
            if (config.daemon() && !Daemon.isChild()) {
                return launch();
            }
            return new ServerProcess(config, root).run();
        } catch (final ProcessException e) {
            System.err.println(e.getMessage());
            return ExitCode.OS_ERROR;
        }
    }

    private static int launch() throws ProcessException {
        if (InheritedSocket.isGiven()) {
            System.err.println("-d cannot serve the socket of a service manager, which watches this process: leave -d "
                + "out");
            return ExitCode.USAGE;
        }
        return Daemon.launch();
    }
}
