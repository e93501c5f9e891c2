/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sends single datagrams and puts answers together, which have to come in order. */
final class UdpClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int ROOM = 1 << 20;

    private final DatagramSocket socket;

    private UdpClient(final InetSocketAddress server, final InetSocketAddress local) throws IOException {
        socket = new DatagramSocket(local);
        socket.setReceiveBufferSize(ROOM);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server);
    }

    /** @param local where it sends from. */
    UdpClient(final int serverPort, final InetSocketAddress local) throws IOException {
        this(new InetSocketAddress("127.0.0.1", serverPort), local);
    }

    UdpClient(final int serverPort) throws IOException {
        this("127.0.0.1", serverPort);
    }

    /** @param host of the server, and its own. */
    UdpClient(final String host, final int serverPort) throws IOException {
        this(new InetSocketAddress(host, serverPort), new InetSocketAddress(host, 0));
    }

    void patience(final int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    static byte[] framed(final int id, final int sequence, final int total, final byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length).putShort((short) id).putShort((short) sequence)
            .putShort((short) total).putShort((short) 0).put(payload).array();
    }

    void sendRaw(final byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length));
    }

    void send(final int id, final String request) throws IOException {
        sendRaw(framed(id, 0, 1, request.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The next answer whole, which must be to a request. */
    String answer(final int id) throws IOException {
        final ByteArrayOutputStream message = new ByteArrayOutputStream();
        int total = 1;
        for (int sequence = 0; sequence < total; sequence++) {
            final byte[] datagram = datagram();
            final ByteBuffer header = ByteBuffer.wrap(datagram);
            assertEquals(id, header.getShort() & 0xFFFF, "request id");
            assertEquals(sequence, header.getShort() & 0xFFFF, "sequence number");
            total = header.getShort() & 0xFFFF;
            assertEquals(0, header.getShort(), "reserved");
            assertTrue(sequence == total - 1 ? datagram.length > 8 && datagram.length <= 1400
                : datagram.length == 1400, "length " + datagram.length + " of datagram " + sequence + " of " + total);
            message.write(datagram, 8, datagram.length - 8);
        }
        return message.toString(StandardCharsets.ISO_8859_1);
    }

    byte[] datagram() throws IOException {
        final DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    String ask(final int id, final String request) throws IOException {
        send(id, request);
        return answer(id);
    }

    @Override
    public void close() {
        socket.close();
    }
}
