/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.interleaving;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.flagstone.engine.item.ControlWord;
import io.flagstone.engine.item.Item;
import io.flagstone.engine.memory.Arena;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** What a reader notes in the control word may get lost; what the holder of the stripe writes there must not. */
@JCStressTest
@Outcome(id = "main, pinned, whole", expect = ACCEPTABLE, desc = "both changes of the holder are there")
@Outcome(expect = FORBIDDEN, desc = "one is lost, or something else has changed")
@State
public class ControlWordInterleavings {
    private static final int PAGE = 1 << 20;
    private static final Arena ARENA = new Arena(PAGE, PAGE);
    private static final long WORDS = ARENA.address(ARENA.pageReference(ARENA.takePage()));
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int NOW = 100;

    private final long address;

    /** Takes a word that nobody else has for long enough. */
    public ControlWordInterleavings() {
        address = WORDS + (long) (COUNT.getAndIncrement() & PAGE / Long.BYTES - 1) * Long.BYTES;
        Item.control(address, ControlWord.withState(ControlWord.detached(10, 1_000, true, false, false),
            ControlWord.ITEM));
    }

    /** Notes hits. */
    @Actor
    public void reader() {
        for (int i = 0; i < 3; i++) {
            final long control = Item.control(address);
            Item.casControl(address, control, ControlWord.hit(control, NOW));
        }
    }

    /** Moves the item to another queue and pins it. */
    @Actor
    public void holder() {
        Item.requeueVolatile(address, ControlWord.MAIN, 0);
        Item.pinnedVolatile(address, true);
    }

    /** Looks at the word. */
    @Arbiter
    public void end(final LLL_Result result) {
        final long control = Item.control(address);
        result.r1 = ControlWord.queue(control) == ControlWord.MAIN ? "main" : "small";
        result.r2 = ControlWord.isPinned(control) ? "pinned" : "unpinned";
        result.r3 = ControlWord.keyLength(control) == 10 && ControlWord.valueLength(control) == 1_000
            && ControlWord.hasFlags(control) && ControlWord.state(control) == ControlWord.ITEM ? "whole" : "torn";
    }
}
