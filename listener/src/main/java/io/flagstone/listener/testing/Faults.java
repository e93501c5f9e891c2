/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The switches by which a {@link TestMemcached} fails. Each may be changed at any time, by any thread, and is heeded by
 * the next command that comes. Of several faults that name a command, the one that began last has it.
 */
public final class Faults {
    /** Newest first. */
    private final List<Fault> all = new CopyOnWriteArrayList<>();
    private final ConnectionGate gate;
    private volatile long releases;

    /** @param gate of the server. */
    Faults(final ConnectionGate gate) {
        this.gate = gate;
    }

    /**
     * Lets something go wrong for some commands.
     *
     * @param names of them, as {@link ReceivedCommand#name}; none for every command.
     * @return a rule that says nothing more yet.
     * @throws IllegalArgumentException if there is no such command.
     */
    public FaultRule on(final String... names) {
        return new FaultRule(this, CommandNames.checked(names));
    }

    /**
     * Refuses new connections, as when nothing listens on the port, which stays the server's; those that are open go
     * on.
     */
    public void refuseConnections() {
        gate.refuse();
    }

    /** Takes new connections again, after {@link #refuseConnections}. */
    public void acceptConnections() {
        gate.accept();
    }

    /** Closes every connection that is open; clients may open new ones. */
    public void closeConnections() {
        gate.closeAll();
    }

    /** Sends the replies that {@link FaultRule#hold} or {@link FaultRule#delay} keeps; those to come are kept again. */
    public synchronized void release() {
        releases++;
        gate.wakeAll();
    }

    /** Ends all faults: new connections are taken, what was kept goes out, and commands are answered as they should. */
    public void clear() {
        for (final Fault fault : all) {
            fault.end();
        }
        acceptConnections();
    }

    Fault begin(final Fault fault) {
        all.add(0, fault);
        return fault;
    }

    void ended(final Fault fault) {
        all.remove(fault);
        gate.wakeAll();
    }

    /** The fault that a command meets, null for none. */
    Fault of(final CommandDraft command) {
        for (final Fault fault : all) {
            if (fault.takes(command)) {
                return fault;
            }
        }
        return null;
    }

    long releases() {
        return releases;
    }

    /** The faults that there are. */
    @Override
    public String toString() {
        return "Faults" + all;
    }
}
