/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.EvictionPolicy;

/** How much memory a cache is to have, how it is cut, and what gives way in it: the options that have to fit. */
final class MemoryOptions {

    private static final long MEGABYTE = 1024L * 1024;
    private static final int MIN_ITEM_SIZE = 1024;
    private static final long MIN_MEMORY = 64 * 1024;
    private static final long MAX_MEMORY = 256 * 1024 * MEGABYTE;
    private static final long MAX_ITEM_SIZE = 1024 * MEGABYTE;

    private final ServerConfigBuilder builder;
    private long memoryLimit;
    private String memoryText = "64";
    private long maximumItemSize;
    /** What was asked for, or null. */
    private String itemText;
    private EvictionPolicy evictionPolicy;

    MemoryOptions(final ServerConfigBuilder builder) {
        this.builder = builder;
        memoryLimit = builder.memoryLimit;
        maximumItemSize = builder.maximumItemSize;
    }

    CommandLineResult memoryLimit(final String text) {
        memoryText = text;
        memoryLimit = Numbers.parseSize(text, MEGABYTE);
        if (memoryLimit == Numbers.MALFORMED) {
            return usage("Memory limit must be a number of megabytes or have a suffix k, m, g or t: -m " + text);
        }
        if (memoryLimit > MAX_MEMORY) {
            return usage("Memory limit must be at most 256 gigabytes: -m " + text);
        }
        return null;
    }

    CommandLineResult maximumItemSize(final String text) {
        itemText = text;
        maximumItemSize = Numbers.parseSize(text, 1);
        if (maximumItemSize == Numbers.MALFORMED) {
            return usage("Item max size must be a number of bytes or have a suffix k, m or g: -I " + text);
        }
        return null;
    }

    CommandLineResult evictionPolicy(final String text) {
        try {
            evictionPolicy = EvictionPolicy.named(text);
            return null;
        } catch (final IllegalArgumentException e) {
            return usage(OptionTerms.translate(e.getMessage()));
        }
    }

    CommandLineResult growthFactor(final String text) {
        final double factor = Numbers.parseFactor(text);
        if (Double.isNaN(factor)) {
            return error("Factor must be a number such as 1.25: -f " + text);
        }
        if (!(factor > 1.0)) {
            return error("Factor must be greater than 1: -f " + text);
        }
        builder.growthFactor(factor);
        return null;
    }

    /** The policy that was chosen, or null. */
    EvictionPolicy policy() {
        return evictionPolicy;
    }

    /** Puts together what was said; the answer is null, or what does not fit. */
    CommandLineResult finish() {
        if (maximumItemSize < MIN_ITEM_SIZE) {
            return usage("Item max size cannot be less than 1024 bytes: -I " + itemText);
        }
        if (memoryLimit < MIN_MEMORY || itemText == null && maximumItemSize > memoryLimit / 2) {
            return usage("Memory limit must be at least " + (itemText == null ? "2, twice the largest item (-I 1m)"
                : "64k") + ": -m " + memoryText);
        }
        if (maximumItemSize > memoryLimit / 2) {
            return usage("Cannot set item size limit higher than 1/2 of memory max: -I " + itemText + " with -m "
                + memoryText);
        }
        if (maximumItemSize > MAX_ITEM_SIZE) {
            return usage("Cannot set item size limit higher than a gigabyte: -I " + itemText);
        }
        builder.memoryLimit(memoryLimit).maximumItemSize((int) maximumItemSize);
        return null;
    }

    private static CommandLineResult error(final String text) {
        return CommandLineResult.refuse(ExitCode.ERROR, text);
    }

    private static CommandLineResult usage(final String text) {
        return CommandLineResult.refuse(ExitCode.USAGE, text);
    }
}
