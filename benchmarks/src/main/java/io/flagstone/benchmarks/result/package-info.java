/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * What a measurement leaves behind: a {@link io.flagstone.benchmarks.result.Figure} for each thing measured, as a line
 * of a CSV file, from which a report can be made without measuring again. A command that measures takes
 * {@link io.flagstone.benchmarks.result.FigureOptions} as a mixin and adds what it prints. Imports picocli, JMH and
 * {@code console} alone.
 *
 * <p>A file is appended to, figure by figure, each as soon as it is there: what was measured before a run broke is not
 * lost. A file that is read may come from anybody; whatever is not a figure is refused with its line.
 *
 * <p>{@link io.flagstone.benchmarks.result.JmhRoundsCommand} makes figures of JMH's benchmarks. <i>Rejected:</i> JMH's
 * own order, all forks of a peer before the next one: the machine that the second peer meets is not that of the first.
 */
package io.flagstone.benchmarks.result;
