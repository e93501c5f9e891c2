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
 * <p><b>What a recording costs</b>, by pairs of JVMs on a busy machine: a mixed load 0.94 of that without a recorder,
 * 0.98 with these events disabled; with the looks at single operations disabled and the rest on, or one of the two on,
 * 0.86 to 0.93; stores alone 1.08 and gets alone 1.00 of what they do with the events disabled. Within one JVM that
 * switches recordings, by processor time: 0.99 to 1.01, whether its code was compiled under a recording or not. The
 * JDK's sampling makes no difference (0.92 without it). So it seems to lie in what the compiler makes of a mixed load:
 * under a recording a get is compiled with the shared counters of threads that come seldom, such as the recorder's,
 * which else are left out. Not measured as yet: a counter that calls nothing there.
 *
 * <p><b>Locks.</b> The list of caches is guarded by its own monitor, taken when a cache is made or closed. An
 * {@link io.flagstone.engine.events.OperationWatch} belongs to its thread, other events to whoever made them.
 */
package io.flagstone.engine.events;
