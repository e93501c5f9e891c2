/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.admin;

import java.util.Map;

/**
 * A field of a {@code stats} report and the metric that it is.
 *
 * @param stat   name of the field.
 * @param metric name of the metric.
 * @param type   counter or gauge.
 * @param help   what it tells.
 * @param labels names and values in turn.
 */
record StatField(String stat, String metric, String type, String help, String... labels) {
    static final String COUNTER = "counter";
    static final String GAUGE = "gauge";

    static StatField counter(final String stat, final String metric, final String help) {
        return new StatField(stat, metric, COUNTER, help);
    }

    static StatField gauge(final String stat, final String metric, final String help) {
        return new StatField(stat, metric, GAUGE, help);
    }

    /** Writes the metric if the report has the field. */
    void write(final PrometheusText text, final Map<String, String> report) {
        final String value = report.get(stat);
        if (value != null) {
            text.family(metric, type, help).sample(number(value), labels);
        }
    }

    /** A flag as a number. */
    static String number(final String value) {
        return switch (value) {
            case "yes", "on" -> "1";
            case "no", "off" -> "0";
            default -> value;
        };
    }
}
