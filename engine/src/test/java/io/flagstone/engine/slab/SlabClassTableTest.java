/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.slab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlabClassTableTest {
    @ParameterizedTest
    @CsvSource({"72,1.05,1048576,8", "72,1.25,1048576,8", "72,2,1048576,8", "72,1.25,65536,8", "25,1.001,65536,8",
        "25,1.05,1048576,128", "16408,1.05,65536,8", "16408,2,65536,8", "16408,1.25,1048576,128", "72,1e300,1048576,8",
        "72,1.0000001,1048576,8", "32,3,65536,64",
        "72,1.05,1024,8", "72,1.05,2048,8", "16408,1.05,1024,8", "72,1.25,4096,8"})
    void shouldGrowFromSmallestToAQuarterOfAPage(final int smallest, final double factor, final int page,
            final int granule) {
        final SlabClassTable table = new SlabClassTable(smallest, factor, page, granule, 0);

        assertTrue(table.classes() >= 1 && table.classes() <= 254, "classes=" + table.classes());
        assertEquals(page == 1_024 ? 336 : Math.min(65_536, page / 4), table.largestChunk());
        assertEquals(table.largestChunk(), table.chunkBytes(table.classes()));
        assertTrue(table.chunkBytes(1) >= Math.min(smallest, table.largestChunk()));
        for (int id = 1; id <= table.classes(); id++) {
            final int size = table.chunkBytes(id);
            assertEquals(0, size % granule, "class " + id);
            assertEquals(page / (page / size) / granule * granule, size, "class " + id + " leaves some of its page");
            if (id > 1) {
                assertTrue(size > table.chunkBytes(id - 1), "class " + id);
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
        final int page = 1 << 20;
        final SlabClassTable table = new SlabClassTable(72, factor, page, 8, 0);
        for (int id = 2; id < table.classes(); id++) {
            final int size = table.chunkBytes(id);
            final int below = table.chunkBytes(id - 1);
            final double onePerPageLess = size - page / (page / size + 1.0);
            assertTrue(Math.abs(size - below * factor) < 16 + onePerPageLess * (1 + factor) || size - below == 8,
                "class " + id + ": " + below + " -> " + size);
        }
    }

    @Test
    void shouldHaveTheClassesThatEachFactorNeeds() {
        assertEquals(11, new SlabClassTable(72, 2, 1 << 20, 8, 0).classes());
        assertEquals(32, new SlabClassTable(72, 1.25, 1 << 20, 8, 0).classes());
        final int fine = new SlabClassTable(72, 1.05, 1 << 20, 8, 0).classes();
        assertTrue(fine > 120 && fine < 150, "classes=" + fine);
        assertEquals(254, new SlabClassTable(72, 1.001, 1 << 20, 8, 0).classes());
    }

    @ParameterizedTest
    @CsvSource({"1000,1048576,1.05", "128,1048576,1.06", "128,65536,1.05", "64,65536,1.09", "32,4096,1.06",
        "8,1024,1.21",
        "4,1024,1.53", "1,1024,2", "1,1048576,2"})
    void shouldChooseTheFinestFactorForTheClassesWanted(final int classes, final int page, final double factor) {
        final SlabClassTable table = SlabClassTable.withClasses(72, classes, page, 8, 0);

        assertEquals(factor, table.growthFactor(), 0.01);
        assertTrue(table.classes() <= classes || factor == 2, "classes=" + table.classes());
    }

    @ParameterizedTest
    @CsvSource({"1048576,8,2048,2048", "1048576,8,65537,65536", "65536,8,10000,10920", "1024,8,1024,336",
        "1048576,8,1,304"})
    void shouldHaveNoChunkLargerThanIsAskedFor(final int page, final int granule, final int atMost, final int largest) {
        final SlabClassTable table = new SlabClassTable(72, 1.25, page, granule, atMost);
        assertEquals(largest, table.largestChunk());
        assertEquals(table.classes(), table.classFor(largest));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "100 200 400  | 65536   | 8  | 104 200 400 16384",
        "100 105 200  | 65536   | 64 | 128 256 16384",
        "96 16384     | 65536   | 8  | 96 16384",
        "65536        | 1048576 | 8  | 65536",
    })
    void shouldHaveTheSizesThatAreGivenAndTheLargest(final String sizes, final int page, final int granule,
            final String expected) {
        final SlabClassTable table = SlabClassTable.ofSizes(
            Arrays.stream(sizes.split(" ")).map(Integer::valueOf).toList(), page, granule, 0);
        assertEquals(expected, table.toString());
        for (int bytes = 1; bytes <= table.largestChunk(); bytes++) {
            final int id = table.classFor(bytes);
            assertTrue(table.chunkBytes(id) >= bytes, "bytes=" + bytes);
            assertTrue(id == 1 || table.chunkBytes(id - 1) < bytes, "bytes=" + bytes);
        }
    }

    @Test
    void shouldRefuseASizeAboveTheLargest() {
        assertEquals("slabSizes must be at most the largest chunk, which is 16384 with this memory limit: "
            + "slabSizes=16385", assertThrows(IllegalArgumentException.class,
                () -> SlabClassTable.ofSizes(List.of(100, 16_385), 65_536, 8, 0)).getMessage());
    }

    @Test
    void shouldWasteLittle() {
        assertTrue(waste(1.05) < 0.05, () -> "waste=" + waste(1.05));
        assertTrue(waste(1.25) < 0.13, () -> "waste=" + waste(1.25));
    }

    private static double waste(final double factor) {
        final SlabClassTable table = new SlabClassTable(72, factor, 1 << 20, 8, 0);
        long used = 0;
        long taken = 0;
        for (int bytes = 72; bytes < 10_000; bytes++) {
            used += bytes;
            taken += table.chunkBytes(table.classFor(bytes));
        }
        return 1 - (double) used / taken;
    }
}
