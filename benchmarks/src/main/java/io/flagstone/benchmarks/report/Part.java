/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.report;

import java.util.List;

/**
 * One measurement of a set.
 *
 * @param set     that it belongs to, quick or full
 * @param seconds that it takes; it is stopped after three times as many
 * @param title   of it
 * @param needs   a program that has to be there, empty if there is none
 * @param times   that the command is run, which is more than once if it knows no rounds
 * @param words   the sub-command and its options
 */
record Part(String set, int seconds, String title, String needs, int times, List<String> words) {
}
