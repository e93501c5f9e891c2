/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

/** Ends several things, of which none that fails keeps another from its end. */
public final class Endings {
    private Endings() {
    }

    /**
     * Closes all of them, in their order.
     *
     * @param parts of which some may be null.
     * @throws IllegalStateException if one throws what is checked; what is not checked is thrown as it is. The first
     *                               failure is thrown, and bears the others.
     */
    public static void all(final AutoCloseable... parts) {
        Throwable first = null;
        for (final AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (final Exception | Error e) {
                first = joined(first, e);
            }
        }
        rethrow(first);
    }

    /** The first of several failures, null as long as there is none; it bears those that come later. */
    static Throwable joined(final Throwable first, final Throwable next) {
        if (first != null && first != next) {
            first.addSuppressed(next);
        }
        return first == null ? next : first;
    }

    /** Throws what is unchecked as it is, and what is checked in an exception; nothing if there was no failure. */
    static void rethrow(final Throwable first) {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
        if (first != null) {
            throw new IllegalStateException("cannot be closed: " + first.getMessage(), first);
        }
    }
}
