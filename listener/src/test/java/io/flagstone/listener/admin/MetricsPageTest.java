/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.EvictionPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final Pattern SAMPLE = Pattern.compile(
        "([a-z_][a-z0-9_]*)(?:\\{((?:[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+)\\})? (-?[0-9.E+-]+)");

    private final AdminDesk desk = new AdminDesk(EvictionPolicy.SEGMENTED_LRU, true);

    @AfterEach
    void close() {
        desk.close();
    }

    private long value(final String sample) {
        for (final String line : desk.page().text().split("\n")) {
            if (line.startsWith(sample + " ")) {
                return (long) Double.parseDouble(line.substring(sample.length() + 1));
            }
        }
        throw new AssertionError("no sample " + sample);
    }

    private static List<String[]> exporter() throws IOException {
        try (InputStream in = MetricsPageTest.class.getResourceAsStream("memcached-exporter.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.startsWith("#")).map(line -> line.split(" ")).toList();
        }
    }

    @Test
    void shouldShowEveryMetricOfTheExporterWithItsTypeAndLabels() throws IOException {
        desk.say("set k 0 0 1\r\nx\r\nget k\r\n");
        final Map<String, String> types = new HashMap<>();
        final Map<String, Set<String>> labels = new HashMap<>();
        for (final String line : desk.page().text().split("\n")) {
            final Matcher sample = SAMPLE.matcher(line);
            if (line.startsWith("# TYPE ")) {
                types.put(line.split(" ")[2], line.split(" ")[3]);
            } else if (sample.matches() && sample.group(2) != null) {
                labels.computeIfAbsent(sample.group(1), name -> new HashSet<>())
                    .add(sample.group(2).replaceAll("=\"[^\"]*\"", ""));
            }
        }
        for (final String[] wanted : exporter()) {
            assertEquals(wanted[1], types.get(wanted[0]), wanted[0]);
            if (wanted.length > 2 && labels.containsKey(wanted[0])) {
                final String names = String.join(",", List.of(wanted).subList(2, wanted.length));
                assertEquals(Set.of(names), labels.get(wanted[0]), wanted[0]);
            }
        }
    }

    @Test
    void shouldBeReadableLineByLine() {
        desk.say("set k 0 0 1\r\nx\r\nget k\r\n", 100);
        final Set<String> families = new HashSet<>();
        final Set<String> samples = new HashSet<>();
        String family = "";
        for (final String line : desk.page().text().split("\n")) {
            if (line.startsWith("# HELP ")) {
                family = line.split(" ")[2];
                assertTrue(families.add(family), "twice: " + family);
            } else if (line.startsWith("# TYPE ")) {
                assertEquals(family, line.split(" ")[2]);
            } else {
                final Matcher sample = SAMPLE.matcher(line);
                assertTrue(sample.matches(), line);
                assertTrue(sample.group(1).replaceFirst("_(bucket|sum|count)$", "").equals(
                    family.replaceFirst("_(bucket|sum|count)$", "")), line + " in " + family);
                assertTrue(samples.add(sample.group(1) + sample.group(2)), "twice: " + line);
            }
        }
    }

    @Test
    void shouldCountWhatClientsDid() {
        desk.say("set k 0 0 1\r\n1\r\n", 5).say("get k l\r\n", 3).say("incr k 1\r\n").say("cas k 0 0 1 1\r\nx\r\n")
            .say("cas none 0 0 1 1\r\nx\r\n").say("delete none\r\n").say("touch k 0\r\n").say("flush_all\r\n");
        final List<String> wrong = new ArrayList<>();
        Map.of("get,hit", 3, "get,miss", 3, "set,hit", 5, "cas,badval", 1, "cas,miss", 1, "delete,miss", 1,
            "incr,hit", 1, "touch,hit", 1, "flush,hit", 1).forEach((name, wanted) -> {
                final String[] words = name.split(",");
                final long found = value("memcached_commands_total{command=\"" + words[0] + "\",status=\"" + words[1]
                    + "\"}");
                if (found != wanted) {
                    wrong.add(name + ": " + found);
                }
            });
        assertEquals(List.of(), wrong);
        assertEquals(1, value("memcached_up"));
        assertEquals(1, value("memcached_version{version=\"1.6.45\"}"));
        assertEquals(8 << 20, value("memcached_limit_bytes"));
    }

    @Test
    void shouldCountTheCommandsOfASlabClass() {
        desk.say("set k 0 0 1\r\n1\r\n", 5).say("get k\r\n", 3).say("get none\r\n");
        final int id = desk.cache.stats().slabClasses().get(0).classId();
        assertEquals(3, value("memcached_slab_commands_total{slab=\"" + id + "\",command=\"get\",status=\"hit\"}"));
        assertEquals(5, value("memcached_slab_commands_total{slab=\"" + id + "\",command=\"set\",status=\"hit\"}"));
        assertEquals(1, value("memcached_slab_current_items{slab=\"" + id + "\"}"));
        assertEquals(1, value("memcached_slab_chunks_used{slab=\"" + id + "\"}"));
    }

    @Test
    void shouldShowHowLongCommandsTook() {
        desk.say("set k 0 0 1\r\n1\r\n").say("get k\r\n", 610);
        assertEquals(10, value("flagstone_command_duration_seconds_count{command=\"get\"}"));
        assertEquals(10, value("flagstone_command_duration_seconds_bucket{command=\"get\",le=\"+Inf\"}"));
        assertEquals(0, value("flagstone_command_duration_seconds_count{command=\"delete\"}"));
    }
}
