/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import io.flagstone.listener.command.CommandExecutor;
import io.flagstone.listener.command.Conversation;
import io.flagstone.listener.command.Counter;
import io.flagstone.listener.command.Counters;
import io.flagstone.protocol.binary.BinaryHeader;
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
    /** With whoever sent the datagram whose requests are being answered; null if there is none. */
    private Conversation conversation;
    /** The datagram of a conversation that takes several turns; null before the first. */
    private ByteBuffer kept;
    private int length;
    private int at;

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

    /** Goes on with what is under way, or answers some requests. */
    void onSelected(final SelectionKey key, final ByteBuffer shared, final CommandExecutor executor)
            throws IOException {
        try {
            if (conversation != null) {
                converse(kept, executor);
            }
            int left = DATAGRAMS_PER_TURN - sendSome(DATAGRAMS_PER_TURN);
            for (int i = 0; i < REQUESTS_PER_TURN && left > 0 && !isBusy() && receive(shared, executor); i++) {
                left -= sendSome(left);
            }
        } catch (final IOException | RuntimeException | Error e) {
            answer.clear();
            throw e;
        } finally {
            if (key.isValid()) {
                // What takes long goes on between the turns of others: a socket can be written to nearly always.
                key.interestOps(isBusy() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
        }
    }

    private boolean isBusy() {
        return conversation != null || !answer.isEmpty();
    }

    private int sendSome(final int most) throws IOException {
        return conversation == null ? answer.sendSome(channel, most) : 0;
    }

    /** Takes a datagram and gathers its answer; false if there is none. */
    private boolean receive(final ByteBuffer shared, final CommandExecutor executor) throws IOException {
        final InetSocketAddress client = (InetSocketAddress) channel.receive(shared.clear());
        if (client == null) {
            return false;
        }
        length = shared.position();
        counters.add(Counter.BYTES_READ, length);
        if (mayAsk(client) && UdpFrame.isRequest(shared, 0, length)
                && begins(shared.get(UdpFrame.HEADER_LENGTH))) {
            answer.begin(client, UdpFrame.requestId(shared, 0));
            conversation = Conversation.ofDatagram(id);
            at = UdpFrame.HEADER_LENGTH;
            converse(shared.clear(), executor);
        }
        return true;
    }

    /**
     * Tells whether a request may begin so. Two servers that answer each other's answers would never stop. Every answer
     * begins with a capital letter, a digit or the first byte of binary answers; no request does.
     */
    private static boolean begins(final byte first) {
        return first >= 'a' && first <= 'z' || first == BinaryHeader.REQUEST_MAGIC;
    }

    /** What comes from the port of a server is no request either. */
    private boolean mayAsk(final InetSocketAddress client) {
        return client.getPort() != name.port()
            && (families != Listener.Families.ONLY_SIX || client.getAddress() instanceof Inet6Address);
    }

    /** Answers as many requests of the datagram as a connection may have answered in one turn. */
    private void converse(final ByteBuffer in, final CommandExecutor executor) {
        boolean goesOn = false;
        try {
            at += executor.process(conversation, in, at, length, answer);
            lastSecond = conversation.lastSecond();
            if (answer.isBlocked()) {
                refuse(in, executor);
            } else if (conversation.isUnfinished() && !conversation.isClosing()) {
                keep(in);
                goesOn = true;
            }
        } finally {
            if (!goesOn) {
                conversation.end();
                conversation = null;
            }
        }
    }

    private void keep(final ByteBuffer in) {
        if (kept == null) {
            kept = ByteBuffer.allocateDirect(in.capacity());
        }
        if (in != kept) {
            kept.put(0, in, 0, length);
        }
    }

    /** Says that the answer is too long, in place of all of it. */
    private void refuse(final ByteBuffer in, final CommandExecutor executor) {
        answer.clear();
        executor.refuseLongAnswer(conversation, in, UdpFrame.HEADER_LENGTH, length, answer);
        if (answer.isBlocked()) {
            // There is no buffer even for that.
            answer.clear();
        }
    }

    @Override
    public void close() {
        final Conversation begun = conversation;
        conversation = null;
        Endings.all(begun == null ? null : begun::end, answer::clear, channel);
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
