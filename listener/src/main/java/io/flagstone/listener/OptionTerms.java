/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Says in the words of the command line what a builder refuses in its own: the option in place of the parameter. */
final class OptionTerms {

    private static final Map<String, String> OPTIONS = Map.ofEntries(
        Map.entry("memoryLimit", CommandLineOption.MEMORY_LIMIT.flag()),
        Map.entry("maximumItemSize", CommandLineOption.MAX_ITEM_SIZE.flag()),
        Map.entry("growthFactor", CommandLineOption.SLAB_GROWTH_FACTOR.flag()),
        Map.entry("minimumChunk", CommandLineOption.SLAB_MIN_SIZE.flag()),
        Map.entry("hugePages", CommandLineOption.ENABLE_LARGEPAGES.flag()),
        Map.entry("memoryFile", CommandLineOption.MEMORY_FILE.flag()),
        Map.entry("prefault", CommandLineOption.PREFAULT.flag()),
        Map.entry("evictionPolicy", CommandLineOption.EVICTION_POLICY.flag()),
        Map.entry("backlog", CommandLineOption.LISTEN_BACKLOG.flag()),
        Map.entry("authFile", CommandLineOption.AUTH_FILE.flag()),
        Map.entry("saslFile", CommandLineOption.SASL_FILE.flag()),
        Map.entry("adminAddress", CommandLineOption.ADMIN_ADDRESS.flag()),
        Map.entry("tls", CommandLineOption.ENABLE_SSL.flag()),
        Map.entry("outputLimit", CommandLineOption.OUTPUT_LIMIT.flag()),
        Map.entry("readBufferLimit", "-o read_buf_mem_limit"),
        Map.entry("largestChunk", "-o slab_chunk_max"),
        Map.entry("slabSizes", "-o slab_sizes"));

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
            OPTIONS.get(parameter.group(1)) + (parameter.group(2).equals("=") ? " " : ""));
        return MEBIBYTES.matcher(named).replaceAll(OptionTerms::asGiven);
    }

    private static String asGiven(final MatchResult limit) {
        final long bytes = Numbers.parseDigits(limit.group(2));
        return limit.group(1) + (bytes % MEBIBYTE == 0 ? Long.toString(bytes / MEBIBYTE) : bytes / 1024 + "k");
    }
}
