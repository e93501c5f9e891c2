/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * Whether what several threads see of a few keys could also have been seen had they come one after the other, asked by
 * Lincheck: it runs random programs of three threads many times and looks for an order that explains each outcome.
 *
 * <p>Only the stress mode: the model checker of Lincheck 3.7 takes every call to {@code Unsafe} for one to a field, and
 * fails at the first native address.
 */
package io.flagstone.engine.linearizability;
