/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.List;
import java.util.SplittableRandom;

/** Makes requests of the classic text dialect. */
final class TextCommands implements Commands {
    /** Administration that answers the same however long the servers have run, and changes nothing. */
    static final List<String> ADMINISTRATION = List.of("version\r\n", "verbosity\r\n", "verbosity 0\r\n",
        "verbosity 0 noreply\r\n", "verbosity x\r\n", "shutdown\r\n", "stats nonsense\r\n", "stats detail\r\n",
        "stats detail x\r\n", "stats cachedump\r\n", "stats cachedump 1\r\n", "stats cachedump a b\r\n",
        "cache_memlimit\r\n", "cache_memlimit 1\r\n", "cache_memlimit x\r\n", "slabs\r\n",
        "slabs reassign\r\n", "slabs reassign 1 1\r\n", "slabs automove\r\n", "slabs nonsense\r\n", "lru\r\n",
        "lru nonsense\r\n", "lru_crawler\r\n", "lru_crawler nonsense\r\n");

    private static final String[] KEYS = {"k", "k", "key", "n", "n", "noreply", "\u00e2\u0082\u00ac\u00ff", "0",
        "a:b", "x".repeat(250)};
    private static final String[] VALUES = {"", "0", "1", "9", "10", "99", "100", "12x", "4294967295",
        "18446744073709551616", " 7", "abc", "END", "a\r\nb", "\u0001\u0000\u0080\u00ff",
        "get k", "z".repeat(100), "y".repeat(2_000)};
    private static final String[] LONG_VALUES = {"5".repeat(30), "w".repeat(16_385), "v".repeat(70_000)};
    private static final String[] DELTAS = {"1", "1", "0", "10", "90", "4294967296"};
    private static final String[] EXPTIMES = {"0", "0", "0", "0", "100", "2592000", "-1", "2000000000", "1"};
    private static final String[] FLAGS = {"0", "0", "1", "32", "65535", "4294967295", "+7"};
    private static final String[] STORES = {"set", "set", "set", "add", "replace", "append", "prepend", "cas"};

    private final Mutation mutation = new Mutation("0", "1", "-1", "-2147483648", "2147483647", "2147483648",
        "4294967295", "4294967296", "18446744073709551615", "18446744073709551616", "00000000001", "noreply",
        "noreply", "k", "n", "x", "1x", "x".repeat(250), "x".repeat(251), "HTTP/1.0", "1048576", "100000", "100", "get",
        "set", "", " ", "3");

    @Override
    public String next(final SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> store(random);
            case 4, 5 -> keys(random, Commands.one(random, "get", "gets"));
            case 6 -> keys(random, Commands.one(random, "gat ", "gats ") + Commands.one(random, EXPTIMES));
            case 7, 8 -> "mn\r\n" + line(random, Commands.one(random, "incr ", "decr ")
                + Commands.one(random, KEYS) + " " + Commands.one(random, DELTAS));
            case 9 -> line(random, "touch " + Commands.one(random, KEYS) + " " + Commands.one(random, EXPTIMES));
            case 10 -> line(random, "delete " + Commands.one(random, KEYS));
            default -> rare(random);
        };
    }

    @Override
    public String odd(final SplittableRandom random) {
        if (random.nextInt(100) == 0) {
            return Commands.one(random, "quit\r\n", "\r\n", "x\r\n", "\n", "GET / HTTP/1.1\r\n", " get k\r\n",
                "mn\r\nget " + "x".repeat(251) + "\r\n", "mn\r\ngats 0 " + "x".repeat(251) + " k\r\n",
                " flush_all\r\n", "get" + " k".repeat(30) + "\r\n", "gets" + " nothing".repeat(400) + "\r\n",
                "x".repeat(2_100) + "\r\n");
        }
        final String request = next(random);
        return random.nextInt(3) == 0 ? request : mutation.of(request, random);
    }

    private String store(final SplittableRandom random) {
        final String verb = Commands.one(random, STORES);
        final boolean isAdded = verb.equals("append") || verb.equals("prepend");
        final boolean isLong = !isAdded && random.nextInt(50) == 0;
        final String value = Commands.one(random, isLong ? LONG_VALUES : VALUES);
        final int length = random.nextInt(50) == 0 ? random.nextInt(10) : value.length();
        final String unique = verb.equals("cas") ? " " + unique(random) : "";
        return line(random, verb + " " + Commands.one(random, KEYS) + " " + Commands.one(random, FLAGS) + " "
            + Commands.one(random, EXPTIMES) + " " + length + unique) + value + "\r\n";
    }

    private static String unique(final SplittableRandom random) {
        return random.nextInt(8) == 0 ? Commands.one(random, "0", "1", "18446744073709551615")
            : String.valueOf(Uniques.decimal(random.nextInt(Uniques.MENTIONED)));
    }

    private static String keys(final SplittableRandom random, final String verb) {
        final StringBuilder line = new StringBuilder(verb);
        for (int keys = 1 + random.nextInt(random.nextInt(4) == 0 ? 8 : 1); keys > 0; keys--) {
            line.append(' ').append(Commands.one(random, KEYS));
        }
        return line.append(end(random)).toString();
    }

    private static String line(final SplittableRandom random, final String words) {
        return words + (random.nextInt(12) == 0 ? " noreply" : "") + end(random);
    }

    private static String end(final SplittableRandom random) {
        return switch (random.nextInt(16)) {
            case 0 -> "\n";
            case 1 -> " \r\n";
            default -> "\r\n";
        };
    }

    private static String rare(final SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> line(random, "flush_all");
            case 1 -> line(random, "flush_all " + Commands.one(random, "0", "-1"));
            case 2 -> "mn\r\n";
            default -> ADMINISTRATION.get(random.nextInt(ADMINISTRATION.size()));
        };
    }
}
