/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.metrics.ServerMetrics;
import io.flagstone.listener.metrics.TimedCommand;
import io.flagstone.listener.metrics.WorkerMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    @Test
    void shouldWriteAFamilyAndItsSamples() {
        assertEquals("# HELP m what\n# TYPE m gauge\nm 1\nm{a=\"b\",c=\"d\"} 2.5\n",
            new PrometheusText().family("m", "gauge", "what").sample(1).sample("2.5", "a", "b", "c", "d").toString());
    }

    @Test
    void shouldEscapeLabelsAndHelp() {
        assertEquals("# HELP m a\\\\b\\nc\"\n# TYPE m gauge\nm{l=\"\\\\\\\"\\n\"} 1\n",
            new PrometheusText().family("m", "gauge", "a\\b\nc\"").sample(1, "l", "\\\"\n").toString());
    }

    @Test
    void shouldWriteAHistogramThatAddsUp() {
        final ServerMetrics metrics = new ServerMetrics(false);
        final WorkerMetrics worker = metrics.newWorker();
        worker.commandBegins();
        worker.commandEnds(TimedCommand.GET);
        final List<String> lines = new PrometheusText().family("m", "histogram", "what")
            .histogram(metrics.durations(TimedCommand.GET), "l", "v").toString().lines().skip(2).toList();
        assertEquals("m_bucket{l=\"v\",le=\"1.0E-7\"} 0", lines.get(0).replaceAll("1$", "0"));
        assertEquals("m_bucket{l=\"v\",le=\"2.0E-7\"} 0", lines.get(1).replaceAll("1$", "0"));
        assertEquals("m_bucket{l=\"v\",le=\"10.0\"} 1", lines.get(lines.size() - 4));
        assertEquals("m_bucket{l=\"v\",le=\"+Inf\"} 1", lines.get(lines.size() - 3));
        assertTrue(lines.get(lines.size() - 2).startsWith("m_sum{l=\"v\"} "));
        assertEquals("m_count{l=\"v\"} 1", lines.get(lines.size() - 1));
        assertEquals(3 * 8 + 1 + 3, lines.size());
    }
}
