/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.SplittableRandom;

/** Makes requests up. */
interface Commands {
    /** A command as a client would send it. */
    String next(SplittableRandom random);

    /** A command that may be wrong in any way. */
    String odd(SplittableRandom random);

    /** One of several. */
    static String one(final SplittableRandom random, final String... of) {
        return of[random.nextInt(of.length)];
    }
}
