/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * What becomes of an item that is to be deleted: gone, marked as stale, or emptied. Made once and kept; serves one
 * thread at a time, one delete after the other.
 */
public final class DeleteTerms {
    long compareCas;
    long assignCas;
    boolean marksStale;
    boolean empties;
    int flags;
    boolean touches;
    int deadline;

    /** Makes terms of a plain delete. */
    public DeleteTerms() {
        reset();
    }

    /**
     * Makes them those of a plain delete.
     *
     * @return this.
     */
    public DeleteTerms reset() {
        compareCas = 0;
        assignCas = 0;
        marksStale = false;
        empties = false;
        flags = 0;
        touches = false;
        deadline = 0;
        return this;
    }

    /**
     * Sets the CAS unique that the item must have.
     *
     * @param unique to compare with; 0 for any.
     * @return this.
     */
    public DeleteTerms compareCas(final long unique) {
        compareCas = unique;
        return this;
    }

    /**
     * Sets the CAS unique that an item gets which is marked or emptied.
     *
     * @param unique any; 0 for the cache's next one if it is marked, and its own if it is only emptied.
     * @return this.
     */
    public DeleteTerms assignCas(final long unique) {
        assignCas = unique;
        return this;
    }

    /**
     * Says that the item stays, is stale, and is no longer announced: the next one who fetches it wins.
     *
     * @param marks whether it does.
     * @return this.
     */
    public DeleteTerms marksStale(final boolean marks) {
        marksStale = marks;
        return this;
    }

    /**
     * Says that the item stays, without its value, and without a deadline unless {@link #touch} gives one.
     *
     * @param removesValue whether it does.
     * @param clientFlags  that it gets.
     * @return this.
     */
    public DeleteTerms empties(final boolean removesValue, final int clientFlags) {
        empties = removesValue;
        flags = clientFlags;
        return this;
    }

    /**
     * Gives an item that is marked or emptied a new deadline.
     *
     * @param newDeadline in deciseconds of {@link ByteCache#clock()}, 0 for never.
     * @return this.
     */
    public DeleteTerms touch(final int newDeadline) {
        touches = true;
        deadline = newDeadline;
        return this;
    }

    /**
     * Leaves an item that is marked its deadline.
     *
     * @return this.
     */
    public DeleteTerms keepDeadline() {
        touches = false;
        deadline = 0;
        return this;
    }

    @Override
    public String toString() {
        return "DeleteTerms[compareCas=" + compareCas + ", assignCas=" + assignCas + ", marksStale=" + marksStale
            + ", empties=" + empties + ", flags=" + flags + ", touches=" + touches + ", deadline=" + deadline + ']';
    }
}
