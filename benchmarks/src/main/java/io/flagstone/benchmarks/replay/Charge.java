/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

/**
 * What an entry of Caffeine and of plain LRU is taken to weigh. Flagstone is never asked: its limit holds everything.
 *
 * @param keyLength bytes of every key
 * @param memory    whether the heap that the entry takes is counted, and not its key and value alone
 */
record Charge(int keyLength, boolean memory) {
    /** Caffeine's wiki, "Memory overhead": an entry of a bounded cache 64 bytes, and 8 of the frequency sketch. */
    static final int CAFFEINE_ENTRY = 64 + 8;

    /** LinkedHashMap on a JVM with compressed references: an entry 40 bytes, and 8 of the table at 3/4 load or less. */
    static final int LRU_ENTRY = 40 + 8;

    /** The header of a byte array with compressed class pointers; arrays are rounded up to eight bytes. */
    static final int ARRAY_HEADER = 16;

    int caffeineBytes(final int valueLength) {
        return memory ? CAFFEINE_ENTRY + array(keyLength) + array(valueLength) : keyLength + valueLength;
    }

    int lruBytes(final int valueLength) {
        return memory ? LRU_ENTRY + array(keyLength) + array(valueLength) : keyLength + valueLength;
    }

    private static int array(final int length) {
        return ARRAY_HEADER + length + 7 & -8;
    }

    String explanation() {
        return memory
            ? "caffeine and lru are charged the heap their entries take: " + CAFFEINE_ENTRY
                + " bytes (Caffeine's wiki, \"Memory overhead\": 64, and 8 of the sketch) and " + LRU_ENTRY
                + " (LinkedHashMap: entry 40, table 8), with arrays of " + ARRAY_HEADER
                + " bytes of header, rounded up to 8, for key and value. Flagstone's limit holds everything."
            : "caffeine and lru are charged key and value alone, which favours them (--charge memory charges their"
                + " heap); Flagstone's limit holds everything: headers, index, ghosts, rounding, free chunks.";
    }
}
