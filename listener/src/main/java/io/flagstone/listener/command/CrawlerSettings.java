/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

/** What {@code lru_crawler} was last told. Any worker writes, any reads. */
final class CrawlerSettings {
    private static final int DEFAULT_PAUSE_MICROS = 100;

    private volatile boolean enabled;
    private volatile int pauseMicros = DEFAULT_PAUSE_MICROS;
    private volatile long itemsPerRun;

    CrawlerSettings(final boolean enabled) {
        this.enabled = enabled;
    }

    boolean isEnabled() {
        return enabled;
    }

    /** Switches it on; false if it was on. */
    synchronized boolean enable() {
        final boolean was = enabled;
        enabled = true;
        return !was;
    }

    synchronized void disable() {
        enabled = false;
    }

    int pauseMicros() {
        return pauseMicros;
    }

    void pauseMicros(final int micros) {
        pauseMicros = micros;
    }

    long itemsPerRun() {
        return itemsPerRun;
    }

    void itemsPerRun(final long items) {
        itemsPerRun = items;
    }
}
