/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.ServerState;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that cannot be closed as they should, and the others of the same worker. */
class FailingCloseTest {
    private final ByteCache cache = ByteCache.builder().callerMaintains().build();
    private final ServerConfig config = ServerConfig.builder().address("127.0.0.1").port(0).threads(1).build();
    private final AtomicInteger failures = new AtomicInteger();
    private EventLoops loops;
    private int port;

    @BeforeEach
    void start() throws IOException {
        final Listeners listeners = Listeners.open(config, null);
        port = listeners.port();
        loops = new EventLoops(config, new ServerState(cache, config, 0), listeners, UdpListeners.open(config),
            this::fragile);
        loops.serve();
    }

    @AfterEach
    void stop() {
        loops.stop(Duration.ZERO);
        cache.close();
    }

    /** A transport that closes its socket, and fails all the same. */
    private Transport fragile(final Transport transport, final SocketChannel socket, final Runnable wake) {
        return (Transport) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Transport.class},
            (proxy, method, arguments) -> {
                final Object result;
                try {
                    result = method.invoke(transport, arguments);
                } catch (final InvocationTargetException e) {
                    throw e.getCause();
                }
                if ("close".equals(method.getName())) {
                    failures.incrementAndGet();
                    throw new IllegalStateException("cannot be closed");
                }
                return result;
            });
    }

    @Test
    void shouldServeOthersAndLetGoOfTheOneThatFails() throws Exception {
        try (RawClient other = RawClient.of(port)) {
            other.ask("mn\r\n", "MN\r\n");
            for (int i = 1; i <= 3; i++) {
                try (RawClient broken = RawClient.of(port)) {
                    broken.send("mn\r\nquit\r\n");
                    assertEquals("MN\r\n", broken.rest());
                }
                other.ask("mn\r\n", "MN\r\n");
                assertEquals(1, other.stat("curr_connections"));
                assertEquals(i, failures.get());
            }
        }
    }

    @Test
    void shouldEndThoughNoneOfThemCloses() throws Exception {
        try (RawClient one = RawClient.of(port); RawClient another = RawClient.of(port)) {
            one.ask("mn\r\n", "MN\r\n");
            another.ask("mn\r\n", "MN\r\n");
            loops.stop(Duration.ZERO);
            assertTrue(failures.get() >= 2, "failures: " + failures);
            assertEquals("", one.rest());
            assertEquals("", another.rest());
        }
    }
}
