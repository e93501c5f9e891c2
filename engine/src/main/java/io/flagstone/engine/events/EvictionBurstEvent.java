/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An operation that evicted many items; {@link OperationWatch} makes them. */
@Name("flagstone.EvictionBurst")
@Label("Eviction Burst")
@Description("A single operation evicted 32 items or more to make room for one")
final class EvictionBurstEvent extends OperationEvent {
    /** What is many. */
    static final int LEAST = 32;
    static final EvictionBurstEvent ANY = new EvictionBurstEvent();
}
