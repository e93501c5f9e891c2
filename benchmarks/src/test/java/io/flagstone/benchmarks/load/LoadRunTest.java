/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.benchmarks.workload.ValueSizes;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LoadRunTest {
    private final Load load = new Load(Dialect.TEXT, 1, 1, Mix.GETS, 1, KeyOrder.SEQUENTIAL, 100,
        ValueSizes.named("40"), 1, 0, false, 1);

    private LoadLoop loop(final MemcachedServer server, final Exchange exchange) throws IOException {
        return new LoadLoop(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), exchange,
            Pace.CLOSED, 1);
    }

    private Exchange exchange() {
        return new Exchange(load, Content.of(load), new Draw(load, null, 0, 1), System::nanoTime);
    }

    @Test
    void shouldCloseItsConnectionsThoughWhoEndsItIsInterrupted() throws IOException {
        try (MemcachedServer server =
                MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).build())) {
            final List<Exchange> exchanges = List.of(exchange(), exchange());
            final List<LoadLoop> loops = List.of(loop(server, exchanges.get(0)), loop(server, exchanges.get(1)));
            final LoadRun run = LoadRun.start(loops, exchanges);
            Thread.currentThread().interrupt();
            run.close();
            assertTrue(Thread.interrupted(), "the interrupt must be there for whoever comes next");
            assertTrue(run.isDone());
            for (final LoadLoop loop : loops) {
                assertThrows(ClosedSelectorException.class, loop::turn);
            }
        }
    }
}
