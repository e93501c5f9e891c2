/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.benchmarks.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A connection on which a request is sent at once and its whole answer is awaited. */
final class PeerConnection implements AutoCloseable {
    private static final int ROOM = 64 << 10;

    private final Socket socket;
    private final byte[] room = new byte[ROOM];
    private boolean isSilent;
    private UnaryOperator<String> change = UnaryOperator.identity();

    PeerConnection(final InetSocketAddress address, final int patienceMillis) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(patienceMillis);
    }

    /** Changes every answer, so that a test can plant a difference. */
    void change(final UnaryOperator<String> with) {
        change = with;
    }

    /** Whether the server has neither answered nor closed as long as it was waited for. */
    boolean isSilent() {
        return isSilent;
    }

    /** Sends bytes and reads until the answer holds a marker so many times, or the server closes or is silent. */
    String ask(final byte[] request, final String marker, final int times) throws IOException {
        send(request);
        return change.apply(receive(marker, times));
    }

    /** Sends bytes, and that no more will come, and reads until the server closes. */
    String askLast(final byte[] request) throws IOException {
        send(request);
        try {
            socket.shutdownOutput();
        } catch (final IOException e) {
            return change.apply(receive("", 0));
        }
        return change.apply(receive("", 0));
    }

    private void send(final byte[] request) {
        try {
            socket.getOutputStream().write(request);
        } catch (final IOException e) {
            // A server may close before it has read everything; what it said before that is compared.
            return;
        }
    }

    private String receive(final String marker, final int times) throws IOException {
        final StringBuilder answer = new StringBuilder();
        try {
            int length = socket.getInputStream().read(room);
            while (length >= 0) {
                answer.append(new String(room, 0, length, StandardCharsets.ISO_8859_1));
                if (times > 0 && holds(answer, marker, times)) {
                    break;
                }
                length = socket.getInputStream().read(room);
            }
        } catch (final SocketTimeoutException e) {
            isSilent = true;
            return answer.toString();
        } catch (final SocketException e) {
            return answer.toString();
        }
        return answer.toString();
    }

    private static boolean holds(final StringBuilder answer, final String marker, final int times) {
        int found = 0;
        int at = answer.indexOf(marker);
        while (at >= 0 && found < times) {
            found++;
            at = answer.indexOf(marker, at + marker.length());
        }
        return found == times;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
