/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.replay;

/** Times to live as services mix them: 40 % for ever, 30 % an hour, 20 % ten minutes, 10 % a minute. */
final class TtlMix {
    private static final double[] UP_TO = {0.4, 0.7, 0.9, 1.0};
    private static final int[] SECONDS = {0, 3600, 600, 60};

    private TtlMix() {
    }

    /** Seconds for a draw of 0 to 1. */
    static int seconds(final double draw) {
        int i = 0;
        while (draw >= UP_TO[i]) {
            i++;
        }
        return SECONDS[i];
    }
}
