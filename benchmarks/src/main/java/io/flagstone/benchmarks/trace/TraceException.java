/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.trace;

import java.io.IOException;

/** A file that is not what it should be; the message names file, line and rule. */
public final class TraceException extends IOException {
    private static final long serialVersionUID = 1L;

    TraceException(final String message) {
        super(message);
    }
}
