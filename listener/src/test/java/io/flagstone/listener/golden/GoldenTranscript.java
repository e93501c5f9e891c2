/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The cases of one recorded file. The format is in the description of this package. */
public final class GoldenTranscript {
    private static final String TIMED = " (timed)";

    private final List<GoldenCase> cases = new ArrayList<>();
    private int lineNumber;
    private String caseName;
    private int caseLine;
    private List<GoldenStep> steps;
    private Step step;

    private GoldenTranscript(final String text) {
        for (final String line : text.split("\n")) {
            lineNumber++;
            try {
                read(line);
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + " line=" + lineNumber, e);
            }
        }
        endCase();
    }

    /** Reads a resource of {@code golden/}, "text.golden" for example. */
    public static List<GoldenCase> load(final String file) {
        try (InputStream in = GoldenTranscript.class.getResourceAsStream("/golden/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("the transcript must exist: file=" + file);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads cases from text. */
    public static List<GoldenCase> parse(final String text) {
        return List.copyOf(new GoldenTranscript(text).cases);
    }

    private void read(final String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("== ")) {
            endCase();
            caseName = line.substring(3);
            caseLine = lineNumber;
            steps = new ArrayList<>();
            step = new Step(lineNumber + 1);
            return;
        }
        if (step == null) {
            throw new IllegalArgumentException("a case must begin with ==:");
        }
        if (line.equals("-")) {
            steps.add(step.build());
            step = new Step(lineNumber + 1);
        } else if (line.startsWith("> ")) {
            step.request.read(line.substring(2));
        } else if (line.startsWith("< ")) {
            step.reply.read(line.substring(2));
        } else if (line.equals("! closed")) {
            step.closed = true;
        } else if (line.startsWith("@ ")) {
            step.direct(line.substring(2).split(" "));
        } else {
            throw new IllegalArgumentException("a line must begin with one of == - @ > < !: text=" + line);
        }
    }

    private void endCase() {
        if (step != null) {
            steps.add(step.build());
            final boolean timed = caseName.endsWith(TIMED);
            final String name = timed ? caseName.substring(0, caseName.length() - TIMED.length()) : caseName;
            final boolean waits = steps.stream().anyMatch(any -> !any.sleep().isZero());
            cases.add(new GoldenCase(name, timed || waits, caseLine, List.copyOf(steps)));
        }
    }

    private static final class Step {
        private final int line;
        private final GoldenLine request = new GoldenLine();
        private final GoldenLine reply = new GoldenLine();
        private int connection = 1;
        private Duration sleep = Duration.ZERO;
        private int split;
        private boolean closed;

        Step(final int line) {
            this.line = line;
        }

        void direct(final String[] words) {
            if (words.length != 2) {
                throw new IllegalArgumentException("@ must have one argument: words=" + words.length);
            }
            switch (words[0]) {
                case "conn" -> connection = Integer.parseInt(words[1]);
                case "split" -> split = Integer.parseInt(words[1]);
                case "sleep" -> sleep = Duration.ofMillis(Math.round(Double.parseDouble(words[1]) * 1000));
                default -> throw new IllegalArgumentException("@ must be conn, sleep or split: word=" + words[0]);
            }
        }

        GoldenStep build() {
            return new GoldenStep(line, connection, sleep, split, request.pieces(), reply.pieces(), closed);
        }
    }
}
