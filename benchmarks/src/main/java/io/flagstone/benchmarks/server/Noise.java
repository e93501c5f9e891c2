/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.benchmarks.server;

import io.flagstone.benchmarks.load.Generator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** A client that says what means nothing, or little, in pieces, and goes before it is answered. */
final class Noise {
    private static final int LONGEST = 3000;
    private static final int LONGEST_RANDOM = 40;
    private static final int MOST_PIECES = 5;
    private static final int MOST_DATAGRAM = 1400;
    private static final List<byte[]> WORDS = words("get ", "gets k", "set k 0 0 ", "ms k ", "mg k v t\r\n", "mn\r\n",
        "incr k ", "gat 1 ", "\r\n", "\r\n", " ", "17", "99999", "-1", "\n", "k", " noreply", "watch\r\n", "me k\r\n",
        "stats\r\n", "PROXY TCP4 ", "verbosity 0\r\n", "touch k 1\r\n", "\u0080\u0001\u0000\u0001", "\u0080\u0000",
        "\u0000\u0000\u0000\u0005", "\u0016\u0003\u0001");

    private final SplittableRandom random;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(LONGEST);
    private final ByteBuffer answers = ByteBuffer.allocateDirect(64 << 10);

    Noise(final long seed) {
        random = new SplittableRandom(seed);
    }

    private static List<byte[]> words(final String... words) {
        return List.of(words).stream().map(word -> word.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }

    /** Connects, says something, and goes. */
    void say(final InetSocketAddress server) throws IOException {
        try (SocketChannel client = Generator.connect(server)) {
            client.configureBlocking(false);
            for (int pieces = random.nextInt(MOST_PIECES); pieces >= 0; pieces--) {
                try {
                    client.write(piece(LONGEST));
                    client.read(answers.clear());
                } catch (final IOException e) {
                    // The server has had enough of this one, as it may.
                    return;
                }
            }
        }
    }

    /** Sends one datagram, half of them with the frame of one. */
    void send(final DatagramChannel socket, final InetSocketAddress server) throws IOException {
        final ByteBuffer datagram = piece(MOST_DATAGRAM);
        if (random.nextBoolean() && datagram.remaining() > Long.BYTES) {
            datagram.putLong(0, 1L << Short.SIZE);
        }
        socket.send(datagram, server);
        socket.receive(answers.clear());
    }

    private ByteBuffer piece(final int longest) {
        bytes.clear().limit(random.nextInt(longest) + 1);
        while (bytes.hasRemaining()) {
            final byte[] word;
            if (random.nextInt(4) == 0) {
                word = new byte[random.nextInt(LONGEST_RANDOM)];
                random.nextBytes(word);
            } else {
                word = WORDS.get(random.nextInt(WORDS.size()));
            }
            bytes.put(word, 0, Math.min(word.length, bytes.remaining()));
        }
        return bytes.flip();
    }
}
