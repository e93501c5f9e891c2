/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A load that is on a server: a thread for each {@code LoadLoop}. */
public final class LoadRun implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** For which the last replies are waited. */
    private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final List<LoadLoop> loops;
    private final List<Exchange> exchanges;
    private final List<Thread> threads;
    private long begun = System.nanoTime();
    private long ended;
    private volatile boolean isStopping;
    private volatile Throwable failure;

    private LoadRun(final List<LoadLoop> loops, final List<Exchange> exchanges) {
        this.loops = loops;
        this.exchanges = exchanges;
        threads = loops.stream().map(loop -> new Thread(() -> run(loop), "load")).toList();
    }

    static LoadRun start(final List<LoadLoop> loops, final List<Exchange> exchanges) {
        final LoadRun run = new LoadRun(loops, exchanges);
        for (final Thread thread : run.threads) {
            thread.setDaemon(true);
            thread.start();
        }
        return run;
    }

    private void run(final LoadLoop loop) {
        try {
            while (!loop.isDone() && !isStopping) {
                loop.turn();
            }
            loop.stop();
            final long end = System.nanoTime() + LAST_NANOS;
            while (!loop.isDone() && System.nanoTime() < end) {
                loop.turn();
            }
        } catch (final IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Forgets what was counted so far, but errors: the warm-up is over. */
    public void forget() {
        exchanges.forEach(Exchange::forget);
        begun = System.nanoTime();
    }

    /**
     * Counts.
     *
     * @return requests answered so far
     */
    public long answered() {
        return exchanges.stream().mapToLong(exchange -> exchange.tally().answered()).sum();
    }

    /**
     * Tells whether it has come to its end by itself.
     *
     * @return whether all was sent and answered that was to be, or all connections are lost
     */
    public boolean isDone() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /**
     * Lets the load run.
     *
     * @param seconds at most; less if it comes to its end
     * @throws IllegalStateException if the load itself breaks
     */
    public void runFor(final double seconds) {
        final long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        for (long left = end - System.nanoTime(); left > 0 && !isDone(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
        }
        checkHealth();
    }

    private void checkHealth() {
        final Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the load broke: " + cause, cause);
        }
    }

    /**
     * Sends nothing more, but what is due in an open loop, and waits for the last replies, for a while at most.
     *
     * @return what was counted
     * @throws IllegalStateException if the load itself breaks
     */
    public LoadResult finish() {
        close();
        checkHealth();
        final Tally sum = new Tally();
        exchanges.forEach(exchange -> exchange.addTo(sum));
        final long unanswered = loops.stream().mapToLong(LoadLoop::inFlight).sum();
        if (unanswered > 0) {
            sum.error(unanswered + " requests were not answered");
        }
        final long unsent = loops.stream().mapToLong(LoadLoop::unsent).sum();
        if (unsent > 0) {
            sum.error(unsent + " requests were due and could not be sent: the server does not keep the pace");
        }
        return new LoadResult(sum, (ended - begun) / 1e9);
    }

    /** Ends it, also where the thread is interrupted: the last replies are not waited for for long. */
    @Override
    public void close() {
        isStopping = true;
        awaitThreads();
        ended = ended == 0 ? System.nanoTime() : ended;
        IOException failed = null;
        for (final LoadLoop loop : loops) {
            try {
                loop.close();
            } catch (final IOException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What a loop has, its thread uses until it ends. */
    private void awaitThreads() {
        boolean interrupted = false;
        for (final Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (final InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
