/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlabClassTableTest {
    @ParameterizedTest
    @CsvSource({"72,1.05,1048576,8", "72,1.25,1048576,8", "72,2,1048576,8", "72,1.25,65536,8", "25,1.001,65536,8",
        "25,1.05,1048576,128", "16408,1.05,65536,8", "16408,2,65536,8", "16408,1.25,1048576,128", "72,1e300,1048576,8",
        "72,1.0000001,1048576,8", "32,3,65536,64"})
    void shouldGrowFromSmallestToHalfAPage(final int smallest, final double factor, final int page, final int granule) {
        final SlabClassTable table = new SlabClassTable(smallest, factor, page, granule);

        assertTrue(table.classes() >= 1 && table.classes() <= 254, "classes=" + table.classes());
        assertEquals((smallest + granule - 1) / granule * granule, table.chunkBytes(1));
        assertEquals(page / 2, table.largestChunk());
        assertEquals(page / 2, table.chunkBytes(table.classes()));
        for (int id = 1; id <= table.classes(); id++) {
            assertEquals(0, table.chunkBytes(id) % granule, "class " + id);
            if (id > 1) {
                assertTrue(table.chunkBytes(id) > table.chunkBytes(id - 1), "class " + id);
            }
        }
        for (int bytes = 0; bytes <= table.largestChunk(); bytes++) {
            final int id = table.classFor(bytes);
            assertTrue(table.chunkBytes(id) >= bytes, "bytes=" + bytes);
            assertTrue(id == 1 || table.chunkBytes(id - 1) < bytes, "bytes=" + bytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.05", "1.25", "2", "4"})
    void shouldGrowByItsFactor(final double factor) {
        final SlabClassTable table = new SlabClassTable(72, factor, 1 << 20, 8);
        for (int id = 2; id < table.classes(); id++) {
            final int size = table.chunkBytes(id);
            final int below = table.chunkBytes(id - 1);
            assertTrue(size - below * factor < 9 + 8 * factor && size - below * factor > -9 - 8 * factor
                || size - below == 8, "class " + id + ": " + below + " -> " + size);
        }
    }

    @Test
    void shouldHaveTheClassesThatEachFactorNeeds() {
        assertEquals(14, new SlabClassTable(72, 2, 1 << 20, 8).classes());
        assertEquals(41, new SlabClassTable(72, 1.25, 1 << 20, 8).classes());
        final int fine = new SlabClassTable(72, 1.05, 1 << 20, 8).classes();
        assertTrue(fine > 150 && fine < 200, "classes=" + fine);
        assertEquals(254, new SlabClassTable(72, 1.001, 1 << 20, 8).classes());
    }

    @Test
    void shouldWasteLittle() {
        assertTrue(waste(1.05) < 0.05, () -> "waste=" + waste(1.05));
        assertTrue(waste(1.25) < 0.13, () -> "waste=" + waste(1.25));
    }

    private static double waste(final double factor) {
        final SlabClassTable table = new SlabClassTable(72, factor, 1 << 20, 8);
        long used = 0;
        long taken = 0;
        for (int bytes = 72; bytes < 10_000; bytes++) {
            used += bytes;
            taken += table.chunkBytes(table.classFor(bytes));
        }
        return 1 - (double) used / taken;
    }
}
