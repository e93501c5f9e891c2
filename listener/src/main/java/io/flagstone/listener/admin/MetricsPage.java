/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import io.flagstone.engine.CacheStats;
import io.flagstone.engine.SlabClassStats;
import io.flagstone.listener.command.Statistics;
import io.flagstone.listener.metrics.ServerMetrics;
import io.flagstone.listener.metrics.TimedCommand;
import io.flagstone.listener.metrics.WorkerMetrics;
import java.util.Map;

/** The answer to {@code /metrics}. */
final class MetricsPage {
    private static final String SLAB = "slab";

    private final Statistics statistics;
    private final ServerMetrics metrics;

    MetricsPage(final Statistics statistics, final ServerMetrics metrics) {
        this.statistics = statistics;
        this.metrics = metrics;
    }

    String text() {
        final PrometheusText text = new PrometheusText();
        final Map<String, String> general = statistics.general();
        final Map<String, String> settings = statistics.settings();
        final Map<String, String> slabs = statistics.slabs();
        ServerFields.write(text, general, settings);
        text.family("memcached_malloced_bytes", StatField.GAUGE, "Bytes of the pages of all slab classes.")
            .sample(slabs.get("total_malloced"));
        SlabFields.write(text, SlabFields.byClass(statistics.items(), slabs));
        process(text, settings);
        cache(text, statistics.cache());
        durations(text);
        return text.toString();
    }

    private static void process(final PrometheusText text, final Map<String, String> settings) {
        text.family("flagstone_info", StatField.GAUGE, "What this is.").sample(1,
            "java", System.getProperty("java.version"), "eviction_policy", settings.get("eviction_policy"));
        final long resident = ResidentMemory.ofThisProcess();
        if (resident > 0) {
            text.family("process_resident_memory_bytes", StatField.GAUGE, "Memory of the process that is in use.")
                .sample(resident);
        }
        text.family("flagstone_heap_used_bytes", StatField.GAUGE, "Heap of the JVM that is in use, garbage included.")
            .sample(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }

    private void cache(final PrometheusText text, final CacheStats cache) {
        text.family("flagstone_hit_ratio", StatField.GAUGE,
                "Share of gets that found their item, of all since the start.")
            .sample(cache.hitRate());
        text.family("flagstone_memory_used_bytes", StatField.GAUGE, "Bytes of the pages taken from the limit.")
            .sample(cache.memoryUsed());
        text.family("flagstone_slab_wasted_bytes", StatField.GAUGE, "Bytes of used chunks that no item needs.");
        SlabShare.wastedBytes(cache.slabClasses()).forEach((id, bytes) -> text.sample(bytes, SLAB, id.toString()));
        text.family("flagstone_slab_hit_ratio", StatField.GAUGE,
            "Share of gets that found an item of the class, where the misses are those that it is known to have had:"
            + " items stored again while their eviction was remembered.");
        for (final SlabClassStats slab : cache.slabClasses()) {
            text.sample(SlabShare.hitRatio(slab, statistics.getHits(slab.classId())),
                SLAB, Integer.toString(slab.classId()));
        }
    }

    private void durations(final PrometheusText text) {
        text.family("flagstone_command_duration_seconds", "histogram", "Time from a request to its answer within the"
            + " server, of one command in " + WorkerMetrics.COMMANDS_PER_SAMPLE + "; a store whose value came later is"
            + " left out.");
        for (final TimedCommand command : TimedCommand.values()) {
            text.histogram(metrics.durations(command), "command", command.label());
        }
        text.family("flagstone_event_loop_turn_seconds", "histogram",
            "Time of one turn of a worker's event loop, for which whoever sends something meanwhile has to wait.");
        for (int worker = 0; worker < metrics.workers(); worker++) {
            text.histogram(metrics.turns(worker), "worker", Integer.toString(worker));
        }
    }
}
