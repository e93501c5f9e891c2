/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import io.flagstone.listener.metrics.Durations;

/** Metrics in the text form of Prometheus, version 0.0.4. */
final class PrometheusText {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LARGEST_ROUND_STEP = 5;

    private final StringBuilder text = new StringBuilder(64 << 10);
    private String family;

    /** Begins a metric, whose samples follow. */
    PrometheusText family(final String name, final String type, final String help) {
        family = name;
        text.append("# HELP ").append(name).append(' ').append(escaped(help, false)).append('\n')
            .append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** @param labels names and values in turn. */
    PrometheusText sample(final Number value, final String... labels) {
        return line("", value.toString(), labels);
    }

    /** Adds a sample that is written already: a number. */
    PrometheusText sample(final String value, final String... labels) {
        return line("", value, labels);
    }

    /** Adds a histogram in seconds. Of the bounds only 1, 2 and 5 of each decade are shown, which stay exact. */
    PrometheusText histogram(final Durations durations, final String label, final String value) {
        for (int i = 0; i < Durations.buckets() - 1; i++) {
            if (isRound(Durations.bound(i))) {
                line("_bucket", Long.toString(durations.upTo(i)), label, value, "le",
                    Double.toString(Durations.bound(i) / NANOS_PER_SECOND));
            }
        }
        line("_bucket", Long.toString(durations.count()), label, value, "le", "+Inf");
        line("_sum", Double.toString(durations.sum() / NANOS_PER_SECOND), label, value);
        return line("_count", Long.toString(durations.count()), label, value);
    }

    private static boolean isRound(final long bound) {
        long step = bound;
        while (step % 10 == 0) {
            step /= 10;
        }
        return step == 1 || step == 2 || step == LARGEST_ROUND_STEP;
    }

    private PrometheusText line(final String suffix, final String value, final String... labels) {
        text.append(family).append(suffix);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(escaped(labels[i + 1], true))
                .append('"');
        }
        text.append(labels.length > 0 ? "} " : " ").append(value).append('\n');
        return this;
    }

    static String escaped(final String value, final boolean quoted) {
        final String escaped = value.replace("\\", "\\\\").replace("\n", "\\n");
        return quoted ? escaped.replace("\"", "\\\"") : escaped;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
