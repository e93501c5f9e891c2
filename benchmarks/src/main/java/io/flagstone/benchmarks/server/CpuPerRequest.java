/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

/**
 * One round: what requests cost.
 *
 * @param micros     of the server, user and system, per request
 * @param loadMicros of the load's own process, per request
 * @param perSecond  requests answered per second
 */
record CpuPerRequest(double micros, double loadMicros, double perSecond) {
}
