/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;

/** An operation that took long; {@link OperationWatch} makes them. */
@Name("flagstone.SlowOperation")
@Label("Slow Operation")
@Description("An operation other than a get took longer than the threshold; of those that need no room and bring"
    + " less than 64 KiB, one in 61 is looked at")
@Threshold("1 ms")
final class SlowOperationEvent extends OperationEvent {
    static final SlowOperationEvent ANY = new SlowOperationEvent();
}
