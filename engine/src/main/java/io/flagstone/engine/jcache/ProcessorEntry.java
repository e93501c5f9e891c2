/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import javax.cache.processor.MutableEntry;

/**
 * The entry that an entry processor works on. What it does is put together and done when it has returned: nothing at
 * all if it throws, and only what is left in the end of several changes.
 */
final class ProcessorEntry<K, V> implements MutableEntry<K, V> {
    private enum Change {
        NONE, ACCESS, LOAD, SET, REMOVE
    }

    private final CacheParts<K, V> in;
    private final Slot<K, V> slot;
    private Change change = Change.NONE;
    private V value;

    ProcessorEntry(final CacheParts<K, V> in, final Slot<K, V> slot) {
        this.in = in;
        this.slot = slot;
    }

    @Override
    public K getKey() {
        return slot.key();
    }

    @Override
    public boolean exists() {
        return switch (change) {
            case NONE, ACCESS -> slot.isPresent();
            case LOAD, SET -> true;
            case REMOVE -> false;
        };
    }

    @Override
    public V getValue() {
        if (change == Change.NONE && slot.isPresent()) {
            value = slot.value();
            change = Change.ACCESS;
        } else if (change == Change.NONE && in.backing.readsThrough()) {
            value = slot.load();
            change = value == null ? Change.NONE : Change.LOAD;
        }
        return change == Change.REMOVE ? null : value;
    }

    @Override
    public void setValue(final V newValue) {
        if (newValue == null) {
            throw new NullPointerException("value must not be null");
        }
        value = newValue;
        change = Change.SET;
    }

    /** Of an entry that this processor has made nothing is left; of any other the writer is told that it goes. */
    @Override
    public void remove() {
        final boolean made = (change == Change.SET || change == Change.LOAD) && !slot.isPresent();
        value = null;
        change = made ? Change.NONE : Change.REMOVE;
    }

    @Override
    public <T> T unwrap(final Class<T> type) {
        return Unwrapping.of(type, this);
    }

    /** Does what the processor wants done. */
    void carryOut(final long start) {
        switch (change) {
            case ACCESS -> slot.access();
            case LOAD -> slot.store(value);
            case SET -> in.statistics.puts(slot.put(value) ? 1 : 0, start);
            case REMOVE -> {
                in.backing.delete(slot.key());
                if (slot.isPresent()) {
                    slot.remove();
                    in.statistics.removals(1, start);
                }
            }
            default -> {
                // It has done nothing.
            }
        }
    }
}
