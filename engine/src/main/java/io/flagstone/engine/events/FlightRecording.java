/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Whether there is a flight recorder that events can be told to. Without one no class of an event is loaded, and with
 * none in the image of the JVM neither; then asking is all that it costs.
 */
public final class FlightRecording {
    private static final List<RecordedCache> CACHES = new CopyOnWriteArrayList<>();
    private static final boolean AVAILABLE = isAvailable();
    private static volatile boolean on;

    private FlightRecording() {
    }

    private static boolean isAvailable() {
        try {
            Recorder.isThere();
            return true;
        } catch (final LinkageError e) {
            return false;
        }
    }

    /**
     * Tells whether there was a recorder when this was last looked at. In front of every event.
     *
     * @return whether there was; if not, no class of an event may be touched.
     */
    public static boolean isOn() {
        return on;
    }

    /** Looks whether there is a recorder by now; to be called now and then, since nobody tells. */
    public static void look() {
        if (!on && AVAILABLE && Recorder.isThere()) {
            synchronized (CACHES) {
                change();
            }
        }
    }

    /**
     * Has a cache asked for its figures from time to time.
     *
     * @param cache that is open, until {@link #leave}.
     */
    public static void join(final RecordedCache cache) {
        synchronized (CACHES) {
            CACHES.add(cache);
        }
        look();
    }

    /**
     * Has a cache asked no more. With the last one everything is let go of: the recorder lives longer than the class
     * loader of whoever is redeployed.
     *
     * @param cache that joined.
     */
    public static void leave(final RecordedCache cache) {
        synchronized (CACHES) {
            CACHES.remove(cache);
            change();
        }
    }

    private static void change() {
        final boolean wanted = AVAILABLE && !CACHES.isEmpty() && Recorder.isThere();
        if (wanted && !on) {
            Recorder.begin(CACHES);
        } else if (!wanted && on) {
            Recorder.end();
        }
        on = wanted;
    }
}
