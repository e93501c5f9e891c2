/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.growth;

import io.flagstone.benchmarks.console.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is to be measured.
 *
 * @param curves  names of {@link #CURVES}
 * @param items   numbers of items, growing
 * @param threads numbers of threads
 * @param lengths of values
 */
record Plan(List<String> curves, List<Integer> items, List<Integer> threads, List<Integer> lengths) {
    /** Cost by items, keys that are all as likely. */
    static final String ITEMS = "items";
    /** Cost by items, keys by Zipf's law. */
    static final String ZIPF = "zipf";
    /** Cost by threads. */
    static final String THREADS = "threads";
    /** Cost by the length of values. */
    static final String LENGTHS = "lengths";
    /** All there are. */
    static final List<String> CURVES = List.of(ITEMS, ZIPF, THREADS, LENGTHS);

    /** What the cost at more items is compared with: more than the processor's caches hold. */
    static final int MILLION = 1_000_000;

    private static final int VALUE_LENGTH = 60;
    private static final long BYTES_BY_LENGTH = 256L << 20;
    private static final int MOST = 500_000_000;

    /** Refuses what is no plan. */
    Plan {
        for (final String curve : curves) {
            Rule.require(CURVES.contains(curve), "--curves must be some of " + String.join(", ", CURVES) + ": curve="
                + curve);
        }
    }

    /** Reads numbers such as {@code 64,10k,50m}, in steps of 1000, in growing order. */
    static List<Integer> numbers(final String option, final String list, final int most) {
        final List<Integer> numbers = new ArrayList<>();
        for (final String word : list.toLowerCase(Locale.ROOT).split(",")) {
            Rule.require(word.matches("\\d{1,9}[km]?"), option + " must be numbers such as 64,10k,50m: " + option
                .substring(2) + "=" + list);
            final long number = Long.parseLong(word.replaceAll("\\D", ""))
                * (word.endsWith("m") ? MILLION : word.endsWith("k") ? 1000 : 1);
            Rule.require(number >= 1 && number <= most, option + " must be 1 to " + most + ": " + option.substring(2)
                + "=" + word);
            numbers.add((int) number);
        }
        return numbers.stream().sorted().distinct().toList();
    }

    static List<Integer> items(final String list) {
        return numbers("--items", list, MOST);
    }

    /** The points that share caches, so that they are measured together. */
    List<Point> byItems() {
        final List<Point> points = new ArrayList<>();
        for (final int number : items) {
            if (curves.contains(ITEMS)) {
                points.add(new Point("get-by-items", number, number, VALUE_LENGTH, false, 1));
            }
            if (curves.contains(ZIPF)) {
                points.add(new Point("get-by-items-zipf", number, number, VALUE_LENGTH, true, 1));
            }
        }
        for (final int number : curves.contains(THREADS) ? threads : List.<Integer>of()) {
            points.add(new Point("get-by-threads", number, MILLION, VALUE_LENGTH, false, number));
        }
        return points;
    }

    /** As many items of each length as take the same memory, a million at most. */
    List<Point> byLength() {
        final List<Point> points = new ArrayList<>();
        for (final int length : curves.contains(LENGTHS) ? lengths : List.<Integer>of()) {
            points.add(new Point("get-by-value-length", length, (int) Math.min(MILLION, BYTES_BY_LENGTH / length),
                length, false, 1));
        }
        return points;
    }

    /** The most memory that is taken at one time. */
    long memory(final boolean onHeap) {
        return Math.max(memory(byItems(), onHeap), memory(byLength(), onHeap));
    }

    private static long memory(final List<Point> points, final boolean onHeap) {
        return points.stream().map(Point::shape).distinct().mapToLong(shape -> shape.memory(onHeap)).sum();
    }

    /** The same plan with no more items than this. */
    Plan upTo(final int most) {
        return new Plan(curves, items.stream().filter(number -> number <= most).toList(), threads, lengths);
    }

    /** The words of a command line that make this plan. */
    List<String> words() {
        return List.of("--curves", String.join(",", curves), "--items", join(items), "--threads", join(threads),
            "--lengths", join(lengths));
    }

    private static String join(final List<Integer> numbers) {
        return String.join(",", Arrays.stream(numbers.toArray()).map(Object::toString).toList());
    }
}
