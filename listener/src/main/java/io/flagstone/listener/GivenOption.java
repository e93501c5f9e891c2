/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.util.ArrayList;
import java.util.List;

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
            case UNKNOWN -> error("unknown option (-h shows those that exist): " + reader.text());
            case MISSING_ARGUMENT -> error("option requires an argument: " + reader.option().flag());
            case UNEXPECTED_ARGUMENT -> error("option takes no argument: " + reader.option().flag());
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

    private static CommandLineResult error(final String text) {
        return CommandLineResult.refuse(ExitCode.ERROR, text);
    }
}
