/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.interleaving;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.flagstone.engine.DeleteResult;
import io.flagstone.engine.ValueView;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A reader that holds a value, while others replace or delete it. */
public final class PinInterleavings {
    private PinInterleavings() {
    }

    /** The value is replaced, and chunks of its size are used, while it is looked at twice. */
    @JCStressTest
    @Outcome(id = {"old, old, sound", "new, new, sound"}, expect = ACCEPTABLE, desc = "one value, twice")
    @Outcome(expect = FORBIDDEN, desc = "something else")
    @State
    public static class Replace extends KeyState {
        /** Stores the old value. */
        public Replace() {
            super(LONG);
        }

        /** Looks at a value twice. */
        @Actor
        public void reader(final LLL_Result result) {
            try (ValueView view = cache.view(key)) {
                result.r1 = name(view);
                result.r2 = name(view);
            }
        }

        /** Replaces, and uses the old chunks if they are free. */
        @Actor
        public void writer() {
            store(key, 'n', LONG);
            store(other, 'x', LONG);
        }

        /** Leaves. */
        @Arbiter
        public void end(final LLL_Result result) {
            result.r3 = leave();
        }
    }

    /** A reader and the one who deletes the item both hold it: whoever lets go last gives its memory back. */
    @JCStressTest
    @Outcome(id = "old, old, sound", expect = ACCEPTABLE, desc = "memory is given back once")
    @Outcome(expect = FORBIDDEN, desc = "something else")
    @State
    public static class Delete extends KeyState {
        private final ValueView first;
        private final ValueView second;

        /** Stores the value and holds it twice. */
        public Delete() {
            super(LONG);
            first = cache.view(key);
            second = cache.view(key);
        }

        /** Looks and lets go. */
        @Actor
        public void reader(final LLL_Result result) {
            result.r1 = name(first);
            first.close();
        }

        /** Deletes, uses the chunks if they are free, and lets go. */
        @Actor
        public void writer(final LLL_Result result) {
            if (cache.delete(key) != DeleteResult.DELETED) {
                throw new IllegalStateException("the item is there, and was not found");
            }
            store(other, 'x', LONG);
            result.r2 = name(second);
            second.close();
        }

        /** Leaves. */
        @Arbiter
        public void end(final LLL_Result result) {
            result.r3 = leave();
        }
    }
}
