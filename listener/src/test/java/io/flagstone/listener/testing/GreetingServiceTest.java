/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody writes who has a service with a memcached behind it, and has read of the extension just now. */
class GreetingServiceTest {
    @RegisterExtension
    static final MemcachedExtension MEMCACHED = new MemcachedExtension();

    private final MemcachedClient client = new MemcachedClient(MEMCACHED.address());
    private final GreetingService service = new GreetingService(client);

    GreetingServiceTest() throws IOException {
        // the client connects
    }

    @AfterEach
    void disconnect() {
        client.shutdown();
    }

    @Test
    void shouldKeepAGreetingForAMinute() {
        assertEquals("Hello Ann 1", service.greet("Ann"));
        assertEquals("Hello Ann 1", service.greet("Ann"));
        MEMCACHED.server().clock().advance(Duration.ofMinutes(1));
        assertEquals("Hello Ann 2", service.greet("Ann"));
        MEMCACHED.server().assertReceived(3, "get", "greeting:Ann");
        MEMCACHED.server().awaitReceived(2, "set", "greeting:Ann");
    }

    @Test
    void shouldGreetAlthoughTheCacheKeepsNothing() {
        MEMCACHED.server().faults().on("set").answer("NOT_STORED");
        assertEquals("Hello Bob 1", service.greet("Bob"));
        MEMCACHED.server().awaitReceived("set", "greeting:Bob");
        assertEquals("Hello Bob 2", service.greet("Bob"));
    }

    private static final class GreetingService {
        private final MemcachedClient cache;
        private int made;

        GreetingService(final MemcachedClient cache) {
            this.cache = cache;
        }

        String greet(final String name) {
            final Object known = cache.get("greeting:" + name);
            if (known != null) {
                return (String) known;
            }
            final String greeting = "Hello " + name + " " + ++made;
            cache.set("greeting:" + name, 60, greeting);
            return greeting;
        }
    }
}
