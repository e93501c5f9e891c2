/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
/**
 * Caches that a service can hold in its own JVM, behind one small face, for the commands that measure them over time
 * and not by JMH ({@code growth}, {@code latency}). How fair it is: keys and values are the caller's arrays, read as if
 * they had just been decoded; who keeps objects makes them. Imports Flagstone's engine, OHC, Caffeine, the key
 * on the heap and the OHC of bytes that JMH measures in {@code engine}, {@code footprint} and {@code console}.
 */
package io.flagstone.benchmarks.embedded;
