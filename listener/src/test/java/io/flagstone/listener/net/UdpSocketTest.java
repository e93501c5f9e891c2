/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.command.CommandExecutor;
import io.flagstone.listener.command.Counters;
import io.flagstone.listener.command.ServerState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The turns of a socket for datagrams, between which its worker serves others. */
class UdpSocketTest {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final int TURN = 20;

    private final ByteCache cache = ByteCache.builder().callerMaintains().build();
    private final ServerConfig config =
        ServerConfig.builder().port(0).requestsPerEvent(TURN).trackSizes(true).build();
    private final ServerState state = new ServerState(cache, config, 1_800_000_000L);
    private final Counters counters = state.newCounters();
    private final CommandExecutor executor = new CommandExecutor(state, counters);
    private final ByteBuffer shared = ByteBuffer.allocateDirect(64 << 10);
    private Selector selector;
    private SelectionKey key;
    private UdpSocket socket;
    private UdpClient client;

    @BeforeEach
    void bind() throws IOException {
        selector = Selector.open();
        final DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        channel.configureBlocking(false);
        final UdpAnswer answer =
            new UdpAnswer(new BufferPool(counters, 1 << 24, 1 << 24), state.inFlight(), counters, 1 << 20);
        socket = new UdpSocket(channel, Listener.Families.ONE, 1, counters, answer, 0);
        key = channel.register(selector, SelectionKey.OP_READ);
        client = new UdpClient(((InetSocketAddress) channel.getLocalAddress()).getPort());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        socket.close();
        selector.close();
        cache.close();
    }

    /** One turn; whatever else lies in the buffer that it shares with others is theirs between two of them. */
    private void turn() throws IOException {
        assertTrue(selector.select(PATIENCE_MILLIS) > 0);
        selector.selectedKeys().clear();
        socket.onSelected(key, shared, executor);
        shared.clear().put(new byte[shared.capacity()]);
    }

    private int turnsUntilDone() throws IOException {
        int turns = 1;
        for (turn(); key.interestOps() != SelectionKey.OP_READ; turn()) {
            turns++;
        }
        return turns;
    }

    @Test
    void shouldAnswerNoMoreRequestsInATurnThanAConnectionMayHaveAnswered() throws IOException {
        client.send(7, "mn\r\n".repeat(10 * TURN));
        client.send(8, "version\r\n");
        assertEquals(10, turnsUntilDone());
        assertEquals("MN\r\n".repeat(10 * TURN), client.answer(7));
        assertEquals("VERSION 1.6.45\r\n", client.answer(8));
    }

    @Test
    void shouldGiveBackWhatAHalfAnsweredDatagramHolds() throws IOException {
        client.send(7, "mn\r\n".repeat(10 * TURN) + "set k 0 0 1000\r\nabc");
        turnsUntilDone();
        assertEquals(0, state.inFlight().bytes());
        client.send(8, "version\r\n".repeat(2 * TURN));
        turn();
        socket.close();
        assertEquals(0, state.inFlight().bytes());
    }

    @Test
    void shouldNotLookThroughTheWholeCacheForADatagram() throws IOException {
        client.send(1, "\u0080\u0010\0\5\0\0\0\0\0\0\0\5\0\0\0\7" + "\0".repeat(8) + "sizes");
        assertEquals(1, turnsUntilDone());
        assertTrue(client.answer(1).contains("sizes_statusdisabled"));
    }
}
