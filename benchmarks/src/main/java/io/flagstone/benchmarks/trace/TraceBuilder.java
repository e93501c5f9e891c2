/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/** Collects the requests of a trace. A column costs memory from the first request on that has something in it. */
final class TraceBuilder {
    private static final int LARGEST = 1 << 30;

    private final Long2LongHashMap numbers = new Long2LongHashMap(-1);
    private int[] keys = new int[1 << 12];
    private long[] keyHashes = new long[1 << 10];
    private long[] millis;
    private int[] sizes;
    private byte[] operations;
    private int[] seconds;
    private int requests;

    /** Adds a request; {@code time} is {@link Trace#UNKNOWN} for all requests or for none. */
    void add(final long keyHash, final long time, final int size, final byte operation, final int timeToLive) {
        if (requests == keys.length) {
            grow();
        }
        keys[requests] = number(keyHash);
        if (time != Trace.UNKNOWN) {
            millis = millis == null ? new long[keys.length] : millis;
            millis[requests] = time;
        }
        if (sizes == null && size != Trace.UNKNOWN) {
            sizes = unknown(requests);
        }
        if (sizes != null) {
            sizes[requests] = size;
        }
        if (operations == null && operation != Trace.GET) {
            operations = new byte[keys.length];
        }
        if (operations != null) {
            operations[requests] = operation;
        }
        if (seconds == null && timeToLive != Trace.UNKNOWN) {
            seconds = unknown(requests);
        }
        if (seconds != null) {
            seconds[requests] = timeToLive;
        }
        requests++;
    }

    int requests() {
        return requests;
    }

    Trace build(final String name) {
        return new Trace(name, Arrays.copyOf(keys, requests), Arrays.copyOf(keyHashes, numbers.size()),
            millis == null ? null : Arrays.copyOf(millis, requests),
            sizes == null ? null : Arrays.copyOf(sizes, requests),
            operations == null ? null : Arrays.copyOf(operations, requests),
            seconds == null ? null : Arrays.copyOf(seconds, requests));
    }

    private int number(final long keyHash) {
        final int next = numbers.size();
        final long known = numbers.putIfAbsent(keyHash, next);
        if (known >= 0) {
            return (int) known;
        }
        if (next == keyHashes.length) {
            keyHashes = Arrays.copyOf(keyHashes, next * 2);
        }
        keyHashes[next] = keyHash;
        return next;
    }

    private void grow() {
        if (requests == LARGEST) {
            throw new IllegalArgumentException("a trace must have at most " + LARGEST + " requests");
        }
        final int capacity = keys.length * 2;
        keys = Arrays.copyOf(keys, capacity);
        millis = millis == null ? null : Arrays.copyOf(millis, capacity);
        sizes = sizes == null ? null : Arrays.copyOf(sizes, capacity);
        operations = operations == null ? null : Arrays.copyOf(operations, capacity);
        seconds = seconds == null ? null : Arrays.copyOf(seconds, capacity);
    }

    private int[] unknown(final int before) {
        final int[] column = new int[keys.length];
        Arrays.fill(column, 0, before, Trace.UNKNOWN);
        return column;
    }
}
