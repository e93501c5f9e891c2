/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logger of this package. It is made with the first line, since that takes some 20 ms of a start. */
final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("io.flagstone.listener.command");

    private Log() {
    }
}
