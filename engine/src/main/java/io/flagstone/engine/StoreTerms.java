/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.util.Objects;

/**
 * How a value is to be stored, for dialects that ask for more than a {@link StoreMode}, and what became of it. Made
 * once and kept; serves one thread at a time, one store after the other. A store that succeeds makes the item neither
 * stale nor announced, unless {@link #invalidates} says otherwise.
 */
public final class StoreTerms {
    StoreMode mode;
    long compareCas;
    long assignCas;
    boolean invalidates;
    boolean binaryKey;
    boolean createsIfAbsent;
    long casUnique;
    int valueLength;
    /** Whether the item is pinned when it is linked: not a term of the caller's. */
    boolean pins;

    /** Makes terms of a plain set. */
    public StoreTerms() {
        reset();
    }

    /**
     * Makes them those of a plain set, and forgets the results.
     *
     * @return this.
     */
    public StoreTerms reset() {
        mode = StoreMode.SET;
        compareCas = 0;
        assignCas = 0;
        invalidates = false;
        binaryKey = false;
        createsIfAbsent = false;
        forget();
        return this;
    }

    void forget() {
        casUnique = 0;
        valueLength = 0;
    }

    void stored(final long unique, final int length) {
        casUnique = unique;
        valueLength = length;
    }

    /**
     * Sets what is asked of the key.
     *
     * @param wanted the mode; SET if it is not said.
     * @return this.
     */
    public StoreTerms mode(final StoreMode wanted) {
        mode = Objects.requireNonNull(wanted, "mode must not be null");
        return this;
    }

    /**
     * Sets the CAS unique that the item must have: in the mode CAS, where 0 is none that an item ever has, and in
     * APPEND and PREPEND, where 0 is any and another one that the item has not makes it EXISTS. The other modes do not
     * look at it.
     *
     * @param unique to compare with.
     * @return this.
     */
    public StoreTerms compareCas(final long unique) {
        compareCas = unique;
        return this;
    }

    /**
     * Sets the CAS unique that the item gets.
     *
     * @param unique any; 0 for the cache's next one.
     * @return this.
     */
    public StoreTerms assignCas(final long unique) {
        assignCas = unique;
        return this;
    }

    /**
     * Says that in the mode CAS a value whose CAS unique is lower, unsigned, than the item's is stored nevertheless:
     * the item is stale then, keeps its deadline, and stays announced if it was.
     *
     * @param lower whether it is.
     * @return this.
     */
    public StoreTerms invalidates(final boolean lower) {
        invalidates = lower;
        return this;
    }

    /**
     * Says that clients write the key in base64, which the item remembers.
     *
     * @param binary whether they do.
     * @return this.
     */
    public StoreTerms binaryKey(final boolean binary) {
        binaryKey = binary;
        return this;
    }

    /**
     * Says that APPEND and PREPEND of an absent key store what was to be added, with the flags and the deadline given.
     *
     * @param creates whether they do.
     * @return this.
     */
    public StoreTerms createsIfAbsent(final boolean creates) {
        createsIfAbsent = creates;
        return this;
    }

    /**
     * Tells the CAS unique that the item got.
     *
     * @return it, 0 if nothing was stored.
     */
    public long casUnique() {
        return casUnique;
    }

    /**
     * Tells the length of the whole value that is stored now: after APPEND, of both parts together.
     *
     * @return bytes, 0 if nothing was stored.
     */
    public int valueLength() {
        return valueLength;
    }

    @Override
    public String toString() {
        return "StoreTerms[mode=" + mode + ", compareCas=" + compareCas + ", assignCas=" + assignCas
            + ", invalidates=" + invalidates + ", binaryKey=" + binaryKey + ", createsIfAbsent=" + createsIfAbsent
            + ", casUnique=" + casUnique + ", valueLength=" + valueLength + ']';
    }
}
