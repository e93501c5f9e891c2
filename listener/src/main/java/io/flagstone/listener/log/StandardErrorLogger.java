/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.log;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes lines and nothing in front of them. */
final class StandardErrorLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    StandardErrorLogger(final String name) {
        this.name = name;
    }

    @Override
    public boolean isErrorEnabled() {
        return StandardErrorLog.isOn(Level.ERROR);
    }

    @Override
    public boolean isWarnEnabled() {
        return StandardErrorLog.isOn(Level.WARN);
    }

    @Override
    public boolean isInfoEnabled() {
        return StandardErrorLog.isOn(Level.INFO);
    }

    @Override
    public boolean isDebugEnabled() {
        return StandardErrorLog.isOn(Level.DEBUG);
    }

    @Override
    public boolean isTraceEnabled() {
        return StandardErrorLog.isOn(Level.TRACE);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(final Level level, final Marker marker, final String pattern,
            final Object[] arguments, final Throwable thrown) {
        final String line = MessageFormatter.basicArrayFormat(pattern, arguments);
        System.err.println(thrown == null ? line : line + ": " + thrown);
    }
}
