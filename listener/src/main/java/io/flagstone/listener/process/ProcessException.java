/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.process;

/** The operating system refused what the process asked for itself; the message is one sentence for the operator. */
public final class ProcessException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Carries a sentence.
     *
     * @param message for the operator.
     */
    ProcessException(final String message) {
        super(message);
    }
}
