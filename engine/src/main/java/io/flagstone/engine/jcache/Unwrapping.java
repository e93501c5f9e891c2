/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

/** Gives out what lies behind an object of JCache, if it has the type that is asked for. */
final class Unwrapping {
    private Unwrapping() {
    }

    static <T> T of(final Class<T> type, final Object... candidates) {
        for (final Object candidate : candidates) {
            if (type.isInstance(candidate)) {
                return type.cast(candidate);
            }
        }
        final StringBuilder known = new StringBuilder();
        for (final Object candidate : candidates) {
            known.append(known.length() == 0 ? "" : " or ").append(candidate.getClass().getName());
        }
        throw new IllegalArgumentException("type must be one of " + known + ": type=" + type.getName());
    }
}
