/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.listener.InertSettings;

/** What {@code lru_crawler} was last told. Any worker writes, any reads. */
final class CrawlerSettings {
    private volatile boolean enabled;
    private volatile int pauseMicros;
    private volatile long itemsPerRun;

    CrawlerSettings(final boolean enabled, final InertSettings settings) {
        this.enabled = enabled;
        pauseMicros = settings.crawlerSleep();
        itemsPerRun = settings.crawlerItems();
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
