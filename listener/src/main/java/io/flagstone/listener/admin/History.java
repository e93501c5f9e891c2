/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import io.flagstone.engine.CacheStats;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.ServerState;
import io.flagstone.listener.metrics.Durations;
import io.flagstone.listener.metrics.ServerMetrics;
import io.flagstone.listener.metrics.TimedCommand;
import java.util.ArrayList;
import java.util.List;

/** The last quarter of an hour, second by second. Its monitor guards all of it. */
final class History {
    static final int SECONDS = 15 * 60;
    /** Seconds after which what was seen of keys counts for half. */
    private static final int HALF_LIFE = 15;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;

    private final ServerState state;
    private final ServerMetrics metrics;
    private final long[][] rows = new long[SECONDS][Column.values().length];
    private final long[] last = new long[Column.values().length];
    private Durations lastCommands = new Durations();
    private List<Durations> lastTurns = List.of();
    private long lastNanos;
    private long looks;

    History(final ServerState state, final ServerMetrics metrics) {
        this.state = state;
        this.metrics = metrics;
    }

    /** Adds a row for what happened since the last look; the first look only begins. */
    synchronized void look(final long nanos, final long millis) {
        if (looks > 0 && nanos - lastNanos <= 0) {
            return;
        }
        final long[] row = rows[(int) ((looks + SECONDS - 1) % SECONDS)];
        final double perSecond = NANOS_PER_SECOND / Math.max(1, nanos - lastNanos);
        final CacheStats cache = state.cache().stats();
        rate(row, Column.GETS, sum(Counter.CMD_GET), perSecond);
        rate(row, Column.HITS, sum(Counter.GET_HITS), perSecond);
        rate(row, Column.SETS, sum(Counter.CMD_SET), perSecond);
        rate(row, Column.OTHERS, sum(Counter.DELETE_HITS, Counter.DELETE_MISSES, Counter.CMD_TOUCH, Counter.INCR_HITS,
            Counter.INCR_MISSES, Counter.DECR_HITS, Counter.DECR_MISSES), perSecond);
        rate(row, Column.BYTES_IN, sum(Counter.BYTES_READ), perSecond);
        rate(row, Column.BYTES_OUT, sum(Counter.BYTES_WRITTEN), perSecond);
        rate(row, Column.EVICTIONS, cache.evictions(), perSecond);
        rate(row, Column.EXPIRED, cache.reclaimed(), perSecond);
        row[Column.TIME.ordinal()] = millis;
        row[Column.CONNECTIONS.ordinal()] = sum(Counter.CURR_CONNECTIONS);
        row[Column.ITEMS.ordinal()] = cache.items();
        durations(row);
        lastNanos = nanos;
        looks++;
        if (looks % HALF_LIFE == 0) {
            metrics.forgetHalf();
        }
    }

    private long sum(final Counter... counters) {
        long sum = 0;
        for (final Counter counter : counters) {
            sum += state.sum(counter);
        }
        return sum;
    }

    private void rate(final long[] row, final Column column, final long now, final double perSecond) {
        row[column.ordinal()] = Math.round((now - last[column.ordinal()]) * perSecond);
        last[column.ordinal()] = now;
    }

    private void durations(final long[] row) {
        final Durations commands = new Durations();
        for (final TimedCommand command : TimedCommand.values()) {
            commands.plus(metrics.durations(command));
        }
        final Durations lately = new Durations().plus(commands).minus(lastCommands);
        row[Column.MEDIAN.ordinal()] = lately.count() == 0 ? -1 : lately.quantile(P50);
        row[Column.P99.ordinal()] = lately.count() == 0 ? -1 : lately.quantile(P99);
        lastCommands = commands;
        final List<Durations> turns = new ArrayList<>();
        long longest = 0;
        for (int worker = 0; worker < metrics.workers(); worker++) {
            final Durations all = metrics.turns(worker);
            final Durations before = worker < lastTurns.size() ? lastTurns.get(worker) : new Durations();
            longest = Math.max(longest, new Durations().plus(all).minus(before).quantile(1));
            turns.add(all);
        }
        row[Column.LAG.ordinal()] = longest == 0 ? -1 : longest;
        lastTurns = turns;
    }

    /** How many rows there ever were: the number of the one that comes next. */
    synchronized long rows() {
        return Math.max(0, looks - 1);
    }

    /** Writes the rows from a number on that are still remembered, a list for each column. */
    synchronized void write(final JsonText json, final long from) {
        final long end = rows();
        final long first = Math.min(end, Math.max(Math.max(0, from), end - SECONDS));
        json.name("first").value(first).name("columns").object();
        for (final Column column : Column.values()) {
            json.name(column.label()).array();
            for (long row = first; row < end; row++) {
                json.value(rows[(int) (row % SECONDS)][column.ordinal()]);
            }
            json.endArray();
        }
        json.endObject();
    }
}
