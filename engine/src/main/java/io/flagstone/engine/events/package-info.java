/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * What a cache tells the JVM's flight recorder (JFR). Each event describes itself by its annotations; their names begin
 * with {@code flagstone.}, and each bears the name of its cache.
 *
 * <p>Imports nothing of this product, and alone imports {@code jdk.jfr}. Classes that extend
 * {@code jdk.jfr.Event} are touched only while {@link io.flagstone.engine.events.FlightRecording#isOn}: the JDK's first
 * class of an event takes a tenth of a second to load, recorder or not, and a JVM may have no recorder at all. So a
 * cache looks, at each pass of its maintenance, whether a recorder was made meanwhile, which is a read of a field;
 * a recording that begins later than the cache misses what happened until then. <b>Rejected:</b> to be told by a
 * listener, which takes 15 ms of every start.
 *
 * <p><b>Cost.</b> Nothing on a hit. A store, delete, count and touch read a field; while recorded, those that may take
 * long look at the clock twice. What could come in storms is counted where it is counted anyway, and asked for by the
 * recorder's own thread: evictions by slab class, and growth of the index, which is one bucket for every nine items.
 * Nothing is committed while a stripe is held. No event is made unless somebody records it.
 *
 * <p><b>Locks.</b> The list of caches is guarded by its own monitor, taken when a cache is made or closed. An
 * {@link io.flagstone.engine.events.OperationWatch} belongs to its thread, other events to whoever made them.
 */
package io.flagstone.engine.events;
