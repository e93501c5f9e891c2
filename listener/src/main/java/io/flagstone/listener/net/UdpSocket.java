/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.command.CommandExecutor;
import io.flagstone.listener.command.Conversation;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.protocol.udp.UdpFrame;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

/**
 * One socket for datagrams, each of which is a whole conversation. Every method is its worker's, but those of
 * {@link NamedSocket}.
 */
final class UdpSocket implements NamedSocket, AutoCloseable {
    private static final int REQUESTS_PER_TURN = 32;
    private static final int DATAGRAMS_PER_TURN = 64;

    private final DatagramChannel channel;
    private final Listener.Families families;
    private final long id;
    private final SocketName name;
    private final Counters counters;
    private final UdpAnswer answer;
    private int lastSecond;

    UdpSocket(final DatagramChannel channel, final Listener.Families families, final long id,
            final Counters counters, final UdpAnswer answer, final int second) throws IOException {
        this.channel = channel;
        this.families = families;
        this.id = id;
        this.counters = counters;
        name = SocketName.ofUdp((InetSocketAddress) channel.getLocalAddress());
        this.answer = answer;
        lastSecond = second;
    }

    /** Goes on with an answer that is under way, or answers some requests. */
    void onSelected(final SelectionKey key, final ByteBuffer shared, final CommandExecutor executor)
            throws IOException {
        try {
            int left = DATAGRAMS_PER_TURN - answer.sendSome(channel, DATAGRAMS_PER_TURN);
            for (int i = 0; i < REQUESTS_PER_TURN && left > 0 && answer.isEmpty() && receive(shared, executor); i++) {
                left -= answer.sendSome(channel, left);
            }
        } catch (final IOException | RuntimeException | OutOfMemoryError e) {
            answer.clear();
            throw e;
        } finally {
            if (key.isValid()) {
                // A long answer goes out between the turns of others: a socket can be written to nearly always.
                key.interestOps(answer.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
            }
        }
    }

    /** Takes a datagram and gathers its answer; false if there is none. */
    private boolean receive(final ByteBuffer shared, final CommandExecutor executor) throws IOException {
        final InetSocketAddress client = (InetSocketAddress) channel.receive(shared.clear());
        if (client == null) {
            return false;
        }
        final int length = shared.position();
        counters.add(Counter.BYTES_READ, length);
        if (mayAsk(client) && UdpFrame.isRequest(shared, 0, length)) {
            answer.begin(client, UdpFrame.requestId(shared, 0));
            shared.clear();
            converse(shared, length, executor);
        }
        return true;
    }

    /** Two servers that answer each other's answers would never stop: what comes from the port of one is no request. */
    private boolean mayAsk(final InetSocketAddress client) {
        return client.getPort() != name.port()
            && (families != Listener.Families.ONLY_SIX || client.getAddress() instanceof Inet6Address);
    }

    private void converse(final ByteBuffer in, final int length, final CommandExecutor executor) {
        final Conversation conversation = Conversation.ofDatagram(id);
        try {
            int at = UdpFrame.HEADER_LENGTH;
            do {
                at += executor.process(conversation, in, at, length, answer);
            } while (conversation.isUnfinished() && !conversation.isClosing() && !answer.isBlocked());
            if (answer.isBlocked()) {
                answer.clear();
                executor.refuseLongAnswer(conversation, in, UdpFrame.HEADER_LENGTH, length, answer);
                if (answer.isBlocked()) {
                    // There is no buffer even for that.
                    answer.clear();
                }
            }
            lastSecond = conversation.lastSecond();
        } finally {
            conversation.end();
        }
    }

    @Override
    public void close() throws IOException {
        answer.clear();
        channel.close();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public SocketName name() {
        return name;
    }

    @Override
    public String state() {
        return answer.isEmpty() ? "conn_read" : "conn_mwrite";
    }

    @Override
    public int repliesWaiting() {
        return 0;
    }

    @Override
    public int lastSecond() {
        return lastSecond;
    }
}
