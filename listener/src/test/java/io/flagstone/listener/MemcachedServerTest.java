/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.flagstone.engine.ByteCache;
import io.flagstone.engine.StoreResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemcachedServerTest {

    private static final byte[] KEY = "key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);

    @Test
    void shouldTakeAFreePortAndGiveItBackWhenClosed() throws IOException {
        final int port;
        try (MemcachedServer server = MemcachedServer.start(loopback().build())) {
            port = server.port();
            assertNotEquals(0, port);
            assertEquals("VERSION 1.6.45\r\n", ask(tcp(port), "version\r\n", 16));
        }
        assertFalse(MainCommand.answers(port));
        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(tcp(port));
            assertEquals(port, again.getLocalPort());
        }
    }

    @Test
    void shouldListenOnTheServersPortWhereAnAddressNamesNone() throws IOException {
        final int free = MainCommand.freePort();
        final int other = MainCommand.freePort();
        final ServerConfig config = ServerConfig.builder().port(free)
            .address("127.0.0.1:" + other).address("127.0.0.1").build();
        try (MemcachedServer server = MemcachedServer.start(config)) {
            assertEquals(other, server.port());
            assertEquals("VERSION 1.6.45\r\n", ask(tcp(free), "version\r\n", 16));
            assertEquals("VERSION 1.6.45\r\n", ask(tcp(other), "version\r\n", 16));
        }
    }

    @Test
    void shouldLeaveAFileAloneThatIsNoSocket(@TempDir final Path directory) throws IOException {
        final Path file = Files.writeString(directory.resolve("precious"), "keep me");
        final ServerConfig config = ServerConfig.builder().unixSocket(file).build();
        assertThrows(BindException.class, () -> MemcachedServer.start(config));
        assertEquals("keep me", Files.readString(file));
    }

    @Test
    void shouldLetClientsWaitUntilItServes() throws IOException {
        try (MemcachedServer server = MemcachedServer.bind(loopback().build());
            SocketChannel early = SocketChannel.open(tcp(server.port()))) {
            early.write(ByteBuffer.wrap("version\r\n".getBytes(StandardCharsets.US_ASCII)));
            server.serve();
            assertEquals("VERSION 1.6.45\r\n", read(early, 16));
        }
    }

    @Test
    void shouldServeTheCacheOfAnEmbedderAndLeaveItOpen() throws IOException {
        try (ByteCache cache = ByteCache.builder().memoryLimit(8L << 20).build()) {
            try (MemcachedServer server = MemcachedServer.start(loopback().build(), cache)) {
                assertEquals("STORED\r\n", ask(tcp(server.port()), "set key 0 0 5\r\nvalue\r\n", 8));
                assertArrayEquals(VALUE, cache.get(KEY));
                assertEquals(StoreResult.STORED, cache.set(KEY, "other".getBytes(StandardCharsets.US_ASCII)));
                assertEquals("VALUE key 0 5\r\nother\r\nEND\r\n", ask(tcp(server.port()), "get key\r\n", 27));
            }
            assertEquals(StoreResult.STORED, cache.set(KEY, VALUE));
            assertArrayEquals(VALUE, cache.get(KEY));
        }
    }

    @Test
    void shouldTakeItemsAsLargeAsTheCacheOfAnEmbedderDoes() throws IOException {
        final String value = "v".repeat(3 << 20);
        try (ByteCache cache = ByteCache.builder().memoryLimit(64L << 20).maximumItemSize(4 << 20).build();
            MemcachedServer server = MemcachedServer.start(loopback().udpPort(-1).build(), cache)) {
            final String request = "set key 0 0 " + value.length() + "\r\n" + value + "\r\n";
            assertEquals("STORED\r\n", ask(tcp(server.port()), request, 8));
            final String settings = ask(tcp(server.port()), "stats settings\r\nquit\r\n", 1 << 16);
            assertTrue(settings.contains("STAT item_size_max " + (4 << 20) + "\r\n"), settings);
            assertEquals(value.length() / 1392 + 1, datagrams(server.udpPort(), "get key\r\n"));
        }
    }

    @Test
    void shouldRefuseWhatTheCacheOfAnEmbedderIsTooSmallFor() throws IOException {
        try (ByteCache cache = ByteCache.builder().memoryLimit(8L << 20).maximumItemSize(2048).build();
            MemcachedServer server = MemcachedServer.start(loopback().build(), cache)) {
            assertEquals("SERVER_ERROR object too large for cache\r\n",
                ask(tcp(server.port()), "set key 0 0 4000\r\n" + "v".repeat(4000) + "\r\n", 41));
        }
    }

    @Test
    void shouldRunManyServersInOneProcessThatKnowNothingOfEachOther() throws IOException {
        try (MemcachedServer one = MemcachedServer.start(loopback().build());
            MemcachedServer other = MemcachedServer.start(loopback().build())) {
            assertNotEquals(one.port(), other.port());
            assertEquals("STORED\r\n", ask(tcp(one.port()), "set key 0 0 5\r\nvalue\r\n", 8));
            assertEquals("END\r\n", ask(tcp(other.port()), "get key\r\n", 5));
        }
    }

    @Test
    void shouldListenOnEveryAddressThatWasNamed() throws IOException {
        final int second = MainCommand.freePort();
        final ServerConfig config = loopback().address("127.0.0.1:" + second).build();
        try (MemcachedServer server = MemcachedServer.start(config)) {
            assertTrue(MainCommand.answers(server.port()));
            assertTrue(MainCommand.answers(second));
        }
    }

    @Test
    void shouldListenOnAUnixSocketInPlaceOfTheNetwork(@TempDir final Path directory) throws IOException {
        final Path path = directory.resolve("socket");
        try (MemcachedServer server = MemcachedServer.start(ServerConfig.builder().unixSocket(path).build())) {
            assertEquals(0, server.port());
            assertEquals("VERSION 1.6.45\r\n", ask(UnixDomainSocketAddress.of(path), "version\r\n", 16));
        }
        assertThrows(IOException.class, () -> SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }

    @Test
    void shouldNameTheAddressThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final ServerConfig config = loopback().port(taken.getLocalPort()).build();
            final IOException e = assertThrows(BindException.class, () -> MemcachedServer.start(config));
            assertTrue(e.getMessage().contains("127.0.0.1:" + taken.getLocalPort()), e.getMessage());
            assertTrue(e.getMessage().contains("Address already in use"), e.getMessage());
        }
    }

    @Test
    void shouldCloseItsConnectionsAndMindNoSecondClose() throws IOException {
        final MemcachedServer server = MemcachedServer.start(loopback().build());
        try (SocketChannel client = SocketChannel.open(tcp(server.port()))) {
            client.write(ByteBuffer.wrap("version\r\n".getBytes(StandardCharsets.US_ASCII)));
            assertEquals("VERSION 1.6.45\r\n", read(client, 16));
            server.close();
            server.close();
            assertEquals("", read(client, 1));
        }
    }

    @Test
    void shouldGiveBackItsDescriptorsThoughItNeverServed() throws IOException {
        final UnixOperatingSystemMXBean system =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        final int times = 50;
        MemcachedServer.bind(loopback().build()).close();
        final long before = system.getOpenFileDescriptorCount();
        for (int i = 0; i < times; i++) {
            MemcachedServer.bind(loopback().build()).close();
        }
        final long more = system.getOpenFileDescriptorCount() - before;
        assertTrue(more < times, "open descriptors more than before: " + more);
    }

    @Test
    void shouldGiveBackItsDescriptorsThoughItsThreadsCannotBeTold() throws IOException {
        final Duration tooLong = Duration.ofSeconds(Long.MAX_VALUE);
        MemcachedServer.bind(loopback().build()).close();
        final UnixOperatingSystemMXBean system =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        final long before = system.getOpenFileDescriptorCount();
        final int times = 20;
        for (int i = 0; i < times; i++) {
            final MemcachedServer server = MemcachedServer.bind(loopback().build());
            assertThrows(ArithmeticException.class, () -> server.stop(tooLong));
            assertThrows(IllegalStateException.class, () -> server.cache().get(KEY));
        }
        final long more = system.getOpenFileDescriptorCount() - before;
        assertTrue(more < times, "open descriptors more than before: " + more);
    }

    @Test
    void shouldLeaveNothingOpenWhereAnErrorEndsTheStart() throws IOException {
        final int udpPort;
        try (DatagramChannel free = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            udpPort = ((InetSocketAddress) free.getLocalAddress()).getPort();
        }
        final ServerConfig config = loopback().udpPort(udpPort).build();
        final List<ByteCache> made = new ArrayList<>();
        for (int calls = 0; calls < 2; calls++) {
            try (ServerSocketChannel open = ServerSocketChannel.open();
                ServerSocketChannel broken = new BrokenSocket(open.bind(null), calls)) {
                assertThrows(UnsatisfiedLinkError.class, () -> MemcachedServer.bind(config, broken, builder -> {
                    made.add(builder.build());
                    return made.get(made.size() - 1);
                }));
            }
            assertThrows(IllegalStateException.class, () -> made.get(made.size() - 1).get(KEY));
            try (DatagramChannel again = DatagramChannel.open()) {
                again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), udpPort));
            }
        }
    }

    @Test
    void shouldNameWhatIsNull() {
        final ServerConfig config = loopback().build();
        assertEquals("config must not be null",
            assertThrows(NullPointerException.class, () -> MemcachedServer.bind(null)).getMessage());
        assertEquals("config must not be null",
            assertThrows(NullPointerException.class, () -> MemcachedServer.start(null)).getMessage());
        assertEquals("cache must not be null",
            assertThrows(NullPointerException.class, () -> MemcachedServer.start(config, null)).getMessage());
        try (ByteCache cache = ByteCache.builder().build()) {
            assertEquals("config must not be null",
                assertThrows(NullPointerException.class, () -> MemcachedServer.start(null, cache)).getMessage());
        }
    }

    private static ServerConfigBuilder loopback() {
        return ServerConfig.builder().port(0).address("127.0.0.1").threads(2);
    }

    private static SocketAddress tcp(final int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Tells how many datagrams the answer to a request takes, as the first of them says. */
    private static int datagrams(final int port, final String request) throws IOException {
        try (DatagramChannel client = DatagramChannel.open().connect(tcp(port))) {
            client.write(ByteBuffer.allocate(8 + request.length()).putInt(0).putInt(1 << 16)
                .put(request.getBytes(StandardCharsets.US_ASCII)).flip());
            final ByteBuffer answer = ByteBuffer.allocate(1 << 16);
            client.read(answer);
            return answer.getChar(4);
        }
    }

    private static String ask(final SocketAddress address, final String request, final int length) throws IOException {
        try (SocketChannel client = SocketChannel.open(address)) {
            final ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
            return read(client, length);
        }
    }

    /** Reads so many bytes, or fewer if the connection ends before, by a reset as well. */
    private static String read(final SocketChannel client, final int length) {
        final ByteBuffer reply = ByteBuffer.allocate(length);
        try {
            while (reply.hasRemaining() && client.read(reply) >= 0) {
                assertTrue(reply.position() > 0);
            }
        } catch (final IOException e) {
            assertEquals(0, reply.position(), e::toString);
        }
        return new String(reply.array(), 0, reply.position(), StandardCharsets.US_ASCII);
    }
}
