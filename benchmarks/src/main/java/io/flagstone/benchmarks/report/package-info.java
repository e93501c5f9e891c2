/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * One page of all figures: what was asked for and what was reached, plots, tables, the machine, and the command for
 * each figure. {@link io.flagstone.benchmarks.report.ReportCommand} runs the parts of a set in JVMs of their own,
 * gathers what they write, and makes the page of that file alone, so that it can be made again without measuring.
 *
 * <p>What belongs to a set ({@code parts.csv}), what the issues ask for ({@code asked.csv}), and what is drawn
 * ({@code plots.csv}) are files beside this package's classes: a command that measures something new needs a line in
 * them, and no other code. Imports {@code result}, {@code console}, and {@code footprint} for
 * the command line of another JVM.
 *
 * <p><b>Spread.</b> What is printed beside a median is where another run is to be met: the range of its rounds, wider
 * if they are few. <i>Rejected:</i> the bare range of three rounds, since those of two runs fall apart in one of ten
 * figures by chance alone, and the standard error, which a reader has to multiply by something.
 *
 * <p><b>Plots</b> are SVG without script, with the same style sheet in the page and as files. Each line has a form of
 * its points and its name at its end, so that nothing hangs on colours alone.
 */
package io.flagstone.benchmarks.report;
