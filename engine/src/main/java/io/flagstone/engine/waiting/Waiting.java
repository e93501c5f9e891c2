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
    private static final Map<Thread, Wait> WAITING = new ConcurrentHashMap<>();
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
        final Wait wait = new Wait(awaited);
        WAITING.put(thread, wait);
        try {
            mayWait = !closesCircle(wait, thread);
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

    private static boolean closesCircle(final Wait wait, final Thread thread) {
        Link seen = chain(wait, thread);
        while (seen != null) {
            final Link again = chain(wait, thread);
            if (seen.equals(again)) {
                return true;
            }
            seen = again;
        }
        return false;
    }

    /** One wait, which equals no other, also none of the same thread for the same thing at another time. */
    private static final class Wait {
        private final Awaited awaited;

        private Wait(final Awaited awaited) {
            this.awaited = awaited;
        }
    }

    /** One who is at what the one before waits for. */
    private record Link(Thread holder, Wait awaiting, Link before) {
    }

    /** Goes from a wait to a thread; gives the last link of the way, or null if there is none. */
    private static Link chain(final Wait wait, final Thread thread) {
        final List<Awaited> seen = new ArrayList<>();
        final List<Link> links = new ArrayList<>();
        add(wait, null, seen, links);
        for (int i = 0; i < links.size() && i < MOST_LINKS; i++) {
            final Link link = links.get(i);
            if (link.holder == thread) {
                return link;
            }
            add(WAITING.get(link.holder), link, seen, links);
        }
        return null;
    }

    private static void add(final Wait wait, final Link before, final List<Awaited> seen, final List<Link> links) {
        if (wait != null && !seen.contains(wait.awaited)) {
            seen.add(wait.awaited);
            wait.awaited.holders().forEach(holder -> links.add(new Link(holder, wait, before)));
        }
    }
}
