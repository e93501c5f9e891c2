/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flagstone.listener.BindingProtocol;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import io.flagstone.listener.TlsConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bytes that mean nothing, or little, on every transport, while others are served. The system property
 * {@code flagstone.noise.seconds} makes it go on for longer than a second on each.
 */
@Timeout(1800)
class NoiseTest {
    private static final long SECONDS = Long.getLong("flagstone.noise.seconds", 1);
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int LONGEST = 3000;
    private static final List<String> WORDS = List.of("get ", "gets k", "set k 0 0 ", "ms k ", "mg k v t\r\n", "mn\r\n",
        "incr k ", "gat 1 ", "\r\n", "\r\n", " ", "17", "99999", "-1", "\n", "k", " noreply", "watch\r\n", "me k\r\n",
        "stats\r\n", "PROXY TCP4 ", "verbosity 0\r\n", "touch k 1\r\n", "\u0080\u0001\u0000\u0001", "\u0080\u0000",
        "\u0000\u0000\u0000\u0005", "\u0016\u0003\u0001");

    private static ServerConfigBuilder config() {
        return ServerConfig.builder().address("127.0.0.1").port(0).threads(2);
    }

    private static byte[] noise(final Random random) {
        final ByteBuffer bytes = ByteBuffer.allocate(random.nextInt(LONGEST) + 1);
        while (bytes.hasRemaining()) {
            final byte[] more;
            if (random.nextInt(4) == 0) {
                more = new byte[random.nextInt(40)];
                random.nextBytes(more);
            } else {
                more = WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.ISO_8859_1);
            }
            bytes.put(more, 0, Math.min(more.length, bytes.remaining()));
        }
        return bytes.array();
    }

    /** Connects again and again, and says something without meaning in pieces. */
    private static void makeNoise(final SocketAddress server, final Callable<Void> others) throws Exception {
        final Random random = new Random(5);
        final ByteBuffer answers = ByteBuffer.allocate(64 << 10);
        final long end = System.nanoTime() + SECONDS * NANOS_PER_SECOND;
        while (System.nanoTime() - end < 0) {
            say(server, random, answers);
            others.call();
        }
    }

    private static void say(final SocketAddress server, final Random random, final ByteBuffer answers) {
        try (SocketChannel client = SocketChannel.open(server)) {
            client.configureBlocking(false);
            for (int pieces = random.nextInt(5); pieces >= 0; pieces--) {
                client.write(ByteBuffer.wrap(noise(random)));
                client.read(answers.clear());
            }
        } catch (final IOException e) {
            // The server has had enough of this one, as it may.
            return;
        }
    }

    private static void shouldRest(final RawClient other) throws Exception {
        Await.until("all are gone", () -> other.stat("curr_connections") == 1 && other.stat("read_buf_count") == 0
            && other.stat("read_buf_bytes") == 0);
    }

    @Test
    void shouldServeOthersWhateverIsSaidOverTcp() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(config().build()); RawClient other = RawClient.of(server)) {
            makeNoise(new InetSocketAddress("127.0.0.1", server.port()), () -> {
                other.ask("set mine 0 0 1\r\nx\r\nget mine\r\n", "STORED\r\nVALUE mine 0 1\r\nx\r\nEND\r\n");
                return null;
            });
            shouldRest(other);
        }
    }

    @Test
    void shouldServeOthersWhateverIsSaidOverAUnixSocket(@TempDir final Path directory) throws Exception {
        final UnixDomainSocketAddress path = UnixDomainSocketAddress.of(directory.resolve("s"));
        try (MemcachedServer server = MemcachedServer.start(config().unixSocket(path.getPath()).build());
                SocketChannel other = SocketChannel.open(path)) {
            assertEquals(0, server.port());
            final ByteBuffer answer = ByteBuffer.allocate(4);
            makeNoise(path, () -> {
                other.write(ByteBuffer.wrap(RawClient.bytes("mn\r\n")));
                answer.clear();
                while (answer.hasRemaining()) {
                    other.read(answer);
                }
                assertEquals("MN\r\n", new String(answer.array(), StandardCharsets.ISO_8859_1));
                return null;
            });
        }
    }

    @Test
    void shouldServeOthersWhateverIsSaidInPlaceOfTls() throws Exception {
        final TlsConfig tls = TlsConfig.of(TlsClient.file("server.pem"), TlsClient.file("server.key"));
        final ServerConfig config = config().tls(tls).build();
        try (MemcachedServer server = MemcachedServer.start(config); TlsClient other = TlsClient.of(server)) {
            makeNoise(new InetSocketAddress("127.0.0.1", server.port()), () -> {
                other.ask("mn\r\n", "MN\r\n");
                return null;
            });
            Await.until("all are gone",
                () -> other.stat("curr_connections") == 1 && other.stat("read_buf_count") == 0);
        }
    }

    @Test
    void shouldServeOthersWhateverIsSaidInPlaceOfAProxysHeader() throws Exception {
        final ServerConfig config = config().bindingProtocol(BindingProtocol.PROXY).build();
        try (MemcachedServer server = MemcachedServer.start(config); RawClient other = RawClient.of(server)) {
            other.send("PROXY UNKNOWN\r\n");
            makeNoise(new InetSocketAddress("127.0.0.1", server.port()), () -> {
                other.ask("mn\r\n", "MN\r\n");
                return null;
            });
            shouldRest(other);
        }
    }

    @Test
    void shouldServeOthersWhateverIsSaidInDatagrams() throws Exception {
        final Random random = new Random(5);
        try (MemcachedServer server = MemcachedServer.start(config().udpPort(-1).build());
                RawClient other = RawClient.of(server); UdpClient noisy = new UdpClient(server.udpPort())) {
            final long end = System.nanoTime() + SECONDS * NANOS_PER_SECOND;
            while (System.nanoTime() - end < 0) {
                final byte[] noise = noise(random);
                noisy.sendRaw(random.nextBoolean() ? noise : UdpClient.framed(1, 0, 1, noise));
                other.ask("mn\r\n", "MN\r\n");
            }
            shouldRest(other);
        }
    }
}
