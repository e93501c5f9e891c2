/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.clients;

import net.spy.memcached.ConnectionFactoryBuilder.Protocol;

class SpymemcachedBinaryTest extends SpymemcachedTest {
    @Override
    Protocol protocol() {
        return Protocol.BINARY;
    }
}
