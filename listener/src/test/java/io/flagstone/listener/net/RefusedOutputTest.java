/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ValueView;
import io.flagstone.listener.BindingProtocol;
import io.flagstone.listener.ListenAddress;
import io.flagstone.listener.ListenerTls;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.InFlightMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One connection whose client takes nothing, when there is no room for what it is sent. */
class RefusedOutputTest {
    private static final int LARGE = 1_000_000;
    private static final int MOST_IN_FLIGHT = 1000;
    private static final byte[] KEY = {'k'};

    private final ByteBuffer reply = ByteBuffer.wrap(RawClient.bytes("HEADTAIL"));
    private final Counters counters = new Counters();
    private final BufferPool pool = new BufferPool(counters, 0, 2 * BufferPool.SIZE);
    private final ByteCache cache = ByteCache.builder().callerMaintains().build();
    private ServerSocketChannel server;
    private SocketChannel client;
    private Connection connection;

    @BeforeEach
    void connect() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        client = SocketChannel.open(server.getLocalAddress());
        final SocketChannel accepted = server.accept();
        accepted.configureBlocking(false);
        final Listener listener = new Listener(server, SocketName.of(server.getLocalAddress()), Listener.Families.ONE,
            new ListenAddress("127.0.0.1", 0, ListenerTls.DEFAULT, null, null), BindingProtocol.AUTO, null);
        connection = new Connection(new Accepted(accepted, listener), 1, counters, pool, new TlsBuffers(),
            new InFlightMemory(Long.MAX_VALUE), woken -> { }, ready -> { }, null);
        cache.set(KEY, new byte[LARGE]);
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        client.close();
        server.close();
        cache.close();
    }

    /** Sends values, which need no room of the pool, until one of them is left. */
    private void block() {
        for (int i = 0; i < MOST_IN_FLIGHT && !connection.isBlocked(); i++) {
            connection.replies().send(cache.view(KEY));
        }
        assertEquals(1, connection.repliesWaiting());
    }

    private static void assertClosed(final ValueView value) {
        assertEquals("ValueView[closed]", value.toString());
    }

    private void assertSendsNoMore(final int waiting) {
        connection.replies().send(reply, reply.capacity());
        final ValueView value = cache.view(KEY);
        connection.replies().send(value);
        assertClosed(value);
        assertEquals(waiting, connection.repliesWaiting());
        assertEquals(1, counters.get(Counter.RESPONSE_REFUSED));
    }

    @Test
    void shouldNotSendAValueWhenThereIsNoRoomForWhatIsInFrontOfIt() {
        block();
        final ByteBuffer all = pool.takeForOutput(2 * BufferPool.SIZE);
        assertNotNull(all);
        final ValueView value = cache.view(KEY);
        connection.replies().send(reply, 4, 8, value);
        assertClosed(value);
        assertEquals(1, connection.repliesWaiting());
        pool.giveOutput(all);
        assertSendsNoMore(1);
    }

    @Test
    void shouldSendNothingMoreWhenThereIsNoRoomForWhatIsBehindAValue() {
        block();
        final ByteBuffer half = pool.takeForOutput(BufferPool.SIZE);
        assertNotNull(half);
        final ValueView value = cache.view(KEY);
        connection.replies().send(reply, 4, 8, value);
        assertEquals(3, connection.repliesWaiting(), "two values and what is between them");
        pool.giveOutput(half);
        assertSendsNoMore(3);
        connection.close();
        assertClosed(value);
    }

    @Test
    void shouldLetGoOfAValueWhenItCannotBeSent() {
        final ValueView withBytes = cache.view(KEY);
        assertThrows(IllegalArgumentException.class, () -> connection.replies().send(reply, 100, 200, withBytes));
        assertClosed(withBytes);
        final ValueView alone = cache.view(KEY);
        cache.close();
        assertThrows(IllegalStateException.class, () -> connection.replies().send(alone));
        assertClosed(alone);
    }

    @Test
    void shouldKeepABlockedClientsOutputInOrder() {
        block();
        connection.replies().send(reply, 4, 8, cache.view(KEY));
        assertEquals(4, connection.repliesWaiting());
        assertTrue(connection.keepsOutput());
        assertEquals(0, counters.get(Counter.RESPONSE_REFUSED));
    }
}
