/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final int ITEMS = 1_000_000;
    private static final int DRAWS = 1 << 20;
    private final Load load = Load.gets(1).of(ITEMS, 100).asking(Mix.GETS, KeyOrder.ZIPF, false);

    @Test
    void shouldAskForFurtherKeysHoweverLongItDraws() {
        final Draw draw = new Draw(load, Draw.ranks(load), 0, 1);
        final BitSet asked = new BitSet();
        for (int million = 1, before = 0; million <= 4; million++) {
            for (int i = 0; i < DRAWS; i++) {
                asked.set(draw.key());
            }
            final int further = asked.cardinality() - before;
            assertTrue(further > 50_000, "million=" + million + ", further=" + further);
            before = asked.cardinality();
        }
        assertTrue(asked.length() <= ITEMS, "no key is beyond the last: " + asked.length());
    }

    @Test
    void shouldAskForKeysByZipfsLaw() {
        final Draw draw = new Draw(load, Draw.ranks(load), 0, 1);
        final int[] asked = new int[ITEMS];
        for (int i = 0; i < 4 * DRAWS; i++) {
            asked[draw.key()]++;
        }
        final double harmonic = sumOfLaw(0, ITEMS);
        final int[] ends = {0, 100, 10_000, ITEMS};
        for (int part = 0; part < ends.length - 1; part++) {
            long count = 0;
            for (long rank = ends[part]; rank < ends[part + 1]; rank++) {
                count += asked[(int) (rank * 2_654_435_761L % ITEMS)];
            }
            final double share = count / (4.0 * DRAWS);
            final double wanted = sumOfLaw(ends[part], ends[part + 1]) / harmonic;
            assertEquals(wanted, share, wanted / 50, "ranks to " + ends[part + 1]);
        }
    }

    private static double sumOfLaw(final int from, final int to) {
        double sum = 0;
        for (int rank = from + 1; rank <= to; rank++) {
            sum += Math.pow(rank, -0.99);
        }
        return sum;
    }
}
