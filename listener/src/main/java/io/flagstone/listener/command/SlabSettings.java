/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.listener.InertSettings;

/**
 * What {@code slabs automove} was last told; ratio and window, which the balance here has no use for, are only
 * remembered. Any worker writes, any reads.
 */
final class SlabSettings {
    private volatile int automove;
    private volatile double ratio;
    private volatile int window;

    SlabSettings(final int automove, final InertSettings settings) {
        this.automove = automove;
        ratio = settings.automoveRatio();
        window = settings.automoveWindow();
    }

    /** 0 for off, 1 or 2 for on. */
    int automove() {
        return automove;
    }

    void automove(final int level) {
        automove = level;
    }

    double ratio() {
        return ratio;
    }

    void ratio(final double value) {
        ratio = value;
    }

    int window() {
        return window;
    }

    void window(final int seconds) {
        window = seconds;
    }
}
