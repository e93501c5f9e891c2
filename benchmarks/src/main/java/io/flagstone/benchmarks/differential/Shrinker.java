/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a stream smaller for as long as it still shows a difference. */
final class Shrinker {
    private static final int MOST_ATTEMPTS = 5_000;

    private final Dialect dialect;
    private final Predicate<CommandStream> differs;
    private int attempts;
    private CommandStream best;

    private Shrinker(final CommandStream stream, final Dialect dialect, final Predicate<CommandStream> differs) {
        best = stream;
        this.dialect = dialect;
        this.differs = differs;
    }

    /** The smallest stream found that differs too. */
    static CommandStream shrink(final CommandStream stream, final Dialect dialect,
        final Predicate<CommandStream> differs) {
        final Shrinker shrinker = new Shrinker(stream, dialect, differs);
        int before;
        do {
            before = shrinker.size();
            shrinker.dropSteps();
            shrinker.dropCommands();
            shrinker.shortenCommands();
        } while (shrinker.size() < before && shrinker.attempts < MOST_ATTEMPTS);
        return shrinker.best;
    }

    private int size() {
        return best.steps().stream().flatMap(List::stream).mapToInt(command -> 1 + command.length()).sum();
    }

    private boolean attempt(final List<List<String>> steps) {
        final CommandStream smaller = new CommandStream(steps);
        attempts++;
        final boolean isBetter = attempts < MOST_ATTEMPTS && smaller.isSound(dialect) && differs.test(smaller);
        if (isBetter) {
            best = smaller;
        }
        return isBetter;
    }

    private void dropSteps() {
        for (int i = best.steps().size() - 1; i >= 0; i--) {
            final List<List<String>> steps = new ArrayList<>(best.steps());
            steps.remove(i);
            attempt(steps);
        }
    }

    private void dropCommands() {
        for (int i = best.steps().size() - 1; i >= 0; i--) {
            for (int chunk = Math.max(1, best.steps().get(i).size() / 2); chunk > 0; chunk /= 2) {
                for (int from = best.steps().get(i).size() - chunk; from >= 0; from--) {
                    final List<String> step = new ArrayList<>(best.steps().get(i));
                    if (from + chunk <= step.size()) {
                        step.subList(from, from + chunk).clear();
                        attempt(with(i, step));
                    }
                }
            }
        }
    }

    private void shortenCommands() {
        for (int i = 0; i < best.steps().size(); i++) {
            for (int j = 0; j < best.steps().get(i).size(); j++) {
                shorten(i, j);
            }
        }
    }

    private void shorten(final int i, final int j) {
        for (int chunk = best.steps().get(i).get(j).length() / 2; chunk > 0; chunk /= 2) {
            int from = 0;
            while (from + chunk <= best.steps().get(i).get(j).length() && attempts < MOST_ATTEMPTS) {
                final String request = best.steps().get(i).get(j);
                final List<String> step = new ArrayList<>(best.steps().get(i));
                step.set(j, request.substring(0, from) + request.substring(from + chunk));
                if (!attempt(with(i, step))) {
                    from += chunk;
                }
            }
        }
    }

    private List<List<String>> with(final int index, final List<String> step) {
        final List<List<String>> steps = new ArrayList<>(best.steps());
        steps.set(index, step);
        return steps;
    }
}
