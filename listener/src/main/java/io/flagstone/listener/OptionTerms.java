/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Says in the words of the command line what a builder refuses in its own: the option in place of the parameter. */
final class OptionTerms {

    private static final Map<String, CommandLineOption> OPTIONS = Map.ofEntries(
        Map.entry("memoryLimit", CommandLineOption.MEMORY_LIMIT),
        Map.entry("maximumItemSize", CommandLineOption.MAX_ITEM_SIZE),
        Map.entry("growthFactor", CommandLineOption.SLAB_GROWTH_FACTOR),
        Map.entry("minimumChunk", CommandLineOption.SLAB_MIN_SIZE),
        Map.entry("hugePages", CommandLineOption.ENABLE_LARGEPAGES),
        Map.entry("memoryFile", CommandLineOption.MEMORY_FILE),
        Map.entry("prefault", CommandLineOption.PREFAULT),
        Map.entry("evictionPolicy", CommandLineOption.EVICTION_POLICY),
        Map.entry("backlog", CommandLineOption.LISTEN_BACKLOG),
        Map.entry("authFile", CommandLineOption.AUTH_FILE),
        Map.entry("saslFile", CommandLineOption.SASL_FILE),
        Map.entry("largestChunk", CommandLineOption.EXTENDED),
        Map.entry("adminAddress", CommandLineOption.ADMIN_ADDRESS));

    private static final Pattern PARAMETER = Pattern.compile("\\b(" + String.join("|", OPTIONS.keySet())
        + ")\\b(=true|=?)");
    private static final Pattern MEBIBYTES = Pattern.compile("(-m )(\\d+)");
    private static final long MEBIBYTE = 1 << 20;

    private OptionTerms() {
    }

    /**
     * Translates a message.
     *
     * @param message of a builder: {@code rule: parameter=value}.
     * @return the same with options, such as {@code -n must be 1 to 16384: -n 20000}.
     */
    static String translate(final String message) {
        final String named = PARAMETER.matcher(message).replaceAll(parameter ->
            OPTIONS.get(parameter.group(1)).flag() + (parameter.group(2).equals("=") ? " " : ""));
        return MEBIBYTES.matcher(named).replaceAll(OptionTerms::asGiven);
    }

    private static String asGiven(final MatchResult limit) {
        final long bytes = Numbers.parseDigits(limit.group(2));
        return limit.group(1) + (bytes % MEBIBYTE == 0 ? Long.toString(bytes / MEBIBYTE) : bytes / 1024 + "k");
    }
}
