/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener.golden;

import java.util.List;

/**
 * One case of a transcript.
 *
 * @param name  what it shows
 * @param timed whether time passes in it, so that a real clock would make it slow
 * @param line  the line of the file where it begins
 * @param steps its steps, at least one
 */
public record GoldenCase(String name, boolean timed, int line, List<GoldenStep> steps) {
    @Override
    public String toString() {
        return name + " (line " + line + ")";
    }
}
