/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

/**
 * Options of memcached's that change nothing here, since the parts that they tune are built otherwise: checked as
 * memcached checks them, and shown by {@code stats settings}.
 *
 * @param hashPower      -o hashpower, 0 if not said; the index here is as large as it has to be.
 * @param automoveRatio  -o slab_automove_ratio.
 * @param automoveWindow -o slab_automove_window, in seconds.
 * @param tailRepairTime -o tail_repair_time, in seconds, 0 for off.
 * @param crawlerSleep   -o lru_crawler_sleep, in microseconds.
 * @param crawlerItems   -o lru_crawler_tocrawl, 0 for all.
 */
public record InertSettings(int hashPower, double automoveRatio, int automoveWindow, int tailRepairTime,
        int crawlerSleep, long crawlerItems) {

    /** memcached's values when nothing is said. */
    public static final InertSettings DEFAULT = new InertSettings(0, 0.8, 10, 0, 100, 0);
}
