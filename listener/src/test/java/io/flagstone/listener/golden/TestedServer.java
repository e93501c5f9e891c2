/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.golden;

import io.flagstone.engine.EvictionPolicy;
import io.flagstone.listener.testing.TestMemcached;
import java.io.IOException;
import java.time.Duration;

/** The server for tests, over sockets: that somebody notes what clients send must change no answer. */
final class TestedServer implements GoldenServer, AutoCloseable {
    private final EvictionPolicy policy;
    private TestMemcached memcached;

    TestedServer(final EvictionPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void reset() {
        close();
        memcached = TestMemcached.start(settings -> settings.evictionPolicy(policy));
    }

    @Override
    public void advance(final Duration time) {
        memcached.clock().advance(time);
    }

    @Override
    public long unixSeconds() {
        return memcached.clock().instant().getEpochSecond();
    }

    @Override
    public GoldenConnection connect() throws IOException {
        return TcpConnection.to(memcached.port());
    }

    @Override
    public void close() {
        if (memcached != null) {
            memcached.close();
        }
    }
}
