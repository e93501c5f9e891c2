/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

/**
 * Something that goes wrong for the commands that a {@link FaultRule} names, until {@link #end}. Safe for any thread.
 */
public final class Fault implements AutoCloseable {
    private final Faults faults;
    private final FaultRule rule;
    private final FaultAction action;
    private int left;
    private int count;
    private boolean over;

    Fault(final Faults faults, final FaultRule rule, final FaultAction action) {
        this.faults = faults;
        this.rule = rule;
        this.action = action;
        left = rule.times();
    }

    FaultAction action() {
        return action;
    }

    /** Takes a command if it is one of those that the rule names. */
    synchronized boolean takes(final CommandDraft command) {
        if (over || left == 0 || !rule.names(command)) {
            return false;
        }
        left--;
        count++;
        return true;
    }

    /**
     * Tells how many commands it has met.
     *
     * @return commands.
     */
    public synchronized int count() {
        return count;
    }

    /** Whether what it holds may go out. */
    synchronized boolean isOver() {
        return over;
    }

    /** Lets commands be answered as they should be; what it holds goes out. */
    public void end() {
        synchronized (this) {
            over = true;
        }
        faults.ended(this);
    }

    /** As {@link #end}, for {@code try}. */
    @Override
    public void close() {
        end();
    }

    @Override
    public String toString() {
        return "Fault[" + rule + ", " + action + ", met=" + count() + ']';
    }
}
