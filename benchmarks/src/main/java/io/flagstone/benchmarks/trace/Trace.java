/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

/** Requests in the order in which they were made, column by column. Keys are numbered by their first appearance. */
public final class Trace {
    /** Marks a size or a time to live that the trace does not tell. */
    public static final int UNKNOWN = -1;

    /** A get and, on a miss, a set. */
    public static final byte GET = 0;
    /** A set, whatever is there. */
    public static final byte SET = 1;
    /** A delete. */
    public static final byte DELETE = 2;

    private final String name;
    private final int[] keys;
    private final long[] keyHashes;
    private final long[] millis;
    private final int[] sizes;
    private final byte[] operations;
    private final int[] seconds;

    Trace(final String name, final int[] keys, final long[] keyHashes, final long[] millis, final int[] sizes,
        final byte[] operations, final int[] seconds) {
        this.name = name;
        this.keys = keys;
        this.keyHashes = keyHashes;
        this.millis = millis;
        this.sizes = sizes;
        this.operations = operations;
        this.seconds = seconds;
    }

    /**
     * Tells the name.
     *
     * @return the file's, without its ending
     */
    public String name() {
        return name;
    }

    /**
     * Counts the requests.
     *
     * @return their number, at least 1
     */
    public int requests() {
        return keys.length;
    }

    /**
     * Counts the different keys.
     *
     * @return their number
     */
    public int uniqueKeys() {
        return keyHashes.length;
    }

    /**
     * Tells which key a request is about.
     *
     * @param request from 0
     * @return the key's number, from 0
     */
    public int key(final int request) {
        return keys[request];
    }

    /**
     * Tells the hash of a key's text.
     *
     * @param key its number
     * @return the hash, the same in every run
     */
    public long keyHash(final int key) {
        return keyHashes[key];
    }

    /**
     * Tells whether the trace knows when its requests were made.
     *
     * @return whether it does
     */
    public boolean hasTime() {
        return millis != null;
    }

    /**
     * Tells when a request was made.
     *
     * @param request from 0
     * @return milliseconds since the first one
     */
    public long millis(final int request) {
        return millis[request] - millis[0];
    }

    /**
     * Tells the size of a request's value.
     *
     * @param request from 0
     * @return bytes, or {@link #UNKNOWN}
     */
    public int size(final int request) {
        return sizes == null ? UNKNOWN : sizes[request];
    }

    /**
     * Tells what a request asks for.
     *
     * @param request from 0
     * @return {@link #GET}, {@link #SET} or {@link #DELETE}
     */
    public byte operation(final int request) {
        return operations == null ? GET : operations[request];
    }

    /**
     * Tells whether the trace knows how long any value lives.
     *
     * @return whether it does
     */
    public boolean hasTimeToLive() {
        return seconds != null;
    }

    /**
     * Tells how long the value of a request lives.
     *
     * @param request from 0
     * @return seconds, 0 for ever, or {@link #UNKNOWN}
     */
    public int timeToLive(final int request) {
        return seconds == null ? UNKNOWN : seconds[request];
    }
}
