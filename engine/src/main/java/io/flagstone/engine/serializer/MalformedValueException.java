/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.serializer;

/** Says that bytes out of the cache are not those of a value of the type that was asked for. */
public final class MalformedValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Makes one.
     *
     * @param message what was expected, and what was there.
     */
    public MalformedValueException(final String message) {
        super(message);
    }

    /**
     * Makes one.
     *
     * @param message what was expected, and what was there.
     * @param cause   who refused the bytes.
     */
    public MalformedValueException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
