/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.metrics;

import java.nio.ByteBuffer;

/** What one worker records. Only that worker calls what is not said to be for any thread. */
public final class WorkerMetrics {
    /** One command in so many is timed. */
    public static final int COMMANDS_PER_SAMPLE = 61;

    private final LatencyHistogram[] commands = new LatencyHistogram[TimedCommand.values().length];
    private final LatencyHistogram turns = new LatencyHistogram();
    private final HotKeys hotKeys;
    private int untilSample = COMMANDS_PER_SAMPLE;
    private long commandBegan;
    private long turnBegan;

    WorkerMetrics(final boolean withKeys) {
        for (int i = 0; i < commands.length; i++) {
            commands[i] = new LatencyHistogram();
        }
        hotKeys = withKeys ? new HotKeys() : null;
    }

    /**
     * Tells whether the next command is to be timed; to be asked once for each. Stays true until one was.
     *
     * @return whether it is.
     */
    public boolean isDue() {
        return --untilSample <= 0;
    }

    /** A command that is to be timed begins. */
    public void commandBegins() {
        commandBegan = System.nanoTime();
    }

    /**
     * It has ended, with an answer.
     *
     * @param command which.
     */
    public void commandEnds(final TimedCommand command) {
        commands[command.ordinal()].record(System.nanoTime() - commandBegan);
        untilSample = COMMANDS_PER_SAMPLE;
    }

    /**
     * Offers the key of a command that was timed.
     *
     * @param in     holds it.
     * @param offset of its first byte.
     * @param length of it.
     */
    public void offer(final ByteBuffer in, final int offset, final int length) {
        if (hotKeys != null) {
            hotKeys.offer(in, offset, length);
        }
    }

    /** The event loop has something to do; further calls of the same turn do nothing. */
    public void turnBegins() {
        if (turnBegan == 0) {
            turnBegan = System.nanoTime() | 1;
        }
    }

    /** The event loop is about to wait, or to look whether it has to. */
    public void turnEnds() {
        if (turnBegan != 0) {
            turns.record(System.nanoTime() - turnBegan);
            turnBegan = 0;
        }
    }

    LatencyHistogram histogram(final TimedCommand command) {
        return commands[command.ordinal()];
    }

    LatencyHistogram turns() {
        return turns;
    }

    /** The keys, null if they are not to be shown. */
    HotKeys hotKeys() {
        return hotKeys;
    }
}
