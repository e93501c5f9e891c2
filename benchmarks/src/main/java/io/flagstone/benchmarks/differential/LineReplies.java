/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads answers that are lines, and data blocks behind them. */
final class LineReplies {
    private static final String UNIQUE = "[1-9][0-9]{0,19}";
    private static final Pattern DEBUG = Pattern.compile("(ME [^ ]+ exp=)-?([0-9]{1,9}) la=[012] cas=([1-9][0-9]*)"
        + "( fetch=(?:yes|no)) cls=[0-9]+ size=[0-9]+\r\n");
    /** Times to live in requests are multiples of it. */
    private static final int STEP = 50;
    /** Longer times are those until a day. */
    private static final int MOST_RELATIVE = 2_592_000;
    private static final int VALUE_WORDS = 4;

    private final String reply;
    private final Uniques uniques;
    private final List<String> lines = new ArrayList<>();

    private LineReplies(final String reply, final Uniques uniques) {
        this.reply = reply;
        this.uniques = uniques;
    }

    /** Names the uniques of an answer; each line and each data block is an element of its own. */
    static List<String> describe(final String reply, final Uniques uniques) {
        final LineReplies replies = new LineReplies(reply, uniques);
        replies.read();
        return replies.lines;
    }

    private void read() {
        int at = 0;
        while (at < reply.length()) {
            final int lineFeed = reply.indexOf('\n', at);
            final int end = lineFeed < 0 ? reply.length() : lineFeed + 1;
            final String line = reply.substring(at, end);
            at = end;
            lines.add(text(line));
            final int block = blockLength(line.strip().split(" "));
            if (block >= 0) {
                final int blockEnd = Math.min(reply.length(), at + block + 2);
                lines.add(GoldenText.of(reply.substring(at, blockEnd)));
                at = blockEnd;
            }
        }
    }

    private static int blockLength(final String[] words) {
        if (words[0].equals("VALUE") && words.length >= VALUE_WORDS) {
            return Integer.parseInt(words[VALUE_WORDS - 1]);
        }
        return words[0].equals("VA") && words.length > 1 ? Integer.parseInt(words[1]) : -1;
    }

    private String text(final String line) {
        final String[] words = line.strip().split(" ");
        if (words[0].equals("VALUE") && words.length > VALUE_WORDS && words[VALUE_WORDS].matches(UNIQUE)) {
            final int unique = line.lastIndexOf(' ') + 1;
            return GoldenText.of(line.substring(0, unique)) + named(words[VALUE_WORDS])
                + GoldenText.of(line.substring(unique + words[VALUE_WORDS].length()));
        }
        return switch (words[0]) {
            case "HD", "VA" -> flags(line, words);
            case "ME" -> debug(line);
            default -> GoldenText.of(line);
        };
    }

    /** Names the unique of a meta reply, and lets its times be a little later. */
    private String flags(final String line, final String[] words) {
        final StringBuilder text = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            final String token = words[i].isEmpty() ? "" : words[i].substring(1);
            final char flag = words[i].isEmpty() ? ' ' : words[i].charAt(0);
            text.append(' ');
            if (flag == 'c' && token.matches(UNIQUE)) {
                text.append('c').append(named(token));
            } else if (flag == 't' && token.matches("[0-9]{1,9}")) {
                text.append('t').append(remaining(Integer.parseInt(token)));
            } else if (flag == 'l' && token.matches("[012]")) {
                text.append("l<<l:0>>");
            } else {
                text.append(GoldenText.of(words[i]));
            }
        }
        return text + (line.endsWith("\r\n") ? "\\r\\n" : "");
    }

    private String debug(final String line) {
        final Matcher matcher = DEBUG.matcher(line);
        if (!matcher.matches()) {
            return GoldenText.of(line);
        }
        // 1.6.18 shows what remains as a negative number.
        final String exp = matcher.group(2);
        return GoldenText.of(matcher.group(1)) + (exp.equals("1") ? "-1" : remaining(Integer.parseInt(exp)))
            + " la=<<l:0>> cas="
            + named(matcher.group(3)) + matcher.group(4) + " cls=<<num>> size=<<num>>\\r\\n";
    }

    /** What is left of a time to live, or until a day whose second each server sees come by its own clock. */
    private static String remaining(final int seconds) {
        return seconds > MOST_RELATIVE ? "<<num>>" : "<<t:" + (seconds + STEP - 1) / STEP * STEP + ">>";
    }

    private String named(final String digits) {
        return "<<cas:" + uniques.name(Long.parseUnsignedLong(digits)) + ">>";
    }
}
