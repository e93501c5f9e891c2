/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.memory;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Works with a file in a thread that others may interrupt. A channel that such a thread uses is closed under it: the
 * work is then done once more, from its start, and the thread finds itself interrupted when it is done.
 */
public final class Uninterrupted {
    private Uninterrupted() {
    }

    /**
     * What is to be done with a file.
     *
     * @param <T> what comes of it.
     */
    @FunctionalInterface
    public interface FileWork<T> {
        /**
         * Does it; perhaps not for the first time.
         *
         * @return what comes of it.
         * @throws IOException if it cannot be done.
         */
        T run() throws IOException;
    }

    /**
     * Does something with a file.
     *
     * @param work to be done; it opens again what was closed.
     * @param <T>  what comes of it.
     * @return what comes of it.
     * @throws IOException if it cannot be done, for another reason than an interrupt.
     */
    public static <T> T run(final FileWork<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (final ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
