/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * The lines that one connection with {@code watch} is to be sent. Any thread adds, the connection's worker takes; what
 * finds no room is counted, and the count goes in front of the next line that does.
 */
final class Watcher {
    private static final int MAX_LINES = 4096;

    /** The classes of events, of {@link EventHub}. */
    final int classes;
    private final int capacity;
    private final Runnable wake;
    private final Queue<byte[]> lines = new MpscAtomicArrayQueue<>(MAX_LINES);
    private final AtomicInteger bytes = new AtomicInteger();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicBoolean woken = new AtomicBoolean();

    /**
     * @param capacity the most bytes that wait.
     * @param wake     makes the connection's worker take what there is; called by any thread.
     */
    Watcher(final int classes, final int capacity, final Runnable wake) {
        this.classes = classes;
        this.capacity = capacity;
        this.wake = wake;
    }

    /** Adds a line; false if it was skipped. */
    boolean offer(final byte[] line) {
        final long before = skipped.getAndSet(0);
        final byte[] whole = before == 0 ? line : behindCount(before, line);
        final boolean fits = bytes.addAndGet(whole.length) <= capacity && lines.offer(whole);
        if (!fits) {
            bytes.addAndGet(-whole.length);
            skipped.addAndGet(before + 1);
        } else if (!woken.get() && woken.compareAndSet(false, true)) {
            wake.run();
        }
        return fits;
    }

    private static byte[] behindCount(final long count, final byte[] line) {
        final byte[] head = ("skipped=" + count + "\n").getBytes(StandardCharsets.US_ASCII);
        final byte[] whole = new byte[head.length + line.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(line, 0, whole, head.length, line.length);
        return whole;
    }

    /** Tells that what is added from now on has to wake the worker again. */
    void awake() {
        woken.set(false);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Takes the oldest line, null if there is none. */
    byte[] poll() {
        final byte[] line = lines.poll();
        if (line != null) {
            bytes.addAndGet(-line.length);
        }
        return line;
    }
}
