/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinesAheadTest {
    private static final int PAGE = 1 << 16;
    private static final int LINE = 64;
    private static final int TWO_LINES = 0b0110;
    private static final int FOUR_LINES = 0b11110;

    private final Arena arena = new Arena(8 * PAGE, PAGE);
    private final LinesAhead lines = arena.linesAhead();
    private final int page = arena.takePage();

    /** The word of each line has a bit of its own. */
    @BeforeEach
    void fill() {
        final long address = arena.address(arena.pageReference(page));
        for (int line = 0; line < 8; line++) {
            Memory.putLong(address + line * LINE, 1L << line);
        }
    }

    @AfterEach
    void close() {
        arena.close();
    }

    private long sumOfFirstItem() {
        final int reference = arena.pageReference(page);
        return lines.sum(reference, arena.address(reference));
    }

    @Test
    void shouldReadFourLinesWhenNothingIsKnownOfThePage() {
        assertEquals(FOUR_LINES, sumOfFirstItem());
    }

    @Test
    void shouldReadTwoLinesWhenChunksReachNoFurther() {
        lines.note(page, 136);
        assertEquals(TWO_LINES, sumOfFirstItem());
    }

    @Test
    void shouldReadFourLinesWhenChunksReachFurther() {
        lines.note(page, 144);
        assertEquals(FOUR_LINES, sumOfFirstItem());
    }

    @Test
    void shouldHeedWhatAPageBecame() {
        lines.note(page, 72);
        lines.note(page, 1024);
        assertEquals(FOUR_LINES, sumOfFirstItem());
        lines.note(page, 72);
        assertEquals(TWO_LINES, sumOfFirstItem());
    }

    @Test
    void shouldKnowEachPageByItself() {
        lines.note(arena.takePage(), 72);
        assertEquals(FOUR_LINES, sumOfFirstItem());
    }

    @Test
    void shouldHaveAPlaceForEveryReferenceOfTheArena() {
        final long address = arena.address(arena.pageReference(page));
        int last = page;
        for (int taken = page; taken != 0; taken = arena.takePage()) {
            lines.note(taken, 72);
            last = taken;
        }
        final int reference = arena.plus(arena.pageReference(last), PAGE - arena.granule());
        assertEquals(TWO_LINES, lines.sum(reference, address));
    }
}
