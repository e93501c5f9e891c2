/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.linearizability;

import java.util.HashMap;
import java.util.Map;

/** What the operations of {@link CacheProgram} mean when they come one after the other. */
public final class PlainCache {
    private final Map<Integer, String> values = new HashMap<>();

    /** What {@link CacheProgram#get} means. */
    public String get(final int key) {
        return values.get(key);
    }

    /** What {@link CacheProgram#contains} means. */
    public boolean contains(final int key) {
        return values.containsKey(key);
    }

    /** What {@link CacheProgram#view} means. */
    public String view(final int key) {
        return values.get(key);
    }

    /** What {@link CacheProgram#set} means. */
    public void set(final int key, final int value) {
        values.put(key, CacheProgram.text(value));
    }

    /** What {@link CacheProgram#add} means. */
    public boolean add(final int key, final int value) {
        return values.putIfAbsent(key, CacheProgram.text(value)) == null;
    }

    /** What {@link CacheProgram#append} means. */
    public boolean append(final int key) {
        return values.computeIfPresent(key, (k, text) -> text + "0") != null;
    }

    /** What {@link CacheProgram#compareAndSet} means. */
    public String compareAndSet(final int key, final int expected, final int value) {
        if (!values.containsKey(key)) {
            return "NOT_FOUND";
        }
        if (!values.get(key).equals(CacheProgram.text(expected))) {
            return "EXISTS";
        }
        values.put(key, CacheProgram.text(value));
        return "STORED";
    }

    /** What {@link CacheProgram#delete} means. */
    public boolean delete(final int key) {
        return values.remove(key) != null;
    }

    /** What {@link CacheProgram#increment} means. */
    public String increment(final int key, final int delta) {
        final String text = values.get(key);
        if (text == null || text.length() > CacheProgram.SHORT) {
            return text == null ? "NOT_FOUND" : "NOT_NUMERIC";
        }
        final String sum = Long.toString(Long.parseLong(text) + delta);
        values.put(key, sum);
        return sum;
    }

    /** What {@link CacheProgram#churn} means to these keys. */
    public void churn(final int value) {
        // nothing
    }
}
