/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.interleaving;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.charset.StandardCharsets;
import org.agrona.collections.MutableLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A reader without a lock, while others change what it reads. */
public final class ReadInterleavings {
    private ReadInterleavings() {
    }

    /** The value is replaced, and the old one's chunk used for a foreign value at once. */
    @JCStressTest
    @Outcome(id = {"old, sound", "new, sound"}, expect = ACCEPTABLE, desc = "a whole value of the key")
    @Outcome(expect = FORBIDDEN, desc = "something else")
    @State
    public static class Replace extends KeyState {
        /** Stores the old value. */
        public Replace() {
            super(SHORT);
        }

        /** Reads. */
        @Actor
        public void reader(final LL_Result result) {
            result.r1 = read();
        }

        /** Replaces, and uses the old chunk. */
        @Actor
        public void writer() {
            store(key, 'n', SHORT - 3);
            store(other, 'x', SHORT);
        }

        /** Leaves. */
        @Arbiter
        public void end(final LL_Result result) {
            result.r2 = leave();
        }
    }

    /** The same with values that span chunks. */
    @JCStressTest
    @Outcome(id = {"old, sound", "new, sound"}, expect = ACCEPTABLE, desc = "a whole value of the key")
    @Outcome(expect = FORBIDDEN, desc = "something else")
    @State
    public static class ReplaceChained extends KeyState {
        /** Stores the old value. */
        public ReplaceChained() {
            super(LONG);
        }

        /** Reads. */
        @Actor
        public void reader(final LL_Result result) {
            result.r1 = read();
        }

        /** Replaces, and uses the old chunks. */
        @Actor
        public void writer() {
            store(key, 'n', LONG);
            store(other, 'x', LONG);
        }

        /** Leaves. */
        @Arbiter
        public void end(final LL_Result result) {
            result.r2 = leave();
        }
    }

    /** The item is deleted, and its chunk used for a foreign value at once. */
    @JCStressTest
    @Outcome(id = {"old, sound", "none, sound"}, expect = ACCEPTABLE, desc = "the value, or none")
    @Outcome(expect = FORBIDDEN, desc = "something else")
    @State
    public static class Delete extends KeyState {
        /** Stores the old value. */
        public Delete() {
            super(SHORT);
        }

        /** Reads. */
        @Actor
        public void reader(final LL_Result result) {
            result.r1 = read();
        }

        /** Deletes, and uses the old chunk. */
        @Actor
        public void writer() {
            cache.delete(key);
            store(other, 'x', SHORT);
        }

        /** Leaves. */
        @Arbiter
        public void end(final LL_Result result) {
            result.r2 = leave();
        }
    }

    /** Other keys come, so that the bucket is split now and then: every eighth time or so. */
    @JCStressTest
    @Outcome(id = "old, sound", expect = ACCEPTABLE, desc = "the value, which nobody changes")
    @Outcome(expect = FORBIDDEN, desc = "something else")
    @State
    public static class Split extends KeyState {
        /** Stores the value. */
        public Split() {
            super(SHORT);
        }

        /** Reads. */
        @Actor
        public void reader(final LL_Result result) {
            result.r1 = read();
        }

        /** Adds a key. */
        @Actor
        public void writer() {
            store(other, 'x', SHORT);
        }

        /** Leaves the key where it is, so that the index grows. */
        @Arbiter
        public void end(final LL_Result result) {
            result.r2 = leaveAll();
        }
    }

    /** A number is changed in place: every digit of it. */
    @JCStressTest
    @Outcome(id = {"1999999999, sound", "2000000000, sound"}, expect = ACCEPTABLE, desc = "one of the numbers")
    @Outcome(expect = FORBIDDEN, desc = "something else")
    @State
    public static class IncrementInPlace extends KeyState {
        /** Stores the number. */
        public IncrementInPlace() {
            super(SHORT);
            cache.set(key, "1999999999".getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Reads. */
        @Actor
        public void reader(final LL_Result result) {
            result.r1 = new String(cache.get(key), StandardCharsets.ISO_8859_1);
        }

        /** Increments. */
        @Actor
        public void writer() {
            cache.increment(key, 1, new MutableLong());
        }

        /** Leaves. */
        @Arbiter
        public void end(final LL_Result result) {
            result.r2 = leave();
        }
    }
}
