/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the heap of a server of its own small. A JVM that is given no flag starts with a heap of a sixty-fourth of the
 * machine's memory and fills more than half of it with garbage before it looks: on a machine with 24 GiB the few bytes
 * that connections and large values leave behind came to 220 MiB above {@code -m}, an hour after the start. A
 * collection that is asked for gives back what is not needed, and the young generation stays small after it: 10 MiB or
 * so, collected in 2 ms. One is asked for a second after the start, and again only after something made the heap large.
 */
public final class SpareHeap implements Runnable {
    private static final long LOOKS_APART_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LOOKS_BETWEEN = 30;
    private static final long MOST_SPARE = 48 << 20;
    /** A collection leaves a heap that is up to so many times as large as what is in it. */
    private static final int MOST_TIMES = 4;

    private final Heap heap;
    private long live;
    private int looks = LOOKS_BETWEEN;

    /** The heap that is looked after. */
    interface Heap {
        /** Bytes that it has. */
        long total();

        /** Bytes that are in use, garbage included. */
        long used();

        /** Frees the garbage. */
        void collect();
    }

    SpareHeap(final Heap heap) {
        this.heap = heap;
    }

    /** The heap of this process. */
    private static final class OwnHeap implements Heap {
        private final Runtime runtime = Runtime.getRuntime();

        @Override
        public long total() {
            return runtime.totalMemory();
        }

        @Override
        public long used() {
            return runtime.totalMemory() - runtime.freeMemory();
        }

        @Override
        public void collect() {
            System.gc();
        }
    }

    /** Begins to look after the heap of this process, until it ends. */
    public static void keep() {
        final Thread keeper = new Thread(new SpareHeap(new OwnHeap()), "flagstone-heap");
        keeper.setDaemon(true);
        keeper.start();
    }

    @Override
    public void run() {
        while (true) {
            LockSupport.parkNanos(LOOKS_APART_NANOS);
            look();
        }
    }

    /** Collects if the heap is large, and no collection was asked for lately. */
    void look() {
        if (++looks > LOOKS_BETWEEN && heap.total() > MOST_SPARE + MOST_TIMES * live) {
            heap.collect();
            live = heap.used();
            looks = 0;
        }
    }
}
