/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

/**
 * What a fetch does to the item that it shows, and what it found out. Made once and kept; serves one thread at a time,
 * one fetch after the other.
 *
 * <p>A caller <em>wins</em> who is to bring a new value: the item is then announced (its token is sent), so that the
 * next ones know that somebody is at it. A stale item that is not announced is won by whoever fetches it.
 */
public final class FetchTerms {
    boolean touches;
    int deadline;
    int winBelow;
    boolean judgesNewDeadline;
    boolean creates;
    int createdDeadline;
    long createdCas;
    boolean binaryKey;
    boolean bumps;
    boolean won;
    boolean tokenWasSent;
    boolean stale;
    boolean created;
    int remainingSecondsBefore;
    final StoreTerms creation = new StoreTerms();

    /** Makes terms of a plain fetch. */
    public FetchTerms() {
        creation.pins = true;
        reset();
    }

    /**
     * Makes them those of a plain fetch, and forgets the results.
     *
     * @return this.
     */
    public FetchTerms reset() {
        touches = false;
        deadline = 0;
        winBelow = -1;
        judgesNewDeadline = false;
        creates = false;
        createdDeadline = 0;
        createdCas = 0;
        binaryKey = false;
        bumps = true;
        forget();
        return this;
    }

    /** Whether this time to live, -1 for ever, lets the caller win. */
    boolean isSoon(final int seconds) {
        return seconds >= 0 && seconds < winBelow;
    }

    void forget() {
        won = false;
        tokenWasSent = false;
        stale = false;
        created = false;
        remainingSecondsBefore = -1;
    }

    /**
     * Gives the item a new deadline.
     *
     * @param newDeadline in deciseconds of {@link ByteCache#clock()}, 0 for never.
     * @return this.
     */
    public FetchTerms touch(final int newDeadline) {
        touches = true;
        deadline = newDeadline;
        return this;
    }

    /**
     * Leaves the item its deadline.
     *
     * @return this.
     */
    public FetchTerms keepDeadline() {
        touches = false;
        return this;
    }

    /**
     * Lets the caller win an item that has a deadline, is not announced, and has less time left than this.
     *
     * @param seconds to live; -1 for never.
     * @return this.
     */
    public FetchTerms winBelow(final int seconds) {
        winBelow = seconds;
        return this;
    }

    /**
     * Says whether {@link #winBelow} looks at the deadline that {@link #touch} gives, not at the one before.
     *
     * @param judgesNew whether it does.
     * @return this.
     */
    public FetchTerms judgesNewDeadline(final boolean judgesNew) {
        judgesNewDeadline = judgesNew;
        return this;
    }

    /**
     * Creates an empty item, announced and won by the caller, if the key is absent; {@link #touch} does not concern it.
     *
     * @param newDeadline in deciseconds of {@link ByteCache#clock()}, 0 for never.
     * @param casUnique   that it gets; 0 for the cache's next one.
     * @return this.
     */
    public FetchTerms creates(final int newDeadline, final long casUnique) {
        creates = true;
        createdDeadline = newDeadline;
        createdCas = casUnique;
        return this;
    }

    /**
     * Says that clients write the key in base64, which an item that is created remembers.
     *
     * @param binary whether they do.
     * @return this.
     */
    public FetchTerms binaryKey(final boolean binary) {
        binaryKey = binary;
        return this;
    }

    /**
     * Says whether the fetch counts as asking for the item: for eviction, as its last access, as having been fetched.
     *
     * @param counts whether it does; true if it is not said.
     * @return this.
     */
    public FetchTerms bumps(final boolean counts) {
        bumps = counts;
        return this;
    }

    /**
     * Tells whether the caller is to bring a new value.
     *
     * @return whether he is.
     */
    public boolean won() {
        return won;
    }

    /**
     * Tells whether somebody had won the item before this fetch.
     *
     * @return whether somebody had.
     */
    public boolean tokenWasSent() {
        return tokenWasSent;
    }

    /**
     * Tells whether the item is stale.
     *
     * @return whether it is.
     */
    public boolean isStale() {
        return stale;
    }

    /**
     * Tells whether the key was absent and the item was created.
     *
     * @return whether it was.
     */
    public boolean isCreated() {
        return created;
    }

    /**
     * Tells how long the item had still to live before this fetch gave it a new deadline.
     *
     * @return seconds, rounded up; -1 for ever.
     */
    public int remainingSecondsBefore() {
        return remainingSecondsBefore;
    }

    @Override
    public String toString() {
        return "FetchTerms[touches=" + touches + ", deadline=" + deadline + ", winBelow=" + winBelow + ", creates="
            + creates + ", createdDeadline=" + createdDeadline + ", createdCas=" + createdCas + ", bumps=" + bumps
            + ", won=" + won + ", tokenWasSent=" + tokenWasSent + ", stale=" + stale + ", created=" + created + ']';
    }
}
