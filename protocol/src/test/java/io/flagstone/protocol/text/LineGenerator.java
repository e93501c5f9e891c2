/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.protocol.text;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes lines that are nearly right, from a seed. */
final class LineGenerator {
    private static final String[] LINES = {
        "get k\r\n", "get abcdefghijklmnopqrstuvwxyz0123456789\r\n", "gets a b c\n", "gat 10 k l\r\n", "gats -1 k\r\n",
        "set k 0 0 3\r\n", "set key 4294967295 -1 2147483645 noreply\r\n", "add k +7 \t8 0\r\n",
        "replace k 1 2592001 10\n", "append k 0 0 5 noreply\r\n", "prepend k 18446744073709551615 0 5\r\n",
        "cas k 32 0 3       71\r\n", "cas k 1 2 3 18446744073709551615 noreply\r\n", "delete k\r\n",
        "delete noreply\r\n", "delete k 0 noreply\r\n", "incr n 18446744073709551615\r\n", "decr n 1 noreply\r\n",
        "touch k 100\r\n", "touch k - noreply\r\n", "flush_all\r\n", "flush_all 10 noreply\r\n", " flush_all noreply\n",
        "verbosity 1\r\n", "version\r\n", "quit\r\n", "stats \r\n", "stats detail on\r\n", "shutdown graceful\r\n",
        "cache_memlimit 64\r\n", "slabs reassign 1 2\r\n", "lru tune 10 25 0.1 2.0\r\n",
        "lru_crawler metadump all\r\n", "watch fetchers mutations\r\n", "mn\r\n", "mg k v\r\n", "me k\r\n",
        "ms k 3 T0 F1\r\n", "ms key 2147483645\n",
        "GET / HTTP/1.1\r\n", "refresh_certs\r\n", "debugtime p\r\n", "bget k\r\n",
    };
    private static final String[] WORDS = {
        "get", "gets", "gat", "gats", "set", "add", "replace", "append", "prepend", "cas", "delete", "incr", "decr",
        "touch", "flush_all", "verbosity", "version", "quit", "stats", "watch", "cache_memlimit", "lru", "mn", "ms",
        "noreply", "HTTP/1.0", "k", "key", "0", "1", "-1", "-", "+1", "-0", "4294967296", "2147483647", "2147483648",
        "-2147483648", "9223372036854775808", "18446744073709551615", "18446744073709551616",
        "-18446744073709551615", "00000000001", "000000000001", "0000000000000000000001", "00000000000000000000001",
        "1x", "\t1", "1\t", "\t", "1\0x", "", "", " ",
    };
    private static final String INTERESTING = "  \r\n\t\0-+09agst";

    private final Random random;

    LineGenerator(final long seed) {
        random = new Random(seed);
    }

    /** One of the lines with up to four changes: bytes put in, taken out, doubled, replaced, or the end cut off. */
    byte[] mutated() {
        final StringBuilder line = new StringBuilder(LINES[random.nextInt(LINES.length)]);
        for (int changes = random.nextInt(5); changes > 0 && line.length() > 0; changes--) {
            final int at = random.nextInt(line.length());
            switch (random.nextInt(7)) {
                case 0 -> line.deleteCharAt(at);
                case 1 -> line.insert(at, INTERESTING.charAt(random.nextInt(INTERESTING.length())));
                case 2 -> line.setCharAt(at, INTERESTING.charAt(random.nextInt(INTERESTING.length())));
                case 3 -> line.insert(at, WORDS[random.nextInt(WORDS.length)]);
                case 4 -> line.insert(at, "x".repeat(random.nextInt(300)));
                case 5 -> line.insert(at, " ".repeat(random.nextInt(20)));
                default -> line.setCharAt(at, (char) random.nextInt(256));
            }
        }
        return bytes(line);
    }

    /** A line of words of which any may stand anywhere, up to thirty of them. */
    byte[] randomWords() {
        final StringBuilder line = new StringBuilder(WORDS[random.nextInt(WORDS.length)]);
        for (int words = random.nextInt(random.nextInt(8) == 0 ? 30 : 7); words > 0; words--) {
            line.append(" ".repeat(random.nextInt(10) == 0 ? 3 : 1)).append(WORDS[random.nextInt(WORDS.length)]);
        }
        return bytes(line.append(random.nextBoolean() ? "\r\n" : "\n"));
    }

    private static byte[] bytes(final CharSequence text) {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
