/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the server on one core and the load on another, by {@code taskset}, where there are two cores and there is
 * {@code taskset}. Without it the figures are noisier: the scheduler moves both about.
 */
final class Pinning {
    private final int serverCore;
    private final int loadCore;
    private final boolean isPossible;

    Pinning(final int serverCore, final int loadCore) {
        this.serverCore = serverCore;
        this.loadCore = loadCore;
        this.isPossible = serverCore != loadCore && pinLoad();
    }

    /** The command, prefixed so that its process stays on the server's core. */
    List<String> server(final List<String> command) {
        if (!isPossible) {
            return command;
        }
        final List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(serverCore)));
        pinned.addAll(command);
        return pinned;
    }

    @Override
    public String toString() {
        return isPossible ? "server on core " + serverCore + ", load on core " + loadCore : "nothing pinned";
    }

    /** Moves every thread of this process to the load's core; threads made later inherit it. */
    private boolean pinLoad() {
        try {
            final Process taskset = new ProcessBuilder("taskset", "-a", "-p", "-c", Integer.toString(loadCore),
                Long.toString(ProcessHandle.current().pid())).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return taskset.waitFor() == 0;
        } catch (final IOException e) {
            return false;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
