/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.console;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells on standard error how far something is: a bar that is drawn again and again on a terminal, else one line for
 * each thing that is done.
 */
public final class Progress {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private String task = "";
    private long start;
    private long drawn;

    /** Starts with nothing to tell, on standard error. */
    public Progress() {
        this(System.err, System.console() != null && System.getenv("TERM") != null);
    }

    Progress(final PrintStream out, final boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Names what is done now.
     *
     * @param name of it
     */
    public void begin(final String name) {
        task = name;
        start = System.nanoTime();
        drawn = start - REDRAW_NANOS;
    }

    /**
     * Tells how far it is; cheap enough for every thousandth step.
     *
     * @param done  of it
     * @param total of it
     */
    public void at(final long done, final long total) {
        at(done, total, "");
    }

    /**
     * Tells how far it is, and something more.
     *
     * @param done  of it
     * @param total of it
     * @param more  such as the time that is left
     */
    public void at(final long done, final long total, final String more) {
        if (!terminal || System.nanoTime() - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = System.nanoTime();
        final int filled = total <= 0 ? 0 : (int) (WIDTH * Math.min(done, total) / total);
        out.print("\r\u001b[K[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] "
            + (total <= 0 ? 0 : 100 * done / total) + " % " + task
            + (more.isEmpty() ? "" : ", " + more));
        out.flush();
    }

    /**
     * Says that it is done.
     *
     * @param result in a few words
     */
    public void end(final String result) {
        clear();
        out.printf(Locale.ROOT, "%s: %s (%.1f s)%n", task, result, (System.nanoTime() - start) / 1e9);
    }

    /** Takes the bar off the screen. */
    public void clear() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
