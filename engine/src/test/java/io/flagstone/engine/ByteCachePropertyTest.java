/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.ModelRun.Kind;
import io.flagstone.engine.ModelRun.Step;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/**
 * Operations of every kind in any order, each compared with what a map makes of it; after each try {@link
 * InvariantWalker} looks whether everything is in its place. A failure is shrunk to few steps. More tries:
 * {@code -Djqwik.tries.default=10000}.
 */
@Tag("once")
class ByteCachePropertyTest {
    private static final int STEPS = 500;

    @Provide
    Arbitrary<List<Step>> steps() {
        return steps(1);
    }

    @Provide
    Arbitrary<List<Step>> storingSteps() {
        return steps(12);
    }

    private static Arbitrary<List<Step>> steps(final int sets) {
        final Arbitrary<Kind> kinds = Arbitraries.frequency(Tuple.of(2 + sets, Kind.SET), Tuple.of(sets, Kind.ADD),
            Tuple.of(1, Kind.REPLACE), Tuple.of(2, Kind.APPEND), Tuple.of(1, Kind.PREPEND), Tuple.of(1, Kind.CAS),
            Tuple.of(1, Kind.DELETE), Tuple.of(1, Kind.TOUCH), Tuple.of(1, Kind.GET_AND_TOUCH),
            Tuple.of(2, Kind.INCREMENT), Tuple.of(1, Kind.DECREMENT), Tuple.of(1, Kind.VIEW),
            Tuple.of(1, Kind.CLOSE_VIEW), Tuple.of(1, Kind.COPY), Tuple.of(1, Kind.READ), Tuple.of(1, Kind.PASS_TIME),
            Tuple.of(1, Kind.MAINTAIN), Tuple.of(2, Kind.FETCH), Tuple.of(2, Kind.STORE_ON_TERMS),
            Tuple.of(2, Kind.DELETE_ON_TERMS), Tuple.of(1, Kind.COUNT_ON_TERMS))
            .flatMap(kind -> Arbitraries.frequency(Tuple.of(300, kind), Tuple.of(1, Kind.FLUSH),
                Tuple.of(1, Kind.FLUSH_LATER)));
        return Combinators.combine(kinds, numbers(ModelRun.KEYS - 1), numbers(ModelRun.LARGEST),
            numbers(Integer.MAX_VALUE)).as(Step::new).list().ofMaxSize(STEPS)
            .withSizeDistribution(RandomDistribution.uniform());
    }

    /** Evenly spread: small numbers alone would not fill a cache. */
    private static Arbitrary<Integer> numbers(final int largest) {
        return Arbitraries.integers().between(0, largest).withDistribution(RandomDistribution.uniform());
    }

    private static void run(final List<Step> steps, final boolean lossy, final int longest,
            final UnaryOperator<ByteCacheBuilder> settings) {
        final ModelRun run = new ModelRun(builder -> settings.apply(builder).hashSeed(steps.size()), lossy, longest);
        for (final Step step : steps) {
            run.run(step);
        }
        run.finish();
        run.close();
    }

    @Property
    void shouldDoWhatAMapDoes(@ForAll("steps") final List<Step> steps) {
        run(steps, false, 1_500, builder -> builder.memoryLimit(12 << 20).evictions(false));
    }

    @Property
    void shouldDoWhatAMapDoesWhenValuesAreChained(@ForAll("steps") final List<Step> steps) {
        run(steps, false, 90_000, builder -> builder.memoryLimit(32 << 20).evictions(false));
    }

    @Property
    void shouldDoWhatAMapDoesWithManyStripes(@ForAll("steps") final List<Step> steps) {
        run(steps, false, 20_000, builder -> builder.memoryLimit(64 << 20));
    }

    @Property
    void shouldLoseItemsAndNothingElseWhenTheyGiveWay(@ForAll("storingSteps") final List<Step> steps,
            @ForAll final EvictionPolicy policy) {
        run(steps, true, 300_000,
            builder -> builder.memoryLimit(1 << 20).maximumItemSize(400 << 10).evictionPolicy(policy));
    }

    @Property
    void shouldRefuseStoresAndLoseNothingWhenTheMemoryIsUsedUp(@ForAll("storingSteps") final List<Step> steps) {
        run(steps, true, 300_000, builder -> builder.memoryLimit(1 << 20).maximumItemSize(400 << 10).evictions(false));
    }
}
