/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.engine.jcache;

import org.agrona.concurrent.Agent;

/** The background work of one cache: that of its memory, and what listeners are to hear of it. */
final class Upkeep implements Agent {
    private final Agent memory;
    private final Listeners<?, ?> listeners;

    Upkeep(final Agent memory, final Listeners<?, ?> listeners) {
        this.memory = memory;
        this.listeners = listeners;
    }

    @Override
    public int doWork() throws Exception {
        return memory.doWork() + listeners.handOver();
    }

    @Override
    public String roleName() {
        return "flagstone-jcache-upkeep";
    }
}
