/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.console.Progress;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PacedLoadTest {
    private static final int ITEMS = 1000;

    @Test
    void shouldSendWhatIsDueAndFindWhatIsStored() throws IOException {
        try (MemcachedServer server = MemcachedServer.start(ServerConfig.builder().port(0).build())) {
            final InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            Filling.store(address, ITEMS, new Progress());
            assertEquals(ITEMS / 10, Filling.found(address, ITEMS, 10));
            try (PacedLoad load = new PacedLoad(address, 4, ITEMS, ITEMS / 2)) {
                final long answered = load.run(2000, 0.1).getTotalCount();
                assertTrue(answered > 0 && answered <= 200, () -> "answered=" + answered);
                assertTrue(load.run(0, 0.1).getTotalCount() > 0);
                while (new ServerStats(address).number("curr_items") == ITEMS) {
                    load.run(0, 0.01);
                }
                assertEquals(0, load.misses());
            }
        }
    }

    @Test
    void shouldCountMissesWhenNothingIsStored() throws IOException {
        try (MemcachedServer server = MemcachedServer.start(ServerConfig.builder().port(0).build());
            PacedLoad load = new PacedLoad(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 1, 1 << 20, 1 << 20)) {
            while (load.misses() == 0) {
                load.run(0, 0.01);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR\r\n", "VALUE key:0000000000000000 0 100\r\n", "STORED\r\n", "END\r\nEND\r\n"})
    void shouldRefuseWhatIsNoReplyToAGet(final String reply) {
        final ByteBuffer in = ByteBuffer.allocateDirect(256).put(reply.getBytes(StandardCharsets.US_ASCII));
        assertThrows(IllegalStateException.class, () -> new NumberedItems().isWhole(in, 1, false));
    }
}
