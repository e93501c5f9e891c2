/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.clients;

import com.spotify.folsom.BinaryMemcacheClient;
import com.spotify.folsom.MemcacheClientBuilder;

class FolsomBinaryTest extends FolsomTest {
    @Override
    Adapter connect(final MemcacheClientBuilder<byte[]> builder) {
        final BinaryMemcacheClient<byte[]> client = builder.connectBinary();
        return new Adapter(client, (key, delta) -> client.incr(key, delta, 0, 0),
            (key, delta) -> client.decr(key, delta, 0, 0));
    }
}
