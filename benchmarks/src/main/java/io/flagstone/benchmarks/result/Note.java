/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.result;

import static io.flagstone.benchmarks.console.Rule.require;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands beside the figures of a file, as a comment: where they were measured, and what could not be.
 *
 * @param name  of it, such as {@code processor}
 * @param value of it, in one line or several
 */
public record Note(String name, String value) {
    private static final int LONGEST = 4000;
    private static final Pattern LINE = Pattern.compile("# ([a-z][a-z -]{0,39}): (.*)");

    /** Refuses what is no note. */
    public Note {
        require(name.matches("[a-z][a-z -]{0,39}"), "a note must have a name of small letters: name=" + name);
        require(value.length() <= LONGEST, "a note must have at most " + LONGEST + " characters: name=" + name
            + ", characters=" + value.length());
    }

    String line() {
        return "# " + name + ": " + value.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n");
    }

    /** Reads a line that begins with #. */
    static Note parse(final String line) {
        final Matcher matcher = LINE.matcher(line);
        require(matcher.matches(), "a line that begins with # must be a note, '# name: value': line=" + line);
        final StringBuilder value = new StringBuilder();
        final String escaped = matcher.group(2);
        for (int i = 0; i < escaped.length(); i++) {
            final char each = escaped.charAt(i);
            if (each == '\\' && i + 1 < escaped.length()) {
                i++;
                value.append(escaped.charAt(i) == 'n' ? '\n' : escaped.charAt(i));
            } else {
                value.append(each);
            }
        }
        return new Note(matcher.group(1), value.toString());
    }
}
