/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait, in all caches, and for what. */
public final class Waiting {
    private static final Map<Thread, Awaited> WAITING = new ConcurrentHashMap<>();
    private static final int MOST_LINKS = 100;

    private Waiting() {
    }

    /**
     * Notes that this thread waits, until {@link #end}; not if that would close a circle.
     *
     * @param awaited for which it waits.
     * @return whether it may wait.
     */
    public static boolean begin(final Awaited awaited) {
        final Thread thread = Thread.currentThread();
        boolean mayWait = false;
        WAITING.put(thread, awaited);
        try {
            mayWait = !closesCircle(awaited, thread);
            return mayWait;
        } finally {
            if (!mayWait) {
                end();
            }
        }
    }

    /** Notes that this thread goes on. */
    public static void end() {
        WAITING.remove(Thread.currentThread());
    }

    private static boolean closesCircle(final Awaited awaited, final Thread thread) {
        Link seen = chain(awaited, thread);
        while (seen != null) {
            final Link again = chain(awaited, thread);
            if (seen.equals(again)) {
                return true;
            }
            seen = again;
        }
        return false;
    }

    /** One who is at what the one before waits for. */
    private record Link(Thread holder, Awaited awaited, Link before) {
    }

    /** Goes from what is awaited to a thread; gives the last link of the way, or null if there is none. */
    private static Link chain(final Awaited awaited, final Thread thread) {
        final List<Awaited> seen = new ArrayList<>();
        final List<Link> links = new ArrayList<>();
        add(awaited, null, seen, links);
        for (int i = 0; i < links.size() && i < MOST_LINKS; i++) {
            final Link link = links.get(i);
            if (link.holder == thread) {
                return link;
            }
            add(WAITING.get(link.holder), link, seen, links);
        }
        return null;
    }

    private static void add(final Awaited awaited, final Link before, final List<Awaited> seen,
            final List<Link> links) {
        if (awaited != null && !seen.contains(awaited)) {
            seen.add(awaited);
            awaited.holders().forEach(holder -> links.add(new Link(holder, awaited, before)));
        }
    }
}
