/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

import java.util.concurrent.CountDownLatch;

/**
 * Turns the signals that stop memcached into a word to the thread that waits for them, so that the process ends with
 * the exit code 0 rather than with the JVM's 143.
 *
 * <p>SIGTERM and SIGINT stop the server, SIGUSR1 does and says so, SIGHUP has nothing to do yet and must not end the
 * process as it does by default. Safe for use by any thread.
 */
@SuppressWarnings("sunapi")
public final class StopSignals {

    private static final int SIGINT = 2;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final sun.misc.SignalHandler stop = new Stop(this);

    private StopSignals() {
    }

    /**
     * Begins to catch the signals.
     *
     * @return the word to wait for.
     */
    public static StopSignals install() {
        final StopSignals signals = new StopSignals();
        handle("TERM", signals.stop);
        handle("INT", signals.stop);
        handle("USR1", signals.stop);
        handle("HUP", new Reload());
        return signals;
    }

    /**
     * Catches SIGINT even if whoever started the process had it ignored, as shells do for commands in the background;
     * memcached does too. Costs the loading of native code in that case only, so it is called when the server serves.
     */
    public void insistOnInterrupt() {
        if (ProcessStatus.ignoresSignal(SIGINT)) {
            LibC.signal(SIGINT, null);
            handle("INT", stop);
        }
    }

    /**
     * Does what a signal does, at the word of a client.
     *
     * @param graceful true for SIGUSR1, false for SIGINT.
     */
    public void stop(final boolean graceful) {
        if (graceful) {
            System.err.println("Gracefully stopping");
        }
        stopped.countDown();
    }

    /** Waits until one of the signals has come; returns at once if it came before. */
    public void await() {
        boolean interrupted = false;
        while (stopped.getCount() > 0) {
            try {
                stopped.await();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void handle(final String name, final sun.misc.SignalHandler handler) {
        try {
            sun.misc.Signal.handle(new sun.misc.Signal(name), handler);
        } catch (final IllegalArgumentException e) {
            // The JVM was told (-Xrs) to leave this signal alone, or the system has none of that name.
        }
    }

    // Classes rather than lambdas: the first lambda of a process costs its start 10 to 20 ms.

    private static final class Stop implements sun.misc.SignalHandler {

        private final StopSignals signals;

        Stop(final StopSignals signals) {
            this.signals = signals;
        }

        @Override
        public void handle(final sun.misc.Signal signal) {
            signals.stop("USR1".equals(signal.getName()));
        }
    }

    private static final class Reload implements sun.misc.SignalHandler {

        @Override
        public void handle(final sun.misc.Signal signal) {
            // There is nothing to be read again; to be caught is enough to survive.
        }
    }
}
