/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.time.RelativeClock;
import java.io.UncheckedIOException;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** What concerns a cache as a whole and no single key: flushing, time, background work, statistics, its end. */
abstract class AdministeredCache implements AutoCloseable {
    private static final long PAUSE_MILLIS = 50;

    final CacheCore core;
    final Operations operations;
    private final Eviction eviction;
    private final Maintenance maintenance;
    private final AgentRunner runner;
    private final long memoryLimit;

    AdministeredCache(final CacheCore core, final long memoryLimit, final boolean ownMaintenance) {
        this.core = core;
        this.memoryLimit = memoryLimit;
        operations = new Operations(core);
        eviction = new Eviction(core);
        maintenance = new Maintenance(core, operations.storage);
        if (ownMaintenance) {
            runner = new AgentRunner(new SleepingMillisIdleStrategy(PAUSE_MILLIS), Throwable::printStackTrace, null,
                maintenance);
            final Thread thread = new Thread(runner, maintenance.roleName());
            thread.setDaemon(true);
            thread.start();
        } else {
            runner = null;
        }
    }

    /** Makes every item gone, at once; their memory comes back within about a second. */
    public void flush() {
        flushAt(0);
        core.counters.enter();
        try {
            operations.storage.flush();
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    /**
     * Puts a flush off; what is stored until then is flushed too. Another call of this or of {@link #flush} takes its
     * place.
     *
     * @param deadline in deciseconds of {@link #clock()}; 0 takes it back.
     */
    public void flushAt(final int deadline) {
        maintenance.flushAt(deadline);
    }

    /**
     * Starts a walk over the items, for dumps and iteration, that holds nobody up.
     *
     * @param slabClasses ids of the classes whose items are meant; none for all.
     * @return the walk, at its start.
     * @throws IllegalArgumentException if there is no such class.
     */
    public ItemCrawl crawl(final int... slabClasses) {
        return new ItemCrawl(core, slabClasses);
    }

    /**
     * Shows all items, as a walk of {@link #crawl} does.
     *
     * @param visitor that is shown them; it may use the cache.
     */
    public void forEach(final ItemVisitor visitor) {
        final ItemCrawl crawl = crawl();
        while (!crawl.isAtEnd()) {
            crawl.next(visitor, Integer.MAX_VALUE);
        }
    }

    /**
     * Gives the clock that deadlines go by.
     *
     * @return it.
     */
    public RelativeClock clock() {
        return core.clock;
    }

    /**
     * Gives the choice of what gives way, to be looked at and tuned.
     *
     * @return it.
     */
    public Eviction eviction() {
        return eviction;
    }

    /**
     * Gives the background work, for an embedder who said {@link ByteCacheBuilder#callerMaintains()}: one thread calls
     * {@code doWork} ten times a second or so.
     *
     * @return it.
     */
    public Agent maintenance() {
        return maintenance;
    }

    /**
     * Counts everything.
     *
     * @return a snapshot.
     */
    public CacheStats stats() {
        core.counters.enter();
        try {
            return new StatsSnapshot(core).take(memoryLimit);
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    /**
     * Tells how a cache with a memory file started.
     *
     * @return whether it has what was in it when it was closed, and if not, why.
     */
    public Restart restart() {
        return core.restart;
    }

    /**
     * Gives all memory back, as soon as the operations that are under way have ended; a second call does nothing. The
     * content of a cache with a memory file is on the disk when this returns.
     *
     * @throws UncheckedIOException if it could not be written; the cache is closed nevertheless, and the next one will
     *                              start empty.
     */
    @Override
    public void close() {
        if (runner != null) {
            runner.close();
        }
        core.close();
    }

    /** Takes no lock, so that a debugger may ask while some thread stands still. */
    @Override
    public String toString() {
        final OperationCounters counters = core.counters;
        if (counters.isShut()) {
            return "ByteCache[closed]";
        }
        return "ByteCache[items=" + core.items() + ", hits=" + counters.sum(OperationCounters.HITS) + ", misses="
            + counters.sum(OperationCounters.MISSES) + ", memoryLimit=" + memoryLimit + ", evictionPolicy="
            + core.evictionPolicy.policyName() + ']';
    }
}
