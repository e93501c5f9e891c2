/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.PageMoveObserver;
import io.flagstone.engine.RemovalObserver;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the events of all workers meet those who watch them. Adding and removing watchers takes the hub's lock; telling
 * an event takes none and waits for nobody.
 */
final class EventHub {
    static final int EVICTIONS = 1;
    static final int FETCHERS = 1 << 1;
    static final int MUTATIONS = 1 << 2;
    static final int SYSEVENTS = 1 << 3;
    static final int CONNEVENTS = 1 << 4;
    static final int DELETIONS = 1 << 5;
    /** Not a class of events: {@code stats detail} is on. */
    static final int DETAIL = 1 << 6;
    /** memcached's. */
    static final int MAX_WATCHERS = 20;
    private static final Watcher[] NOBODY = {};
    private static final long MICROS = 1_000_000;

    final PrefixStats prefixes = new PrefixStats();
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile Watcher[] watchers = NOBODY;
    private volatile int wanted;
    private volatile long microsAhead;
    private final ByteCache cache;
    private final RemovalObserver evictions = new EvictionEvents(this);
    private final PageMoveObserver pageMoves = this::tellPageMove;
    private boolean detailed;

    EventHub(final ByteCache cache) {
        this.cache = cache;
    }

    /** Tells what is of use to anybody: classes of events, and {@link #DETAIL}. */
    int wanted() {
        return wanted;
    }

    /** Adds a watcher; false if there are too many. */
    synchronized boolean add(final Watcher watcher) {
        final Watcher[] all = watchers;
        if (all.length == MAX_WATCHERS) {
            return false;
        }
        microsAhead = System.currentTimeMillis() * 1000 - System.nanoTime() / 1000;
        lastId.incrementAndGet();
        final Watcher[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = watcher;
        change(more);
        return true;
    }

    synchronized void remove(final Watcher watcher) {
        change(Arrays.stream(watchers).filter(one -> one != watcher).toArray(Watcher[]::new));
    }

    /** Switches {@code stats detail}. */
    synchronized void detail(final boolean on) {
        detailed = on;
        change(watchers);
    }

    private void change(final Watcher[] all) {
        int union = detailed ? DETAIL : 0;
        for (final Watcher watcher : all) {
            union |= watcher.classes;
        }
        final int changed = union ^ wanted;
        watchers = all;
        wanted = union;
        try {
            observe(changed);
        } catch (final IllegalStateException e) {
            // The embedder has closed his cache in front of the server: nothing happens in it any more.
            return;
        }
    }

    private void observe(final int changed) {
        if ((changed & wanted & EVICTIONS) != 0) {
            cache.addRemovalObserver(evictions);
        } else if ((changed & EVICTIONS) != 0) {
            cache.removeRemovalObserver(evictions);
        }
        if ((changed & wanted & SYSEVENTS) != 0) {
            cache.addPageMoveObserver(pageMoves);
        } else if ((changed & SYSEVENTS) != 0) {
            cache.removePageMoveObserver(pageMoves);
        }
    }

    private void tellPageMove(final int from, final int to, final boolean moved) {
        final StringBuilder line = new StringBuilder();
        begin(line);
        tell(SYSEVENTS, line.append("slab_move src=").append(from).append(" dst=").append(to)
            .append(" state=").append(moved ? "ok" : "fail"));
    }

    /** Begins the line of an event. */
    void begin(final StringBuilder line) {
        final long micros = System.nanoTime() / 1000 + microsAhead;
        line.setLength(0);
        line.append("ts=").append(micros / MICROS).append('.').append(micros % MICROS)
            .append(" gid=").append(lastId.incrementAndGet()).append(" type=");
    }

    /** Sends a line to all who watch its class. */
    void tell(final int eventClass, final StringBuilder line) {
        final byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
        written.incrementAndGet();
        for (final Watcher watcher : watchers) {
            if ((watcher.classes & eventClass) != 0) {
                (watcher.offer(bytes) ? sent : skipped).incrementAndGet();
            }
        }
    }

    int watchers() {
        return watchers.length;
    }

    /** Events that somebody watched. */
    long written() {
        return written.get();
    }

    /** Lines that found no room. */
    long skipped() {
        return skipped.get();
    }

    /** Lines that did. */
    long sent() {
        return sent.get();
    }
}
