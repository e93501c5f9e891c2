/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logger of this package. It is made behind the first client, since that takes some 20 ms of a start. */
final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("io.flagstone.listener.net");

    private Log() {
    }

    /** Makes the logger now: when file descriptors have run out, its classes may not be found any more. */
    static void load() {
        LOGGER.isWarnEnabled();
    }
}
