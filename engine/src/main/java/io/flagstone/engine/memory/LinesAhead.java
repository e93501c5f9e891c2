/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

/**
 * Has the lines behind an item's first one on their way while that is still awaited; else they would be asked for only
 * when the first has said how long the item is. There is no such instruction in Java: these are reads whose sum is
 * looked at, and that is all.
 *
 * <p>How many lines pay, the chunks of the item's page tell: a line that no item reaches costs as much as one that is
 * needed. Readers look at what is noted without any order: to be wrong costs a line.
 */
public final class LinesAhead {
    private static final long LINE = 64;
    private static final long UNLIKELY = 0x9E3779B97F4A7C15L;
    /** The longest chunk that two lines behind the first reach, wherever in its line it begins. */
    private static final int NEAR = 136;

    private final boolean[] isNear;
    private final int pageRefShift;

    /** The shift turns a reference into its page. */
    LinesAhead(final int pages, final int pageRefShift) {
        isNear = new boolean[pages];
        this.pageRefShift = pageRefShift;
    }

    /**
     * Notes how long the chunks of a page are from now on.
     *
     * @param page       of items.
     * @param chunkBytes of each.
     */
    public void note(final int page, final int chunkBytes) {
        isNear[page] = chunkBytes <= NEAR;
    }

    /**
     * Fetches the lines behind the first of an item.
     *
     * @param reference of the item.
     * @param address   of the same.
     */
    public void fetch(final int reference, final long address) {
        if (sum(reference, address) == UNLIKELY) {
            Thread.onSpinWait();
        }
    }

    /**
     * Reads a word of each of those lines: of two where chunks are short, else of four.
     *
     * @param reference of the item.
     * @param address   of the same.
     * @return a sum of them.
     */
    public long sum(final int reference, final long address) {
        final long near = Memory.getLong(address + LINE) ^ Memory.getLong(address + 2 * LINE);
        return isNear[reference >>> pageRefShift] ? near
            : near ^ Memory.getLong(address + 3 * LINE) ^ Memory.getLong(address + 4 * LINE);
    }
}
