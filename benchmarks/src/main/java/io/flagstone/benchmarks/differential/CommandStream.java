/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is sent on one connection: commands with their data blocks, as characters of one byte each and the
 * {@link Uniques} that they mention.
 *
 * @param steps each awaits the whole answer to the one before, so that it can mention CAS uniques from there
 */
record CommandStream(List<List<String>> steps) {
    private static final int MOST_STEPS = 3;
    private static final int LEAST_COMMANDS = 2;
    private static final int MORE_COMMANDS = 12;
    /** Markers behind the last step: where it leaves a data block open, they end it. */
    private static final int LAST_MARKERS = 4;

    CommandStream {
        steps = List.copyOf(steps);
    }

    /** Makes a stream that depends on nothing but its arguments. */
    static CommandStream random(final Dialect dialect, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final List<List<String>> steps = new ArrayList<>();
        for (int left = random.nextInt(MOST_STEPS); left >= 0; left--) {
            final boolean isOdd = left == 0 && random.nextInt(3) > 0;
            final List<String> step = new ArrayList<>();
            steps.add(step);
            final int length = LEAST_COMMANDS + random.nextInt(MORE_COMMANDS);
            for (int i = 0; i < length; i++) {
                step.add(isOdd ? dialect.commands().odd(random) : dialect.commands().next(random));
                if (isUncertain(adapt(dialect, step, left == 0), left == 0)) {
                    step.remove(step.size() - 1);
                }
            }
        }
        return new CommandStream(steps);
    }

    private static boolean isUncertain(final Adapted adapted, final boolean isLast) {
        return adapted == null || !isLast && !adapted.isEnded();
    }

    private static Adapted adapt(final Dialect dialect, final List<String> step, final boolean isLast) {
        return dialect.adapt(request(dialect, step, isLast));
    }

    private static String request(final Dialect dialect, final List<String> step, final boolean isLast) {
        return String.join("", step) + dialect.marker().repeat(isLast ? LAST_MARKERS : 1);
    }

    /** Whether all steps can be compared, and only the last one may leave something open. */
    boolean isSound(final Dialect dialect) {
        for (int i = 0; i < steps.size(); i++) {
            if (isUncertain(adapted(dialect, i), isLast(i))) {
                return false;
            }
        }
        return !steps.isEmpty();
    }

    boolean isLast(final int step) {
        return step == steps.size() - 1;
    }

    /** A step with the markers behind it, as Flagstone gets it. */
    String request(final Dialect dialect, final int step) {
        return request(dialect, steps.get(step), isLast(step));
    }

    /** The same for memcached. */
    Adapted adapted(final Dialect dialect, final int step) {
        return adapt(dialect, steps.get(step), isLast(step));
    }

    int commands() {
        return steps.stream().mapToInt(List::size).sum();
    }
}
