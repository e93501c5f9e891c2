/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.BindingProtocol;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where clients can connect, and where not. What the machine has not, IPv6, nobody expects of the server. */
class ListenersTest {
    private static final String VERSION = "VERSION 1.6.45\r\n";

    private static ServerConfigBuilder any(final String... places) {
        final ServerConfigBuilder builder = ServerConfig.builder().port(0).threads(1);
        for (final String place : places) {
            builder.address(place);
        }
        return builder;
    }

    private static boolean hasSix() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (final IOException e) {
            return false;
        }
    }

    private static SocketAddress four(final int port) {
        return new InetSocketAddress("127.0.0.1", port);
    }

    private static SocketAddress six(final int port) {
        return new InetSocketAddress("::1", port);
    }

    /** Asks for the version; empty if the server closes. */
    private static String version(final SocketAddress address) throws IOException {
        return ask(address, "version\r\n", "\n");
    }

    private static String ask(final SocketAddress address, final String question, final String end) throws IOException {
        try (SocketChannel client = SocketChannel.open(address)) {
            client.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.US_ASCII)));
            final ByteBuffer answer = ByteBuffer.allocate(4096);
            while (!text(answer).endsWith(end) && client.read(answer) >= 0) {
                assertTrue(answer.hasRemaining(), "the answer is longer than expected");
            }
            return text(answer);
        }
    }

    private static String text(final ByteBuffer answer) {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }

    @Test
    void shouldServeBothFamiliesOfAddressesWhenNoPlaceIsNamed() throws IOException {
        try (MemcachedServer server = MemcachedServer.start(any().build())) {
            assertEquals(VERSION, version(four(server.port())));
            final String conns = ask(four(server.port()), "stats conns\r\n", "END\r\n");
            assertTrue(conns.startsWith("STAT 1:addr tcp:0.0.0.0:" + server.port() + "\r\n"), conns);
            if (hasSix()) {
                assertEquals(VERSION, version(six(server.port())));
                assertTrue(conns.contains("STAT 2:addr tcp6:[::]:" + server.port() + "\r\n"), conns);
            }
        }
    }

    @Test
    void shouldTellEveryFamilyThatAPlaceHas() throws IOException {
        try (Listeners listeners = Listeners.open(any().build(), null)) {
            final List<InetSocketAddress> bound = listeners.bound();
            assertEquals(hasSix() ? 2 : 1, bound.size());
            assertEquals(new InetSocketAddress("0.0.0.0", listeners.port()), bound.get(0));
        }
        try (Listeners listeners = Listeners.open(any("127.0.0.1", "127.0.0.2").build(), null)) {
            assertEquals(2, listeners.bound().size());
            assertEquals(listeners.port(), listeners.bound().get(1).getPort());
        }
    }

    @Test
    void shouldServeEveryAddressOfAName() throws IOException {
        final InetAddress[] all = InetAddress.getAllByName("localhost");
        try (MemcachedServer server = MemcachedServer.start(any("localhost").build())) {
            for (final InetAddress address : all) {
                if (address.getAddress().length == 4 || hasSix()) {
                    assertEquals(VERSION, version(new InetSocketAddress(address, server.port())));
                }
            }
        }
    }

    @Test
    void shouldServeOneFamilyWhereOnlyThatWasNamed() throws IOException {
        try (MemcachedServer server = MemcachedServer.start(any("0.0.0.0").build())) {
            assertEquals(VERSION, version(four(server.port())));
            assertThrows(IOException.class, () -> version(six(server.port())));
        }
        if (hasSix()) {
            try (MemcachedServer server = MemcachedServer.start(any("[::]").build())) {
                assertEquals(VERSION, version(six(server.port())));
                assertEquals("", versionOrNothing(four(server.port())));
            }
            try (MemcachedServer server = MemcachedServer.start(any("0.0.0.0", "[::]").build())) {
                assertEquals(VERSION, version(four(server.port())));
                assertEquals(VERSION, version(six(server.port())));
            }
        }
    }

    private static String versionOrNothing(final SocketAddress address) {
        try {
            return ask(address, "version\r\n".repeat(3), "\n");
        } catch (final IOException e) {
            // Reset, since the server read nothing of what was sent.
            return "";
        }
    }

    @Test
    void shouldSpeakAtEachPlaceWhatItsPrefixSays() throws IOException {
        try (Listeners listeners = Listeners.open(
                any("proto[binary]:127.0.0.1:0", "proto[ascii]:tag[x]:127.0.0.1:0", "127.0.0.1:0").build(), null)) {
            assertEquals(List.of(BindingProtocol.BINARY, BindingProtocol.ASCII, BindingProtocol.AUTO),
                listeners.all().stream().map(Listener::protocol).toList());
            assertEquals("x", listeners.all().get(1).place().tag());
        }
        try (MemcachedServer server = MemcachedServer.start(any("proto[ascii]:127.0.0.1").build())) {
            assertEquals(VERSION, version(four(server.port())));
        }
        try (MemcachedServer server = MemcachedServer.start(any("proto[binary]:127.0.0.1").build())) {
            assertEquals("", versionOrNothing(four(server.port())), "text at a place for the other dialect");
        }
    }

    @Test
    void shouldNameTheAddressThatItCannotHave() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final ServerConfig config = any("127.0.0.1:" + taken.getLocalPort()).build();
            final BindException refusal = assertThrows(BindException.class, () -> Listeners.open(config, null));
            assertTrue(refusal.getMessage().startsWith("cannot listen on /127.0.0.1:"), refusal.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"448, rwx------", "504, rwxrwx---", "511, rwxrwxrwx", "384, rw-------", "146, -w--w--w-"})
    void shouldGiveAUnixSocketThePermissionsThatItIsTold(final int mode, final String shown,
            @TempDir final Path directory) throws IOException {
        final Path path = directory.resolve("socket");
        try (MemcachedServer server = MemcachedServer.start(any().unixSocket(path).unixMask(mode).build())) {
            assertEquals(shown, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals(VERSION, version(UnixDomainSocketAddress.of(path)));
            assertEquals(0, server.port());
            try (Stream<Path> files = Files.list(directory)) {
                assertEquals(List.of(path), files.toList());
            }
        }
    }

    @Test
    void shouldTakeThePlaceOfASocketThatWasLeftBehind(@TempDir final Path directory) throws IOException {
        final Path path = directory.resolve("socket");
        for (int i = 0; i < 2; i++) {
            try (MemcachedServer server = MemcachedServer.start(any().unixSocket(path).build())) {
                assertEquals(VERSION, version(UnixDomainSocketAddress.of(path)));
                assertFalse(server.port() > 0, "there must be no TCP");
            }
            assertTrue(Files.exists(path), "the socket stays");
        }
    }

    @Test
    void shouldSayWhyAUnixSocketCannotBe(@TempDir final Path directory) {
        final ServerConfig config = any().unixSocket(directory.resolve("none").resolve("socket")).build();
        final BindException refusal = assertThrows(BindException.class, () -> Listeners.open(config, null));
        assertTrue(refusal.getMessage().endsWith("none/socket: No such file or directory"), refusal.getMessage());
    }
}
