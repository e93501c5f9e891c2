/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

/**
 * A cache in the tools that operators have: Micrometer
 * ({@link io.flagstone.engine.metrics.FlagstoneMetrics}) and JMX ({@link io.flagstone.engine.metrics.CacheMBeans}).
 *
 * <p>Imports the public faces of the cache and of the typed one; nothing imports this.
 * {@code io.micrometer:micrometer-core} is an optional dependency, and so is the module {@code java.management}: each
 * is needed by the classes that name it, when they are used. Whoever wants meters has Micrometer on the class path
 * already.
 *
 * <p><b>Counting.</b> A snapshot of a cache locks its stripes one after the other, once for each slab class: some
 * tenths of a millisecond. Whoever shows a cache asks for all its figures in a row, so a snapshot serves for a tenth of
 * a second ({@code RecentStats}, whose monitor guards it and is a leaf). <b>Rejected:</b> a snapshot for each meter,
 * twenty of them for one look at a registry, of which no two are of the same moment.
 */
package io.flagstone.engine.metrics;
