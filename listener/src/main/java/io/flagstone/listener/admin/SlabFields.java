/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static io.flagstone.listener.admin.StatField.counter;
import static io.flagstone.listener.admin.StatField.gauge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code stats items} and {@code stats slabs} tell of each slab class, under memcached_exporter's names. */
final class SlabFields {
    private static final String SLAB = "slab";
    private static final String COMMANDS = "memcached_slab_commands_total";
    private static final List<String> WITH_HITS = List.of("get", "delete", "incr", "decr", "cas", "touch");
    private static final List<String> LISTS = List.of("hot", "warm", "cold", "temp");

    private static final List<StatField> FIELDS = List.of(
        gauge("number", "memcached_slab_current_items", "Items of the class."),
        gauge("age", "memcached_slab_items_age_seconds",
            "Seconds since anyone asked for the item that is next to be evicted."),
        counter("crawler_reclaimed", "memcached_slab_items_crawler_reclaimed_total", "Items that the crawler freed."),
        counter("evicted", "memcached_slab_items_evicted_total", "Items that gave way to others."),
        counter("evicted_nonzero", "memcached_slab_items_evicted_nonzero_total", "Those of them with an expiry."),
        gauge("evicted_time", "memcached_slab_items_evicted_time_seconds",
            "Seconds since anyone had asked for an item that was evicted lately."),
        counter("evicted_unfetched", "memcached_slab_items_evicted_unfetched_total",
            "Items that were evicted before anyone asked for them."),
        counter("expired_unfetched", "memcached_slab_items_expired_unfetched_total",
            "Items that expired before anyone asked for them."),
        counter("outofmemory", "memcached_slab_items_outofmemory_total", "Stores that found no memory."),
        counter("reclaimed", "memcached_slab_items_reclaimed_total",
            "Items whose memory came back because they had expired or been flushed."),
        counter("tailrepairs", "memcached_slab_items_tailrepairs_total", "Always 0: there is nothing to repair."),
        counter("moves_to_cold", "memcached_slab_items_moves_to_cold", "Items moved to COLD."),
        counter("moves_to_warm", "memcached_slab_items_moves_to_warm",
            "Items moved to WARM; of S3-FIFO from the small to the main queue."),
        counter("moves_within_lru", "memcached_slab_items_moves_within_lru",
            "Items moved within a list; of S3-FIFO those of the main queue that were spared."),
        gauge("number_hot", "memcached_slab_hot_items", "Items in HOT."),
        gauge("number_warm", "memcached_slab_warm_items", "Items in WARM."),
        gauge("number_cold", "memcached_slab_cold_items", "Items in COLD."),
        gauge("number_temp", "memcached_slab_temporary_items", "Items in TEMP."),
        gauge("age_hot", "memcached_slab_hot_age_seconds", "Age of the item at the tail of HOT."),
        gauge("age_warm", "memcached_slab_warm_age_seconds", "Age of the item at the tail of WARM."),
        gauge("chunk_size", "memcached_slab_chunk_size_bytes", "Bytes of a chunk."),
        gauge("chunks_per_page", "memcached_slab_chunks_per_page", "Chunks that fit a page."),
        gauge("total_pages", "memcached_slab_current_pages", "Pages of the class."),
        gauge("total_chunks", "memcached_slab_current_chunks", "Chunks of the class."),
        gauge("used_chunks", "memcached_slab_chunks_used", "Chunks that hold an item or a part of one."),
        gauge("free_chunks", "memcached_slab_chunks_free", "Chunks that hold nothing."),
        gauge("free_chunks_end", "memcached_slab_chunks_free_end", "Always 0."),
        gauge("mem_requested", "memcached_slab_mem_requested_bytes",
            "Bytes of the items, without the rest of their chunks."),
        counter("ghost_hits", "flagstone_slab_ghost_hits_total",
            "Items that were stored again while their eviction was remembered."));

    private SlabFields() {
    }

    /** @param slabs the fields of each class, of both reports. */
    static void write(final PrometheusText text, final Map<Integer, Map<String, String>> slabs) {
        for (final StatField field : FIELDS) {
            text.family(field.metric(), field.type(), field.help());
            slabs.forEach((id, report) -> sample(text, report.get(field.stat()), SLAB, id.toString()));
        }
        text.family("memcached_slab_lru_hits_total", StatField.COUNTER, "Gets that found their item in a list.");
        slabs.forEach((id, report) -> LISTS.forEach(list -> sample(text, report.get("hits_to_" + list),
            SLAB, id.toString(), "lru", "temp".equals(list) ? "temporary" : list)));
        text.family(COMMANDS, StatField.COUNTER, "Commands that found an item of the class.");
        slabs.forEach((id, report) -> commands(text, id.toString(), report));
    }

    private static void commands(final PrometheusText text, final String id, final Map<String, String> report) {
        for (final String command : WITH_HITS) {
            sample(text, report.get(command + "_hits"), SLAB, id, "command", command, "status", "hit");
        }
        sample(text, report.get("cas_badval"), SLAB, id, "command", "cas", "status", "badval");
        if (report.containsKey("cmd_set")) {
            // memcached counts every cas as a set too.
            text.sample(Math.max(0, number(report, "cmd_set") - number(report, "cas_hits")
                - number(report, "cas_badval")), SLAB, id, "command", "set", "status", "hit");
        }
    }

    private static void sample(final PrometheusText text, final String value, final String... labels) {
        if (value != null) {
            text.sample(value, labels);
        }
    }

    private static long number(final Map<String, String> report, final String name) {
        return Long.parseLong(report.get(name));
    }

    /** Puts the fields of {@code stats items} and of {@code stats slabs} together, by class. */
    static Map<Integer, Map<String, String>> byClass(final Map<String, String> items,
            final Map<String, String> slabs) {
        final Map<Integer, Map<String, String>> classes = new TreeMap<>();
        slabs.forEach((name, value) -> put(classes, name, value));
        items.forEach((name, value) -> put(classes, name.substring(name.indexOf(':') + 1), value));
        return classes;
    }

    private static void put(final Map<Integer, Map<String, String>> classes, final String name, final String value) {
        final int colon = name.indexOf(':');
        if (colon > 0) {
            classes.computeIfAbsent(Integer.valueOf(name.substring(0, colon)), id -> new TreeMap<>())
                .put(name.substring(colon + 1), value);
        }
    }
}
