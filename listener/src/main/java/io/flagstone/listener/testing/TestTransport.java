/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import io.flagstone.listener.net.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;

/**
 * Stands between one client and the server: notes each command, and does to it what a fault says. It hands the server
 * one command at a time, so that what the server then writes is the reply to it. Belongs to one worker but for
 * {@link #cutOff} and {@link #wake}: what these are called for has changed before, and the worker looks at it after it
 * has told that it holds something, so that one of the two sees the other.
 */
final class TestTransport implements Transport, GatheringByteChannel {
    private final TestMemcached owner;
    private final Transport inner;
    private final GatheringByteChannel output;
    private final SocketChannel socket;
    private final Runnable wake;
    private final int number;
    private final CommandCutter cutter;
    private final HeldReplies held = new HeldReplies();
    /** What happens to the command that was handed over last; null for nothing. */
    private FaultAction action;
    private BooleanSupplier mayGo = HeldReplies.AT_ONCE;
    private int cutLeft;
    /** Whether there may be another command that has come already. */
    private boolean mayHoldMore;
    private boolean ending;
    private volatile boolean cutOff;

    TestTransport(final TestMemcached owner, final Transport inner, final SocketChannel socket, final Runnable wake,
            final int number, final int largestValue) {
        this.owner = owner;
        this.inner = inner;
        this.socket = socket;
        this.wake = wake;
        this.number = number;
        output = inner.output();
        cutter = new CommandCutter(largestValue);
    }

    @Override
    public int read(final ByteBuffer target) throws IOException {
        mayHoldMore = false;
        held.send(output);
        if (is(FaultAction.Kind.CUT) && !cutter.inCommand()) {
            ending = true;
        }
        if (isOver()) {
            return -1;
        }
        if (ending || holdsOutput()) {
            return 0;
        }
        int given = give(target);
        if (given == 0 && !ending && !held.isStuck()) {
            final int read = inner.read(cutter.room());
            cutter.came();
            if (read < 0) {
                return read;
            }
            given = give(target);
        }
        mayHoldMore = given > 0;
        return given == 0 && isOver() ? -1 : given;
    }

    /** Whether nothing more is to be read or sent. */
    private boolean isOver() {
        return cutOff || ending && held.isEmpty();
    }

    private boolean is(final FaultAction.Kind kind) {
        return action != null && action.kind() == kind;
    }

    /** Gives the server a part of one command at most. Returns its bytes. */
    private int give(final ByteBuffer target) throws IOException {
        final int from = target.position();
        while (target.position() == from && !ending && !held.isStuck()) {
            if (!cutter.inCommand()) {
                if (cutter.next()) {
                    begin(cutter.draft());
                } else if (cutter.inCommand()) {
                    action = null;
                } else {
                    return 0;
                }
            }
            if (!cutter.hasInput()) {
                return 0;
            }
            cutter.pass(action == null || action.letsThrough() ? target : null);
            if (!cutter.inCommand()) {
                complete(cutter.draft());
            }
        }
        return target.position() - from;
    }

    private void begin(final CommandDraft command) {
        final Fault fault = owner.faults().of(command);
        action = fault == null ? null : fault.action();
        mayGo = HeldReplies.AT_ONCE;
        if (is(FaultAction.Kind.HOLD) || is(FaultAction.Kind.DELAY)) {
            mayGo = gate(fault);
        } else if (is(FaultAction.Kind.CUT)) {
            cutLeft = action.length();
        }
    }

    private BooleanSupplier gate(final Fault fault) {
        final Faults faults = owner.faults();
        final TestClock clock = owner.clock();
        final long releases = faults.releases();
        final long due = is(FaultAction.Kind.HOLD) ? Long.MAX_VALUE : clock.millis() + action.delay().toMillis();
        return () -> fault.isOver() || faults.releases() != releases || clock.millis() >= due;
    }

    private void complete(final CommandDraft command) throws IOException {
        owner.received(new ReceivedCommand(command, number, cutter.value()));
        if (is(FaultAction.Kind.ANSWER)) {
            send(FaultReply.words(command, action.answer()));
        } else if (is(FaultAction.Kind.OUT_OF_MEMORY)) {
            owner.forget(command);
            send(FaultReply.outOfMemory(command));
        } else if (is(FaultAction.Kind.CLOSE)) {
            ending = true;
        }
    }

    /** Sends behind what is held. */
    private void send(final ByteBuffer bytes) throws IOException {
        held.add(bytes, HeldReplies.AT_ONCE);
        held.send(output);
    }

    @Override
    public GatheringByteChannel output() {
        return this;
    }

    @Override
    public int write(final ByteBuffer source) throws IOException {
        final int length = source.remaining();
        if (is(FaultAction.Kind.DROP_REPLY)) {
            source.position(source.limit());
        } else if (is(FaultAction.Kind.CUT)) {
            final int sent = Math.min(cutLeft, length);
            cutLeft -= sent;
            send(source.slice(source.position(), sent));
            source.position(source.limit());
        } else if (held.isEmpty() && mayGo == HeldReplies.AT_ONCE) {
            return output.write(source);
        } else {
            held.add(source, mayGo);
            held.send(output);
        }
        return length;
    }

    @Override
    public long write(final ByteBuffer[] sources, final int offset, final int length) throws IOException {
        if (action == null && held.isEmpty()) {
            return output.write(sources, offset, length);
        }
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += write(sources[i]);
            if (sources[i].hasRemaining()) {
                break;
            }
        }
        return written;
    }

    @Override
    public long write(final ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    @Override
    public int readsOn() {
        return held.isStuck() ? SelectionKey.OP_WRITE : inner.readsOn();
    }

    @Override
    public boolean holdsInput() {
        if (ending || cutOff) {
            return isOver() || held.isDue();
        }
        return mayHoldMore || held.isDue() || is(FaultAction.Kind.CUT) && !cutter.inCommand() || inner.holdsInput();
    }

    @Override
    public boolean holdsOutput() {
        return inner.holdsOutput() || held.isStuck();
    }

    @Override
    public void flush() throws IOException {
        if (inner.holdsOutput()) {
            inner.flush();
        }
        held.send(output);
    }

    /** Ends the connection; by any thread. */
    void cutOff() {
        cutOff = true;
        try {
            socket.shutdownInput();
            socket.shutdownOutput();
        } catch (final IOException e) {
            // It has ended by itself.
            return;
        }
        wake.run();
    }

    /** Has it looked whether what it holds may go; by any thread. Who is woken is not idle, so others are not. */
    void wake() {
        if (held.isHolding()) {
            wake.run();
        }
    }

    @Override
    public boolean isReady() {
        return inner.isReady();
    }

    @Override
    public boolean isOpen() {
        return output.isOpen();
    }

    @Override
    public void close() throws IOException {
        owner.closed(this);
        held.clear();
        inner.close();
    }
}
