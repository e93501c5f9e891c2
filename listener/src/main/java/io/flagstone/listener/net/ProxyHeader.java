/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a load balancer says before the first byte of a client: who the client is (the PROXY protocol, versions 1 and
 * 2). Its bytes may come in any pieces; what it keeps of them is bounded.
 */
final class ProxyHeader {
    private static final byte[] TEXT = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE =
        {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int LONGEST_LINE = 107;
    private static final int FIELDS = 6;
    private static final int MOST_PORTS = 65_535;

    private static final int VERSION = 12;
    private static final int FAMILY = 13;
    private static final int LENGTH = 14;
    private static final int ADDRESSES = 16;
    /** More than any balancer has to say; the form would allow 64 KiB. */
    private static final int LONGEST = 4 << 10;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;
    private static final int UNIX = 0x31;
    private static final int FOUR = 4;
    private static final int SIX = 16;
    private static final int PATH = 108;

    private final byte[] held = new byte[ADDRESSES + 2 * PATH];
    private int length;
    private int expected = ADDRESSES;
    private boolean complete;
    private SocketName client;

    /**
     * Takes bytes up to the end of the header, and leaves those behind it.
     *
     * @throws ProtocolException if they are no header.
     */
    void accept(final ByteBuffer in) throws ProtocolException {
        while (in.hasRemaining() && !complete) {
            final byte next = in.get();
            if (length < held.length) {
                held[length] = next;
            }
            length++;
            if (held[0] == TEXT[0]) {
                text(next);
            } else {
                binary(next);
            }
        }
    }

    boolean isComplete() {
        return complete;
    }

    /** The client, null if the header does not name it. */
    SocketName client() {
        return client;
    }

    private void text(final byte next) throws ProtocolException {
        require(length > TEXT.length || next == TEXT[length - 1]);
        if (next != '\n') {
            require(length < LONGEST_LINE);
            return;
        }
        require(held[length - 2] == '\r');
        complete = true;
        final String[] fields = new String(held, 0, length - 2, StandardCharsets.ISO_8859_1).split(" ", -1);
        if ("UNKNOWN".equals(fields[1])) {
            return;
        }
        require(fields.length == FIELDS);
        final boolean six = "TCP6".equals(fields[1]);
        require(six || "TCP4".equals(fields[1]));
        address(fields[3], six);
        port(fields[5]);
        client = SocketName.of(new InetSocketAddress(address(fields[2], six), port(fields[4])));
    }

    /** Reads an address; what is none must not reach the resolver, which would ask the network for it. */
    private static InetAddress address(final String text, final boolean six) throws ProtocolException {
        try {
            if (six) {
                require(text.indexOf(':') >= 0 && text.matches("[0-9A-Fa-f:][0-9A-Fa-f:.]*"));
                // In brackets it can only be a literal.
                return InetAddress.getByName('[' + text + ']');
            }
            final String[] parts = text.split("\\.", -1);
            require(parts.length == FOUR);
            final byte[] address = new byte[FOUR];
            for (int i = 0; i < FOUR; i++) {
                address[i] = (byte) number(parts[i], 0xFF);
            }
            return InetAddress.getByAddress(address);
        } catch (final UnknownHostException e) {
            throw new ProtocolException("not an address");
        }
    }

    private static int port(final String text) throws ProtocolException {
        return number(text, MOST_PORTS);
    }

    private static int number(final String text, final int most) throws ProtocolException {
        require(text.matches("[0-9]{1,5}"));
        final int number = Integer.parseInt(text);
        require(number <= most);
        return number;
    }

    private void binary(final byte next) throws ProtocolException {
        if (length <= SIGNATURE.length) {
            require(next == SIGNATURE[length - 1]);
        } else if (length == VERSION + 1) {
            require(next == LOCAL || next == PROXY);
        } else if (length == ADDRESSES) {
            final int behind = number(LENGTH);
            require(behind <= LONGEST && behind >= needed());
            expected = ADDRESSES + behind;
        }
        if (length == expected) {
            complete = true;
            named();
        }
    }

    private int number(final int at) {
        return (held[at] & 0xFF) << 8 | held[at + 1] & 0xFF;
    }

    private int needed() {
        return held[VERSION] == LOCAL ? 0 : switch (held[FAMILY]) {
            case TCP4 -> 2 * FOUR + 4;
            case TCP6 -> 2 * SIX + 4;
            case UNIX -> 2 * PATH;
            default -> 0;
        };
    }

    private void named() throws ProtocolException {
        if (held[VERSION] == LOCAL) {
            return;
        }
        try {
            switch (held[FAMILY]) {
                case TCP4 -> client = inet(FOUR);
                case TCP6 -> client = inet(SIX);
                case UNIX -> {
                    int end = ADDRESSES;
                    while (end < ADDRESSES + PATH && held[end] != 0) {
                        end++;
                    }
                    client = SocketName.ofUnix(
                        new String(held, ADDRESSES, end - ADDRESSES, StandardCharsets.ISO_8859_1));
                }
                default -> {
                    // It does not say, or in a way that a client of this server cannot have come.
                }
            }
        } catch (final UnknownHostException e) {
            throw new ProtocolException("not an address");
        }
    }

    private SocketName inet(final int size) throws UnknownHostException {
        return SocketName.of(new InetSocketAddress(
            InetAddress.getByAddress(Arrays.copyOfRange(held, ADDRESSES, ADDRESSES + size)),
            number(ADDRESSES + 2 * size)));
    }

    private static void require(final boolean valid) throws ProtocolException {
        if (!valid) {
            throw new ProtocolException("the connection does not begin with a valid PROXY header");
        }
    }
}
