/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import io.flagstone.engine.stripe.Stripe;
import java.util.function.Consumer;

/** How a running cache chooses what gives way: to be looked at and tuned. Safe for any number of threads. */
public final class Eviction {
    private static final int MAX_TEMPORARY_SECONDS = Integer.MAX_VALUE / 10 - 1;

    private final CacheCore core;
    private volatile EvictionPolicy policy;
    private volatile LruTuning tuning = LruTuning.DEFAULT;

    Eviction(final CacheCore core) {
        this.core = core;
        policy = core.evictionPolicy;
    }

    /**
     * Tells the policy.
     *
     * @return it.
     */
    public EvictionPolicy policy() {
        core.counters.checkOpen();
        return policy;
    }

    /**
     * Changes the policy: a segmented LRU can become a flat one, and the other way round. Items that are there move as
     * they reach a tail.
     *
     * @param changed the new one.
     * @return whether it is the cache's policy now; false if the old or the new one is another kind than LRU.
     */
    public boolean changePolicy(final EvictionPolicy changed) {
        synchronized (this) {
            if (changed != policy && (changed == EvictionPolicy.S3_FIFO || policy == EvictionPolicy.S3_FIFO)) {
                return false;
            }
            onEachStripe(stripe -> stripe.policy().flat(changed == EvictionPolicy.LRU));
            policy = changed;
            return true;
        }
    }

    /**
     * Tells the limits of the lists of a segmented LRU.
     *
     * @return them.
     */
    public LruTuning tuning() {
        core.counters.checkOpen();
        return tuning;
    }

    /**
     * Sets the limits of the lists of a segmented LRU; under another policy they are remembered and have no effect.
     *
     * @param changed the new ones.
     */
    public void tune(final LruTuning changed) {
        final int seconds = Math.min(changed.temporaryTimeToLiveSeconds(), MAX_TEMPORARY_SECONDS);
        final int temporary = seconds < 0 ? -1 : seconds * 10;
        synchronized (this) {
            onEachStripe(stripe -> stripe.policy().tune(changed.hotPercent(), changed.warmPercent(),
                changed.hotAgeFactor(), changed.warmAgeFactor(), temporary));
            tuning = changed;
        }
    }

    @Override
    public String toString() {
        return "Eviction[policy=" + policy.policyName() + ", tuning=" + tuning + ']';
    }

    private void onEachStripe(final Consumer<Stripe> change) {
        core.counters.enter();
        try {
            for (int i = 0; i < core.stripeCount(); i++) {
                final Stripe stripe = core.stripeAt(i);
                stripe.lock();
                try {
                    change.accept(stripe);
                } finally {
                    stripe.unlock();
                }
            }
        } finally {
            core.counters.add(OperationCounters.LEFT);
        }
    }
}
