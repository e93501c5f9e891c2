/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

/**
 * Turns memcached's signals into words to the thread that waits for them, so that the process ends with the exit code 0
 * rather than with the JVM's 143, and reads its files again in that thread and no other.
 *
 * <p>SIGTERM and SIGINT stop the server, SIGUSR1 does and says so, SIGHUP has it read its files again. Safe for use by
 * any thread.
 */
@SuppressWarnings("sunapi")
public final class StopSignals {

    private static final int SIGINT = 2;

    private final sun.misc.SignalHandler handler = new Handler(this);
    private boolean stopped;
    private boolean graceful;
    private boolean reload;

    private StopSignals() {
    }

    /** What a signal asks for. */
    public enum Word {
        /** Stop soon. */
        STOP,
        /** Stop when what was begun is done. */
        STOP_GRACEFULLY,
        /** Read the files again. */
        RELOAD
    }

    /**
     * Begins to catch the signals.
     *
     * @return the words to wait for.
     */
    public static StopSignals install() {
        final StopSignals signals = new StopSignals();
        handle("TERM", signals.handler);
        handle("INT", signals.handler);
        handle("USR1", signals.handler);
        handle("HUP", signals.handler);
        return signals;
    }

    /**
     * Catches SIGINT even if whoever started the process had it ignored, as shells do for commands in the background;
     * memcached does too. Costs the loading of native code in that case only, so it is called when the server serves.
     */
    public void insistOnInterrupt() {
        if (ProcessStatus.ignoresSignal(SIGINT)) {
            LibC.signal(SIGINT, null);
            handle("INT", handler);
        }
    }

    /**
     * Does what a signal does, at the word of a client.
     *
     * @param gracefully true for SIGUSR1, false for SIGINT.
     */
    public void stop(final boolean gracefully) {
        if (gracefully) {
            System.err.println("Gracefully stopping");
        }
        synchronized (this) {
            graceful = stopped ? graceful : gracefully;
            stopped = true;
            notifyAll();
        }
    }

    private synchronized void reload() {
        reload = true;
        notifyAll();
    }

    /**
     * Waits for the next word; returns at once if it came before. Several signals to reload may be one word, and the
     * word to stop is the last.
     *
     * @return the word.
     */
    public synchronized Word await() {
        boolean interrupted = false;
        while (!stopped && !reload) {
            try {
                wait();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (stopped) {
            return graceful ? Word.STOP_GRACEFULLY : Word.STOP;
        }
        reload = false;
        return Word.RELOAD;
    }

    private static void handle(final String name, final sun.misc.SignalHandler handler) {
        try {
            sun.misc.Signal.handle(new sun.misc.Signal(name), handler);
        } catch (final IllegalArgumentException e) {
            // The JVM was told (-Xrs) to leave this signal alone, or the system has none of that name.
        }
    }

    // A class rather than a lambda: the first lambda of a process costs its start 10 to 20 ms.

    private static final class Handler implements sun.misc.SignalHandler {

        private final StopSignals signals;

        Handler(final StopSignals signals) {
            this.signals = signals;
        }

        @Override
        public void handle(final sun.misc.Signal signal) {
            switch (signal.getName()) {
                case "HUP" -> signals.reload();
                case "USR1" -> signals.stop(true);
                default -> signals.stop(false);
            }
        }
    }
}
