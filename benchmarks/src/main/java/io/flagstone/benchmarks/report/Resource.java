/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import io.flagstone.benchmarks.console.Rule;
import io.flagstone.benchmarks.result.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What belongs to the report and is no program: which parts there are, what was asked for, what is drawn. */
final class Resource {
    private Resource() {
    }

    /** The parts of all sets. */
    static List<Part> parts() {
        final List<Part> parts = new ArrayList<>();
        for (final List<String> fields : lines("parts.csv", 6)) {
            parts.add(new Part(fields.get(0), Integer.parseInt(fields.get(1)), fields.get(2), fields.get(3),
                Integer.parseInt(fields.get(4)), List.of(fields.get(5).split(" "))));
        }
        return parts;
    }

    /** What the issues ask for. */
    static List<Asked> asked() {
        final List<Asked> asked = new ArrayList<>();
        for (final List<String> fields : lines("asked.csv", 12)) {
            asked.add(new Asked(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4),
                Double.parseDouble(fields.get(5)), "at-least".equals(fields.get(6)), Double.parseDouble(fields.get(7)),
                fields.get(8), fields.get(9), fields.get(10), fields.get(11)));
        }
        return asked;
    }

    /** What is drawn, if there are figures for it. */
    static List<Plot.Wanted> plots() {
        final List<Plot.Wanted> plots = new ArrayList<>();
        for (final List<String> fields : lines("plots.csv", 10)) {
            final Map<String, String> labels = new LinkedHashMap<>();
            Arrays.stream(fields.get(9).split(";")).filter(each -> !each.isEmpty()).map(each -> each.split("=", 2))
                .forEach(pair -> labels.put(pair[0], pair[pair.length - 1]));
            plots.add(new Plot.Wanted(fields.get(0), fields.get(1), fields.get(2), fields.get(3),
                "bars".equals(fields.get(4)), fields.get(5), Scale.Kind.valueOf(fields.get(6).toUpperCase(Locale.ROOT)),
                fields.get(7), "log".equals(fields.get(8)), labels));
        }
        return plots;
    }

    /** The lines of a file behind its header, but for empty ones and comments. */
    private static List<List<String>> lines(final String name, final int fields) {
        final List<List<String>> lines = new ArrayList<>();
        for (final String line : text(name).lines().skip(1).toList()) {
            if (!line.isEmpty() && line.charAt(0) != '#') {
                lines.add(Csv.fields(line));
                Rule.require(lines.get(lines.size() - 1).size() == fields, name + " must have " + fields
                    + " fields on each line: line=" + line);
            }
        }
        return lines;
    }

    /** The text of a file. */
    static String text(final String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
