/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

/** The requests of one connection that are not answered yet, oldest first: what was asked, and since when. */
final class InFlight {
    private static final Operation[] OPERATIONS = Operation.values();

    private final int most;
    private final int keysPerRequest;
    private final byte[] operations;
    private final int[] keys;
    private final long[] due;
    private int first;
    private int size;
    /** The key of the oldest request that is looked for next. */
    private int next;

    InFlight(final int most, final int keysPerRequest) {
        this.most = most;
        this.keysPerRequest = keysPerRequest;
        operations = new byte[most];
        keys = new int[most * keysPerRequest];
        due = new long[most];
    }

    boolean isFull() {
        return size == most;
    }

    int size() {
        return size;
    }

    /** Adds a request and gives its slot, whose keys are to be set. */
    int add(final int operation, final long dueNanos) {
        final int slot = slot(size++);
        operations[slot] = (byte) operation;
        due[slot] = dueNanos;
        return slot;
    }

    void key(final int slot, final int index, final int key) {
        keys[slot * keysPerRequest + index] = key;
    }

    /** The slot of a request by its age, 0 being the oldest. */
    int slot(final int index) {
        final int slot = first + index;
        return slot >= most ? slot - most : slot;
    }

    Operation operation(final int slot) {
        return OPERATIONS[operations[slot]];
    }

    int keys(final int slot) {
        return operations[slot] == Operation.MULTIGET.ordinal() ? keysPerRequest : 1;
    }

    int key(final int slot, final int index) {
        return keys[slot * keysPerRequest + index];
    }

    Operation operation() {
        return operation(first);
    }

    /** Keys of the oldest request. */
    int keys() {
        return keys(first);
    }

    int key(final int index) {
        return key(first, index);
    }

    long due() {
        return due[first];
    }

    int next() {
        return next;
    }

    void next(final int index) {
        next = index;
    }

    /** Takes the oldest away, which is answered. */
    void remove() {
        first = first + 1 == most ? 0 : first + 1;
        size--;
        next = 0;
    }
}
