/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MaintenanceFailuresTest {
    private final Logger logger = Logger.getLogger("io.flagstone.engine");
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(final LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(handler);
    }

    @Test
    void shouldTellEachKindOfFailureOnce() {
        final MaintenanceFailures failures = new MaintenanceFailures();
        final RuntimeException first = new IllegalStateException("first");
        failures.onError(first);
        failures.onError(new IllegalStateException("first again"));
        final Throwable other = new OutOfMemoryError("other");
        failures.onError(other);

        assertEquals(2, records.size());
        assertSame(first, records.get(0).getThrown());
        assertSame(other, records.get(1).getThrown());
    }
}
