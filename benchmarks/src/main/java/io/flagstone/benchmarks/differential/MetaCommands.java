/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Makes requests of the meta dialect, with the flags that memcached 1.6.18 had: E, x of md, C of mg, and N and s of ms
 * are younger.
 */
final class MetaCommands implements Commands {
    private static final String[] KEYS = {"k", "k", "key", "n", "n", "a:b", "x".repeat(250)};
    private static final String[] BINARY_KEYS = {"Zm9v", "/+8=", "AAECAw=="};
    private static final String[] VALUES = {"", "0", "1", "9", "10", "99", "12x", "4294967295", "abc", "a\r\nb",
        "\u0001\u0000\u0080\u00ff", "z".repeat(100), "w".repeat(16_385)};
    private static final String[] TIMES = {"0", "100", "1000", "2592000", "-1"};
    private static final String[] LIVES = {"0", "100", "1000", "2592000"};
    private static final String[] GET_FLAGS = {"c", "f", "h", "k", "l", "s", "t", "u", "v", "v", "v", "q", "O1",
        "Oabc"};
    private static final String[] SET_FLAGS = {"c", "k", "q", "I", "O1", "F1", "F4294967295", "ME", "MA", "MP", "MR",
        "MS"};
    private static final String[] DELETE_FLAGS = {"k", "q", "I", "O2"};
    private static final String[] COUNT_FLAGS = {"c", "k", "q", "t", "v", "v", "O3", "D5", "D0", "J7", "MI", "MD",
        "M+", "M-"};
    private static final String[] BAD = {"mg\r\n", "mg k v v\r\n", "ms k\r\n", "ms k abc\r\n", "md\r\n", "ma\r\n",
        "mg k !\r\n", "me\r\n", "me nokey\r\n", "mn x\r\n", "ma n D-\r\n", "mg " + "x".repeat(251) + " v\r\n"};

    private final TextCommands text = new TextCommands();

    @Override
    public String next(final SplittableRandom random) {
        return switch (random.nextInt(11)) {
            case 0, 1, 2 -> store(random);
            case 3, 4, 5 -> "mg " + key(random) + flags(random, timed(random, GET_FLAGS, "T", "N", "R")) + "\r\n";
            case 6 -> "md " + key(random) + flags(random, timed(random, DELETE_FLAGS, "T", "C")) + "\r\n";
            case 7, 8 -> "mn\r\nma " + key(random) + flags(random, timed(random, COUNT_FLAGS, "N", "C")) + "\r\n";
            case 9 -> "me " + Commands.one(random, KEYS) + "\r\n";
            default -> random.nextBoolean() ? "mn\r\n" : "get " + Commands.one(random, KEYS) + "\r\n";
        };
    }

    @Override
    public String odd(final SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> Commands.one(random, BAD);
            case 1, 2 -> text.odd(random);
            default -> next(random);
        };
    }

    private static String store(final SplittableRandom random) {
        final String value = Commands.one(random, VALUES);
        return "ms " + (random.nextInt(6) == 0 ? Commands.one(random, BINARY_KEYS) + " " + value.length() + " b"
            : Commands.one(random, KEYS) + " " + value.length())
            + flags(random, timed(random, SET_FLAGS, "T", "C")) + "\r\n" + value + "\r\n";
    }

    private static String key(final SplittableRandom random) {
        return random.nextInt(6) == 0 ? Commands.one(random, BINARY_KEYS) + " b" : Commands.one(random, KEYS);
    }

    /** Flags, and with them some that have a time or a unique. */
    private static List<String> timed(final SplittableRandom random, final String[] flags, final String... timed) {
        final List<String> all = new ArrayList<>(List.of(flags));
        for (final String flag : timed) {
            all.add(flag.equals("C") ? "C" + Uniques.decimal(random.nextInt(Uniques.MENTIONED))
                : flag + Commands.one(random, flag.equals("N") ? LIVES : TIMES));
        }
        return all;
    }

    /** Some of them, no letter twice. */
    private static String flags(final SplittableRandom random, final List<String> from) {
        final List<String> all = new ArrayList<>(from);
        Collections.shuffle(all, new Random(random.nextLong()));
        final StringBuilder flags = new StringBuilder();
        final StringBuilder letters = new StringBuilder();
        for (final String flag : all.subList(0, random.nextInt(6))) {
            if (letters.indexOf(flag.substring(0, 1)) < 0) {
                letters.append(flag.charAt(0));
                flags.append(' ').append(flag);
            }
        }
        return flags.toString();
    }
}
