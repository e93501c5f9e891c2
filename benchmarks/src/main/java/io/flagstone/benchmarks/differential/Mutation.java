/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.SplittableRandom;

/** Makes a request nearly right: changes bytes and words of its first line. */
final class Mutation {
    private static final String BYTES = "  0193-xkn:%\u0080";
    private static final int LONGEST_RUN = 300;

    private final String[] words;

    Mutation(final String... words) {
        this.words = words;
    }

    /** One to three changes. */
    String of(final String request, final SplittableRandom random) {
        final int end = request.indexOf('\n') + 1;
        final StringBuilder line = new StringBuilder(request.substring(0, end));
        for (int changes = 1 + random.nextInt(3); changes > 0 && line.length() > 1; changes--) {
            if (random.nextInt(3) == 0) {
                changeByte(line, random);
            } else {
                changeWord(line, random);
            }
        }
        return line + request.substring(end);
    }

    private void changeByte(final StringBuilder line, final SplittableRandom random) {
        final int at = random.nextInt(line.length() - 1);
        switch (random.nextInt(6)) {
            case 0 -> line.deleteCharAt(at);
            case 1 -> line.insert(at, BYTES.charAt(random.nextInt(BYTES.length())));
            case 2 -> line.setCharAt(at, BYTES.charAt(random.nextInt(BYTES.length())));
            case 3 -> line.insert(at, " ".repeat(1 + random.nextInt(3)));
            case 4 -> line.insert(at, "x".repeat(random.nextInt(LONGEST_RUN)));
            default -> line.delete(at, line.length()).append('\n');
        }
    }

    /** Puts a word in, or in the place of another, or takes one out. */
    private void changeWord(final StringBuilder line, final SplittableRandom random) {
        final int from = line.indexOf(" ", random.nextInt(line.length()));
        final int lineEnd = line.indexOf("\r") < 0 ? line.length() - 1 : line.indexOf("\r");
        if (from < 0 || from > lineEnd) {
            line.insert(lineEnd, " " + word(random));
            return;
        }
        final int next = line.indexOf(" ", from + 1);
        final int to = next < 0 ? lineEnd : next;
        switch (random.nextInt(4)) {
            case 0 -> line.delete(from, to);
            case 1 -> line.insert(from, " " + word(random));
            default -> line.replace(from + 1, to, word(random));
        }
    }

    private String word(final SplittableRandom random) {
        return words[random.nextInt(words.length)];
    }
}
