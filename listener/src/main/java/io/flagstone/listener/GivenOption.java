/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * One option as somebody gave it.
 *
 * @param option  that was given, or {@code null} if there is a refusal.
 * @param text    its argument, or {@code null}.
 * @param place   where it was given: a file and its line, a variable, or {@code null} for the command line.
 * @param refusal what is wrong with it, or {@code null}.
 */
record GivenOption(CommandLineOption option, String text, String place, CommandLineResult refusal) {

    /**
     * Reads words up to the first that is wrong.
     *
     * @param place of them, or {@code null} for the command line.
     * @param words of options and their arguments.
     * @return the options; the last may be a refusal.
     */
    static List<GivenOption> read(final String place, final String... words) {
        final List<GivenOption> given = new ArrayList<>();
        final ArgumentReader reader = new ArgumentReader(words);
        ArgumentReader.Found found = reader.next();
        while (found == ArgumentReader.Found.OPTION) {
            given.add(new GivenOption(reader.option(), reader.text(), place, null));
            found = reader.next();
        }
        final CommandLineResult refusal = switch (found) {
            case OPTION, END -> null;
            case OPERAND -> CommandLineResult.refuse(ExitCode.USAGE,
                "unexpected argument, every option begins with a dash: " + reader.text());
            case UNKNOWN -> error("unknown option" + Suggestion.of(reader.text()) + " (-h shows those that exist): "
                + reader.text());
            case MISSING_ARGUMENT -> error("option requires an argument: " + reader.text());
            case UNEXPECTED_ARGUMENT -> error("option takes no argument: " + reader.text());
        };
        if (refusal != null) {
            given.add(refused(place, refusal));
        }
        return given;
    }

    static GivenOption refused(final String place, final CommandLineResult refusal) {
        return new GivenOption(null, null, place, refusal);
    }

    /** Names the place in what is wrong with the option. */
    CommandLineResult placed(final CommandLineResult result) {
        return result == null || place == null ? result
            : new CommandLineResult(result.config(), result.exitCode(), place + ": " + result.text());
    }

    /** Hands a path on; the answer is null, or what is wrong with it. */
    CommandLineResult path(final Consumer<Path> target) {
        try {
            if (text.isEmpty()) {
                return CommandLineResult.refuse(ExitCode.USAGE, "path must not be empty: " + option.flag());
            }
            target.accept(Path.of(text));
            return null;
        } catch (final InvalidPathException e) {
            return CommandLineResult.refuse(ExitCode.USAGE, "path must be valid: " + this);
        }
    }

    /** Hands a count above 0 on; the answer is null, or what is wrong with it. */
    CommandLineResult count(final String what, final IntConsumer target) {
        final long number = Numbers.parseInt(text);
        if (number == Numbers.MALFORMED) {
            return error(what + " must be a whole number up to 2147483647: " + this);
        }
        if (number <= 0) {
            return error(what + " must be greater than 0: " + this);
        }
        target.accept((int) number);
        return null;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        final String flag = option == null ? "" : option.flag();
        return text == null ? flag : flag + ' ' + text;
    }

    private static CommandLineResult error(final String text) {
        return CommandLineResult.refuse(ExitCode.ERROR, text);
    }
}
