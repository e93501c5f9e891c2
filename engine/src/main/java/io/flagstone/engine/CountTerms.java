/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import org.agrona.collections.MutableLong;

/**
 * How a decimal number is to be changed, and what it is then. Made once and kept; serves one thread at a time, one
 * change after the other.
 */
public final class CountTerms {
    long delta;
    boolean up;
    long compareCas;
    long assignCas;
    boolean touches;
    int newDeadline;
    boolean creates;
    long initial;
    int createdDeadline;
    boolean binaryKey;
    final MutableLong number = new MutableLong();
    final StoreTerms creation = new StoreTerms();
    long casUnique;
    int deadlineBefore;
    int deadline;
    boolean created;

    /** Makes terms that add one. */
    public CountTerms() {
        reset();
    }

    /**
     * Makes them terms that add one, and forgets the results.
     *
     * @return this.
     */
    public CountTerms reset() {
        delta = 1;
        up = true;
        compareCas = 0;
        assignCas = 0;
        touches = false;
        newDeadline = 0;
        creates = false;
        initial = 0;
        createdDeadline = 0;
        binaryKey = false;
        forget();
        return this;
    }

    void forget() {
        number.value = 0;
        casUnique = 0;
        deadlineBefore = 0;
        deadline = 0;
        created = false;
    }

    void counted(final long unique, final int before, final int now) {
        casUnique = unique;
        deadlineBefore = before;
        deadline = now;
    }

    /**
     * Sets by how much the number changes.
     *
     * @param by unsigned; 1 if it is not said.
     * @return this.
     */
    public CountTerms delta(final long by) {
        delta = by;
        return this;
    }

    /**
     * Sets the direction.
     *
     * @param adds true to add, modulo 2^64; false to take away, down to 0.
     * @return this.
     */
    public CountTerms up(final boolean adds) {
        up = adds;
        return this;
    }

    /**
     * Sets the CAS unique that the item must have.
     *
     * @param unique to compare with; 0 for any.
     * @return this.
     */
    public CountTerms compareCas(final long unique) {
        compareCas = unique;
        return this;
    }

    /**
     * Sets the CAS unique that the item gets.
     *
     * @param unique any; 0 for the cache's next one.
     * @return this.
     */
    public CountTerms assignCas(final long unique) {
        assignCas = unique;
        return this;
    }

    /**
     * Gives an item that is there a new deadline.
     *
     * @param tenths in deciseconds of {@link ByteCache#clock()}, 0 for never.
     * @return this.
     */
    public CountTerms touch(final int tenths) {
        touches = true;
        newDeadline = tenths;
        return this;
    }

    /**
     * Leaves the item its deadline.
     *
     * @return this.
     */
    public CountTerms keepDeadline() {
        touches = false;
        return this;
    }

    /**
     * Says what to do if the key is absent; {@link #touch} does not concern an item that is created.
     *
     * @param stores      whether an item is created.
     * @param first       that it holds; nothing is added to it.
     * @param itsDeadline in deciseconds of {@link ByteCache#clock()}, 0 for never.
     * @return this.
     */
    public CountTerms creates(final boolean stores, final long first, final int itsDeadline) {
        creates = stores;
        initial = first;
        createdDeadline = itsDeadline;
        return this;
    }

    /**
     * Says that clients write the key in base64, which an item that is created remembers.
     *
     * @param binary whether they do.
     * @return this.
     */
    public CountTerms binaryKey(final boolean binary) {
        binaryKey = binary;
        return this;
    }

    /**
     * Tells the new number.
     *
     * @return unsigned.
     */
    public long number() {
        return number.value;
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
     * Tells the deadline that the item had before {@link #touch} gave it a new one.
     *
     * @return deciseconds of {@link ByteCache#clock()}, 0 for never.
     */
    public int deadlineBefore() {
        return deadlineBefore;
    }

    /**
     * Tells the deadline that the item has now.
     *
     * @return deciseconds of {@link ByteCache#clock()}, 0 for never.
     */
    public int deadline() {
        return deadline;
    }

    /**
     * Tells whether the key was absent and the item was created.
     *
     * @return whether it was.
     */
    public boolean isCreated() {
        return created;
    }

    @Override
    public String toString() {
        return "CountTerms[delta=" + Long.toUnsignedString(delta) + ", up=" + up + ", compareCas=" + compareCas
            + ", assignCas=" + assignCas + ", touches=" + touches + ", creates=" + creates + ", number="
            + Long.toUnsignedString(number.value) + ", casUnique=" + casUnique + ", deadline=" + deadline + ", created="
            + created + ']';
    }
}
