/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.util.Set;

/**
 * A request of several commands, for memcached 1.6.18.
 *
 * @param request as memcached gets it: the same as Flagstone, where {@code reasons} do not tell otherwise
 * @param reasons why it is not the same
 * @param markers how many markers are among its commands
 * @param isEnded whether its last command is a marker
 */
record Adapted(String request, Set<KnownDifference> reasons, int markers, boolean isEnded) {
}
