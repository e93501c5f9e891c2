/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Who is inside when a cache is closed finds its memory there; who comes later is turned away. */
@JCStressTest
@Outcome(id = {"there", "turned away"}, expect = ACCEPTABLE, desc = "the memory is there, or is not touched")
@Outcome(id = "gone", expect = FORBIDDEN, desc = "the memory went while somebody was inside")
@State
public class CloseInterleavings {
    private static final int OPERATIONS = 3;

    private final OperationCounters gate = new OperationCounters("users");
    private boolean gone;

    /** Does some operations: the first one makes the thread the owner of its counters. */
    @Actor
    public void operations(final L_Result result) {
        result.r1 = "there";
        for (int i = 0; i < OPERATIONS && result.r1.equals("there"); i++) {
            if (gate.tryEnter()) {
                result.r1 = gone ? "gone" : "there";
                gate.add(OperationCounters.LEFT);
            } else {
                result.r1 = "turned away";
            }
        }
    }

    /** Closes. */
    @Actor
    public void close() {
        gate.shut();
        while (!gate.isEmpty()) {
            Thread.onSpinWait();
        }
        gone = true;
    }
}
