/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.command;

import io.flagstone.engine.RemovalCause;
import io.flagstone.engine.RemovalObserver;
import io.flagstone.engine.RemovedItem;

/** Tells those who watch of what is evicted. Called under a stripe's lock, it makes a line and waits for nobody. */
final class EvictionEvents implements RemovalObserver {
    private static final int LONGEST_LINE = 1024;

    private final EventHub hub;
    private final ThreadLocal<StringBuilder> lines = ThreadLocal.withInitial(() -> new StringBuilder(LONGEST_LINE));

    EvictionEvents(final EventHub hub) {
        this.hub = hub;
    }

    @Override
    public void onRemoval(final RemovedItem item, final RemovalCause cause) {
        if (cause != RemovalCause.EVICTED) {
            return;
        }
        final StringBuilder line = lines.get();
        hub.begin(line);
        line.append("eviction key=");
        for (int i = 0; i < item.keyLength(); i++) {
            UriText.append(line, item.keyByte(i));
        }
        final int left = item.remainingSeconds();
        line.append(" fetch=").append(item.isFetched() ? "yes" : "no")
            .append(" ttl=").append(left == Integer.MAX_VALUE ? -1 : left)
            .append(" la=").append(item.idleSeconds()).append(" clsid=").append(item.slabClass())
            .append(" size=").append(item.valueLength());
        hub.tell(EventHub.EVICTIONS, line);
    }
}
