/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.stripe;

import io.flagstone.engine.memory.Innards;

/** The inner parts of a stripe, to be broken on purpose. */
public final class StripeInnards {
    private StripeInnards() {
    }

    /**
     * Gives the expiry wheel.
     *
     * @param stripe that has it.
     * @return the wheel.
     */
    public static Object wheel(final Stripe stripe) {
        return Innards.get(stripe, "wheel", ExpiryWheel.class);
    }

    /**
     * Gives the eviction queues.
     *
     * @param stripe that has them.
     * @return the queues.
     */
    public static Object queues(final Stripe stripe) {
        return Innards.get(stripe, "queues", EvictionQueues.class);
    }

    /**
     * Makes the queues of a class end at once.
     *
     * @param stripe  of the queues.
     * @param classId of the queues.
     */
    public static void cutQueue(final Stripe stripe, final int classId) {
        final int[] head = Innards.get(queues(stripe), "head", int[].class);
        head[classId * (head.length / stripe.policy().counters.length)] = 0;
    }
}
