/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.ErrorHandler;

/**
 * Where goes what a pass of the maintenance has thrown: into the log of the platform, once for each kind, since the
 * next pass, a tenth of a second later, will most likely fail as this one did. The maintenance goes on.
 */
final class MaintenanceFailures implements ErrorHandler {
    private final Set<Class<?>> told = ConcurrentHashMap.newKeySet();

    @Override
    public void onError(final Throwable failure) {
        if (told.add(failure.getClass())) {
            System.getLogger("io.flagstone.engine").log(System.Logger.Level.ERROR,
                "a pass of the maintenance failed; others of the kind are not told again", failure);
        }
    }
}
