/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.log;

import java.util.function.IntSupplier;
import org.slf4j.event.Level;

/** What of the log lines is written to stderr, when this process owns it. */
public final class StandardErrorLog {
    private static final String PROVIDER = "slf4j.provider";
    private static final String VERBOSITY_OF_SLF4J = "slf4j.internal.verbosity";

    private static volatile IntSupplier verbosity = () -> 0;

    private StandardErrorLog() {
    }

    /**
     * Has SLF4J write to stderr, unless the command line of the JVM names something else. To be called before there is
     * a logger.
     */
    public static void install() {
        if (System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, StandardErrorProvider.class.getName());
            if (System.getProperty(VERBOSITY_OF_SLF4J) == null) {
                System.setProperty(VERBOSITY_OF_SLF4J, Level.WARN.name());
            }
        }
    }

    /**
     * Says how much is written.
     *
     * @param level asked for each line: 0 errors, 1 warnings too, 2 also what is done, 3 also changes of state.
     */
    public static void follow(final IntSupplier level) {
        verbosity = level;
    }

    static boolean isOn(final Level level) {
        return switch (level) {
            case ERROR -> true;
            case WARN, INFO -> verbosity.getAsInt() > 0;
            case DEBUG -> verbosity.getAsInt() > 1;
            case TRACE -> verbosity.getAsInt() > 2;
        };
    }
}
