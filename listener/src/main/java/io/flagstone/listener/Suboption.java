/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/**
 * One word of the list behind {@code -o}.
 *
 * @param name  before the equals sign.
 * @param value behind it, or {@code null} if there is none.
 */
record Suboption(String name, String value) {

    static Suboption of(final String word) {
        final int equals = word.indexOf('=');
        return equals < 0 ? new Suboption(word, null)
            : new Suboption(word.substring(0, equals), word.substring(equals + 1));
    }

    /** Hands a whole number on; the answer is null, or what is wrong with it. */
    CommandLineResult number(final long least, final long most, final String rule, final LongConsumer target) {
        return value == null ? missing() : within(Numbers.parseDigits(value), least, most, rule, target);
    }

    /** Hands a size on in bytes; the answer is null, or what is wrong with it. */
    CommandLineResult size(final long unit, final long least, final long most, final String rule,
            final LongConsumer target) {
        return value == null ? missing() : within(Numbers.parseSize(value, unit), least, most, rule, target);
    }

    /** Hands a number above 0 on; the answer is null, or what is wrong with it. */
    CommandLineResult factor(final double most, final String rule, final DoubleConsumer target) {
        if (value == null) {
            return missing();
        }
        final double factor = Numbers.parseFactor(value);
        if (!(factor > 0 && factor <= most)) {
            return error(rule);
        }
        target.accept(factor);
        return null;
    }

    /** Hands a path on; the answer is null, or what is wrong with it. */
    CommandLineResult path(final Consumer<Path> target) {
        if (value == null || value.isEmpty()) {
            return missing();
        }
        try {
            target.accept(Path.of(value).toAbsolutePath());
            return null;
        } catch (final InvalidPathException e) {
            return error("path must be valid");
        }
    }

    private CommandLineResult within(final long number, final long least, final long most, final String rule,
            final LongConsumer target) {
        if (number < least || number > most) {
            return error(rule);
        }
        target.accept(number);
        return null;
    }

    CommandLineResult missing() {
        return CommandLineResult.refuse(ExitCode.ERROR, "Missing " + name + " argument: -o " + name);
    }

    CommandLineResult error(final String rule) {
        return CommandLineResult.refuse(ExitCode.ERROR, rule + ": -o " + this);
    }

    /** What memcached finds only when it puts the options together, with the exit code of that. */
    CommandLineResult misfit(final String rule) {
        return CommandLineResult.refuse(ExitCode.USAGE, rule + ": -o " + this);
    }

    /** Not to be had here, with what to do instead. */
    CommandLineResult refuse(final String sentence) {
        return CommandLineResult.refuse(ExitCode.USAGE, "-o " + name + ' ' + sentence);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return value == null ? name : name + '=' + value;
    }
}
