/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package com.example.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.testing.MemcachedExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UserNamesTest {
    @RegisterExtension
    final MemcachedExtension memcached = new MemcachedExtension();

    private final AtomicInteger asked = new AtomicInteger();
    private MemcachedClient client;
    private UserNames names;

    @BeforeEach
    void connect() throws Exception {
        client = new MemcachedClient(memcached.address());
        names = new UserNames(client, user -> "user " + user + ", read " + asked.incrementAndGet());
    }

    @AfterEach
    void disconnect() {
        client.shutdown();
    }

    @Test
    void shouldAskTheDatabaseOnce() throws Exception {
        assertEquals("user 7, read 1", names.of(7));
        assertEquals("user 7, read 1", names.of(7));
        assertEquals(1, asked.get());
        memcached.server().assertReceived(2, "get", "user:7");
        memcached.server().assertReceived(1, "set", "user:7");
    }

    @Test
    void shouldAskTheDatabaseAgainAfterFiveMinutes() throws Exception {
        names.of(7);
        memcached.server().clock().advance(Duration.ofSeconds(299));
        assertEquals("user 7, read 1", names.of(7));
        memcached.server().clock().advance(Duration.ofSeconds(2));
        assertEquals("user 7, read 2", names.of(7));
    }

    @Test
    void shouldGoOnWhenMemcachedIsOutOfMemory() throws Exception {
        memcached.server().faults().on("set").outOfMemory();
        assertEquals("user 7, read 1", names.of(7));
        assertEquals("user 7, read 2", names.of(7));
    }
}
