/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
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
        Map.entry("udpPort", CommandLineOption.UDP_PORT.flag()),
        Map.entry("backlog", CommandLineOption.LISTEN_BACKLOG.flag()),
        Map.entry("authFile", CommandLineOption.AUTH_FILE.flag()),
        Map.entry("sasl", CommandLineOption.ENABLE_SASL.flag()),
        Map.entry("saslFile", CommandLineOption.SASL_FILE.flag()),
        Map.entry("adminAddress", CommandLineOption.ADMIN_ADDRESS.flag()),
        Map.entry("tls", CommandLineOption.ENABLE_SSL.flag()),
        Map.entry("outputLimit", CommandLineOption.OUTPUT_LIMIT.flag()),
        Map.entry("readBufferLimit", "-o read_buf_mem_limit"),
        Map.entry("largestChunk", "-o slab_chunk_max"),
        Map.entry("slabSizes", "-o slab_sizes"));

    /** Whose rules speak of an address in general. */
    private static final String ADDRESS = "address";
    private static final Set<String> SWITCHES = Set.of("hugePages", "prefault");
    private static final Pattern WORD = Pattern.compile("\\b(" + String.join("|", OPTIONS.keySet()) + ")\\b");
    /** Only a number can have another parameter behind it: a path may hold anything, also what looks like one. */
    private static final Pattern GIVEN = Pattern.compile("(?:^|(?<= ))(\\w+)=([0-9.]+(?= \\w+=)|.*)", Pattern.DOTALL);
    private static final long MEBIBYTE = 1 << 20;

    private OptionTerms() {
    }

    /**
     * Translates a message, except the values in it.
     *
     * @param message of a builder: {@code rule: parameter=value}.
     * @return the same with options, such as {@code -n must be 1 to 16384: -n 20000}.
     */
    static String translate(final String message) {
        final Matcher given = GIVEN.matcher(message);
        if (!given.find()) {
            return rule(message);
        }
        final StringBuilder translated = new StringBuilder(rule(message.substring(0, given.start())));
        int end = given.start();
        do {
            translated.append(message, end, given.start()).append(option(given.group(1), given.group(2)));
            end = given.end();
        } while (given.find());
        return translated.append(message, end, message.length()).toString();
    }

    private static String rule(final String text) {
        return WORD.matcher(text).replaceAll(name -> OPTIONS.get(name.group()));
    }

    private static String option(final String name, final String value) {
        final String flag = ADDRESS.equals(name) ? CommandLineOption.LISTEN.flag() : OPTIONS.get(name);
        if (flag == null) {
            return name + '=' + value;
        }
        return SWITCHES.contains(name) ? flag : flag + ' ' + ("memoryLimit".equals(name) ? asGiven(value) : value);
    }

    private static String asGiven(final String limit) {
        final long bytes = Numbers.parseDigits(limit);
        return bytes % MEBIBYTE == 0 ? Long.toString(bytes / MEBIBYTE) : bytes / 1024 + "k";
    }
}
