/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.SlabClassStats;
import io.flagstone.listener.command.Statistics;
import io.flagstone.listener.metrics.Durations;
import io.flagstone.listener.metrics.HotKey;
import io.flagstone.listener.metrics.ServerMetrics;
import io.flagstone.listener.metrics.TimedCommand;
import io.flagstone.listener.metrics.WorkerMetrics;
import java.util.Map;

/** The answer to {@code /stats.json}: all that the page shows. */
final class StatsJson {
    private static final int HOT_KEYS = 20;
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;
    private static final double P999 = 0.999;

    private final Statistics statistics;
    private final ServerMetrics metrics;
    private final History history;
    private final long started = System.currentTimeMillis();

    StatsJson(final Statistics statistics, final ServerMetrics metrics, final History history) {
        this.statistics = statistics;
        this.metrics = metrics;
        this.history = history;
    }

    /** @param after the last row of the history that the page has; less than 0 for none. */
    String text(final long after) {
        final JsonText json = new JsonText().object();
        final Map<String, String> general = statistics.general();
        final CacheStats cache = statistics.cache();
        server(json, general, cache);
        history.write(json.name("history").object(), after + 1);
        json.endObject();
        commands(json);
        workers(json);
        classes(json, cache);
        hotKeys(json);
        return json.endObject().toString();
    }

    private void server(final JsonText json, final Map<String, String> general, final CacheStats cache) {
        json.name("started").value(started)
            .name("now").value(System.currentTimeMillis())
            .name("version").value(general.get("version"))
            .name("policy").value(statistics.settings().get("eviction_policy"))
            .name("uptime").value(number(general, "uptime"))
            .name("threads").value(number(general, "threads"))
            .name("connections").value(number(general, "curr_connections"))
            .name("maxConnections").value(number(general, "max_connections"))
            .name("totalConnections").value(number(general, "total_connections"))
            .name("rejectedConnections").value(number(general, "rejected_connections"))
            .name("gets").value(number(general, "cmd_get"))
            .name("hits").value(number(general, "get_hits"))
            .name("items").value(cache.items())
            .name("itemBytes").value(cache.itemBytes())
            .name("memoryLimit").value(cache.memoryLimit())
            .name("memoryUsed").value(cache.memoryUsed())
            .name("resident").value(ResidentMemory.ofThisProcess())
            .name("pageSize").value(cache.pageSize())
            .name("pagesMoved").value(cache.pagesMoved())
            .name("pooledPages").value(cache.pooledPages())
            .name("evictions").value(cache.evictions())
            .name("expired").value(cache.reclaimed());
    }

    private static long number(final Map<String, String> report, final String name) {
        return Long.parseLong(report.getOrDefault(name, "0"));
    }

    private void commands(final JsonText json) {
        json.name("sampledOneIn").value(WorkerMetrics.COMMANDS_PER_SAMPLE).name("commands").array();
        for (final TimedCommand command : TimedCommand.values()) {
            final Durations durations = metrics.durations(command);
            if (durations.count() > 0) {
                durations(json.object().name("name").value(command.label()), durations).endObject();
            }
        }
        json.endArray();
    }

    private static JsonText durations(final JsonText json, final Durations durations) {
        return json.name("samples").value(durations.count())
            .name("mean").value(durations.count() == 0 ? 0 : durations.sum() / durations.count())
            .name("median").value(durations.quantile(P50))
            .name("p99").value(durations.quantile(P99))
            .name("p999").value(durations.quantile(P999));
    }

    private void workers(final JsonText json) {
        json.name("workers").array();
        for (int worker = 0; worker < metrics.workers(); worker++) {
            durations(json.object(), metrics.turns(worker)).endObject();
        }
        json.endArray();
    }

    private void classes(final JsonText json, final CacheStats cache) {
        final Map<Integer, Long> wasted = SlabShare.wastedBytes(cache.slabClasses());
        json.name("classes").array();
        for (final SlabClassStats slab : cache.slabClasses()) {
            final long hits = statistics.getHits(slab.classId());
            json.object().name("id").value(slab.classId())
                .name("chunk").value(slab.chunkSize())
                .name("pages").value(slab.pages())
                .name("used").value((long) slab.usedChunks() * slab.chunkSize())
                .name("wasted").value(wasted.get(slab.classId()))
                .name("items").value(slab.items())
                .name("age").value(slab.oldestIdle())
                .name("evicted").value(slab.evicted())
                .name("expired").value(slab.reclaimed())
                .name("hits").value(hits)
                .name("ghosts").value(slab.ghostHits())
                .endObject();
        }
        json.endArray();
    }

    private void hotKeys(final JsonText json) {
        json.name("showsKeys").value(metrics.showsKeys()).name("keysSeen").value(metrics.keysSeen())
            .name("hotKeys").array();
        for (final HotKey key : metrics.hotKeys(HOT_KEYS)) {
            json.object().name("key").value(KeyText.of(key.key())).name("count").value(key.count()).endObject();
        }
        json.endArray();
    }
}
