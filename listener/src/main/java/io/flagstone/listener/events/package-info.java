/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * What a server tells the JVM's flight recorder (JFR), beside what its cache does, by whose name events of both can be
 * brought together.
 *
 * <p>Imports nothing of this product, and {@code jdk.jfr}. Nothing here may be touched unless
 * {@link io.flagstone.engine.events.FlightRecording#isOn}; why is said there.
 *
 * <p><b>Threads.</b> An event belongs to the worker that makes it.
 *
 * <p><b>Slow commands</b> are timed by the turn of a connection, which is mostly one command: two looks at the clock
 * while recorded. <b>Rejected:</b> a look at the clock for each command of a pipeline, a tenth of what a get takes.
 */
package io.flagstone.listener.events;
