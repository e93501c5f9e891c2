/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.linearizability;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flagstone.engine.InvariantWalker;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More programs: {@code -Dflagstone.lincheck.programs=1000}. */
@Tag("once")
class ByteCacheLinearizabilityTest {
    private static final int PROGRAMS = Integer.getInteger("flagstone.lincheck.programs", 30);
    private static final int RUNS = 2_000;

    /** Operations of which each is right, and both together are not. */
    public static final class LosingProgram {
        private final CacheProgram cache = new CacheProgram();

        /** Adds one, unless somebody else did meanwhile. */
        @Operation
        public int add() {
            final String old = cache.get(0);
            final int next = old == null ? 1 : Integer.parseInt(old) + 1;
            Thread.yield();
            cache.set(0, next);
            return next;
        }
    }

    /** What the operation of {@link LosingProgram} should mean. */
    public static final class Counter {
        private int count;

        /** Adds one. */
        public int add() {
            return ++count;
        }
    }

    private static StressOptions options() {
        return new StressOptions().iterations(PROGRAMS).invocationsPerIteration(RUNS).threads(3).actorsPerThread(3)
            .actorsBefore(2).actorsAfter(2);
    }

    @Test
    void shouldFindNoOrderWhenAnUpdateIsLost() {
        final StressOptions options = options().sequentialSpecification(Counter.class).minimizeFailedScenario(false);
        assertThrows(AssertionError.class, () -> options.check(LosingProgram.class));
    }

    @Test
    void shouldExplainWhatThreadsSeeByAnOrderOfTheirOperations() {
        options().sequentialSpecification(PlainCache.class).check(CacheProgram.class);
        new InvariantWalker(CacheProgram.cache()).walk();
    }
}
