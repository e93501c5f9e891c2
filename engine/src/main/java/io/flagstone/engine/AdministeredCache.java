/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.events.FlightRecording;
import io.flagstone.engine.events.ResizeEvent;
import io.flagstone.engine.item.ItemLayout;
import io.flagstone.engine.stripe.DepartureListener;
import io.flagstone.engine.stripe.Stripe;
import io.flagstone.engine.time.RelativeClock;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
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
    final RecordedFigures figures;
    private final List<RemovalObserver> removalObservers = new ArrayList<>();
    private final List<PageMoveObserver> pageMoveObservers = new ArrayList<>();
    private final List<Runnable> closing = new CopyOnWriteArrayList<>();
    private volatile long memoryLimit;

    AdministeredCache(final CacheCore core, final long memoryLimit, final boolean ownMaintenance) {
        this.core = core;
        this.memoryLimit = memoryLimit;
        operations = new Operations(core);
        eviction = new Eviction(core);
        maintenance = new Maintenance(core, operations.storage, operations.balance);
        figures = new RecordedFigures(core, () -> this.memoryLimit);
        FlightRecording.join(figures);
        if (ownMaintenance) {
            runner = new AgentRunner(new SleepingMillisIdleStrategy(PAUSE_MILLIS), new MaintenanceFailures(), null,
                maintenance);
            final Thread thread = new Thread(runner, maintenance.roleName());
            thread.setDaemon(true);
            thread.start();
        } else {
            runner = null;
        }
    }

    /**
     * Tells the cache's name.
     *
     * @return what {@link ByteCacheBuilder#name} said, or a number of its own.
     */
    public String name() {
        core.counters.checkOpen();
        return core.name;
    }

    /** Makes every item gone, at once; their memory comes back with the next passes of the maintenance. */
    public void flush() {
        core.counters.enter();
        try {
            maintenance.flushAt(0);
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
        core.counters.checkOpen();
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
        core.counters.checkOpen();
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
        core.counters.checkOpen();
        return core.clock;
    }

    /**
     * Gives the choice of what gives way, to be looked at and tuned.
     *
     * @return it.
     */
    public Eviction eviction() {
        core.counters.checkOpen();
        return eviction;
    }

    /**
     * Gives the background work, for an embedder who said {@link ByteCacheBuilder#callerMaintains()}: one thread calls
     * {@code doWork} ten times a second or so. It does nothing once the cache is closed.
     *
     * @return it.
     */
    public Agent maintenance() {
        core.counters.checkOpen();
        return maintenance;
    }

    /**
     * Sets another memory limit. Raising it takes no memory yet. Lowering it returns at once; pages are emptied of what
     * is coldest and given up by the background work and by the evictions that stores make, and nothing grows
     * meanwhile. Their memory goes back to the system where it has pages of 4 KiB and can be told so (Linux); else
     * it stays with the process, to be used when the limit is raised again.
     *
     * @param bytes twice the maximum item size or more (64 KiB at least), at most the maximum of the builder.
     * @return false if the index needs more than half of it; nothing has changed then.
     * @throws IllegalArgumentException if it is too small or too large.
     */
    public boolean resize(final long bytes) {
        final long least = Math.max(ByteCacheBuilder.MIN_LIMIT, 2L * core.maximumItemLength);
        final long most = (long) core.arena.maxPages() * core.arena.pageBytes();
        if (bytes < least || bytes > most) {
            throw new IllegalArgumentException("memoryLimit must hold two items of the maximumItemSize and be within"
                + " the builder's maximumMemoryLimit, " + least + " to " + most + " bytes: memoryLimit=" + bytes);
        }
        core.counters.enter();
        try {
            final boolean granted = core.blocks.bytes() <= bytes / 2;
            if (FlightRecording.isOn()) {
                ResizeEvent.tell(core.name, memoryLimit, bytes, granted);
            }
            if (granted) {
                core.arena.limit(bytes);
                memoryLimit = bytes;
            }
            return granted;
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    /**
     * Moves a page from one slab class to another, as memcached's {@code slabs reassign} does.
     *
     * @param from the source's id; -1 for the class that can best do without. 0, for memory that no class has, is
     *             answered with NOSPARE: every class takes that by itself.
     * @param to   the destination's id; 0 for whichever class needs a page next.
     * @return whether it has begun, or why not.
     */
    public ReassignResult reassignPage(final int from, final int to) {
        core.counters.enter();
        try {
            return operations.balance.reassign(from, to);
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    /**
     * Tells somebody of the items that leave, from now on.
     *
     * @param observer besides those that there are.
     */
    public void addRemovalObserver(final RemovalObserver observer) {
        Objects.requireNonNull(observer, "observer must not be null");
        synchronized (removalObservers) {
            removalObservers.add(observer);
            listen();
        }
    }

    /**
     * Tells somebody of the items that leave no more.
     *
     * @param observer that was added; another one makes no difference.
     */
    public void removeRemovalObserver(final RemovalObserver observer) {
        synchronized (removalObservers) {
            removalObservers.remove(observer);
            listen();
        }
    }

    private void listen() {
        final RemovalObserver[] observers = removalObservers.toArray(RemovalObserver[]::new);
        core.counters.enter();
        try {
            for (int i = 0; i < core.stripeCount(); i++) {
                final Stripe stripe = core.stripeAt(i);
                final DepartureListener listener = observers.length == 0 ? null : listener(observers);
                stripe.lock();
                try {
                    stripe.onDeparture(listener);
                } finally {
                    stripe.unlock();
                }
            }
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }

    private DepartureListener listener(final RemovalObserver[] observers) {
        final RemovedItem item = new RemovedItem(core);
        return (reference, why, now) -> {
            final RemovalCause cause = switch (why) {
                case REMOVED -> RemovalCause.EXPLICIT;
                case REPLACED -> RemovalCause.REPLACED;
                case EVICTED -> RemovalCause.EVICTED;
                case EXPIRED -> RemovalCause.EXPIRED;
                case FLUSHED -> RemovalCause.FLUSHED;
            };
            item.at(reference, now);
            for (final RemovalObserver observer : observers) {
                try {
                    observer.onRemoval(item, cause);
                } catch (final RuntimeException | Error e) {
                    ObserverFailure.report(e);
                }
            }
            item.gone();
        };
    }

    /**
     * Tells somebody of the pages that move between slab classes, from now on.
     *
     * @param observer besides those that there are.
     */
    public void addPageMoveObserver(final PageMoveObserver observer) {
        Objects.requireNonNull(observer, "observer must not be null");
        core.counters.checkOpen();
        synchronized (pageMoveObservers) {
            pageMoveObservers.add(observer);
            core.pageMoveObservers = pageMoveObservers.toArray(PageMoveObserver[]::new);
        }
    }

    /**
     * Tells somebody of the pages that move no more.
     *
     * @param observer that was added; another one makes no difference.
     */
    public void removePageMoveObserver(final PageMoveObserver observer) {
        core.counters.checkOpen();
        synchronized (pageMoveObservers) {
            pageMoveObservers.remove(observer);
            core.pageMoveObservers = pageMoveObservers.toArray(PageMoveObserver[]::new);
        }
    }

    /**
     * Tells whether a page is on its way from one slab class to another.
     *
     * @return whether one was lately.
     */
    public boolean isMovingPage() {
        core.counters.checkOpen();
        return operations.balance.isMoving();
    }

    /**
     * Tells the slab class that an item would lie in.
     *
     * @param keyLength   of its key.
     * @param valueLength of its value.
     * @param flags       of the client, which take room unless they are 0.
     * @param deadline    which takes room unless it is 0.
     * @return the id; that of the largest class if the item would lie in more than one chunk.
     */
    public int slabClassFor(final int keyLength, final int valueLength, final int flags, final int deadline) {
        core.counters.checkOpen();
        final long length = ItemLayout.length(keyLength, valueLength, flags, deadline);
        return core.table.classFor((int) Math.min(length, core.table.largestChunk()));
    }

    /**
     * Tells how large an item may be.
     *
     * @return bytes of key and value with what is kept beside them, as {@link ByteCacheBuilder#maximumItemSize} says.
     */
    public int maximumItemSize() {
        core.counters.checkOpen();
        return core.maximumItemLength;
    }

    /**
     * Says whether memory moves between slab classes to where it earns most hits. If it does not, a class that has no
     * page at all still gets one, and so does the index.
     *
     * @param automatic whether it does.
     */
    public void automaticBalance(final boolean automatic) {
        core.counters.checkOpen();
        operations.balance.automatic(automatic);
    }

    /**
     * Tells whether memory moves between slab classes to where it earns most hits.
     *
     * @return whether it does.
     */
    public boolean automaticBalance() {
        core.counters.checkOpen();
        return operations.balance.isAutomatic();
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
        core.counters.checkOpen();
        return core.restart;
    }

    /**
     * Has something done when the cache is about to be closed.
     *
     * @param action by whoever closes it; what it throws goes to that thread's uncaught exception handler.
     * @return what takes the action back, so that the cache forgets it; nothing happens if it has been done.
     */
    public Runnable onClose(final Runnable action) {
        core.counters.checkOpen();
        Objects.requireNonNull(action, "action must not be null");
        // An object of its own: who has the same done twice may take one of both back.
        final Runnable own = () -> action.run();
        closing.add(own);
        return () -> closing.remove(own);
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
        FlightRecording.leave(figures);
        for (final Runnable action : closing) {
            if (closing.remove(action)) {
                try {
                    action.run();
                } catch (final RuntimeException | Error e) {
                    ObserverFailure.report(e);
                }
            }
        }
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
