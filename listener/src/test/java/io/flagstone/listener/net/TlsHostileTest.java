/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.ManualClock;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What does not speak TLS as it should at a port that does; one other client has to be served all the while. */
class TlsHostileTest {
    private static final String VERSION = "VERSION 1.6.45\r\n";
    /** The head of a record that says that the first message of a handshake of 512 bytes follows. */
    private static final byte[] BEGINNING = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3};

    private final ManualClock clock = new ManualClock();
    private ByteCache cache;
    private MemcachedServer server;
    private TlsClient other;

    @BeforeEach
    void start() throws Exception {
        cache = ByteCache.builder().clock(clock).callerMaintains().build();
        server = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).threads(1)
            .tls(TlsConfig.of(TlsClient.file("server.pem"), TlsClient.file("server.key"))).build(), cache);
        other = TlsClient.of(server);
        other.ask("version\r\n", VERSION);
    }

    @AfterEach
    void stop() throws IOException {
        other.close();
        server.close();
        cache.close();
    }

    private void awaitConnections(final int open) throws Exception {
        Await.until("only " + open + " connections are open", () -> other.stat("curr_connections") == open);
    }

    @Test
    void shouldTellAClientThatDoesNotSpeakTls() throws Exception {
        try (RawClient plain = RawClient.of(server)) {
            plain.send("version\r\n");
            assertEquals("CLIENT_ERROR this port speaks TLS\r\n", plain.rest());
        }
        awaitConnections(1);
        assertEquals(1, other.stat("ssl_handshake_errors"));
        assertEquals(0, other.stat("ssl_proto_errors"));
    }

    @Test
    void shouldTellWatchersOfAHandshakeThatFails() throws Exception {
        try (TlsClient watcher = TlsClient.of(server); RawClient plain = RawClient.of(server)) {
            watcher.ask("watch connevents\r\n", "OK\r\n");
            plain.send("version\r\n");
            String line = watcher.line();
            while (!line.contains("conntlserr")) {
                line = watcher.line();
            }
            assertTrue(line.contains(" type=conntlserr fd="), line);
            assertTrue(line.contains("the%20client%20does%20not%20speak%20TLS"), line);
        }
    }

    @Test
    void shouldCloseWhateverBytesCome() throws Exception {
        final Random random = new Random(11);
        final int times = 100;
        for (int i = 0; i < times; i++) {
            final byte[] noise = new byte[1 + random.nextInt(2000)];
            random.nextBytes(noise);
            if (i % 2 == 0) {
                System.arraycopy(BEGINNING, 0, noise, 0, Math.min(noise.length, BEGINNING.length));
            }
            try (RawClient client = RawClient.of(server)) {
                client.sendInVain(noise);
            }
            if (i % 50 == 0) {
                other.ask("version\r\n", VERSION);
            }
        }
        Await.until("all have come in", () -> other.stat("total_connections") == times + 1);
        awaitConnections(1);
        assertEquals(times, other.stat("ssl_handshake_errors"));
    }

    @Test
    void shouldOutliveAHandshakeThatIsChangedAnywhere() throws Exception {
        final SSLEngine engine = TlsClient.context(null).createSSLEngine();
        engine.setUseClientMode(true);
        final ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        for (int i = 0; i < hello.position(); i += 5) {
            final byte[] changed = Arrays.copyOf(hello.array(), hello.position());
            changed[i] ^= (byte) (1 << i % 8);
            try (RawClient client = RawClient.of(server)) {
                client.sendInVain(changed);
                if (i % 3 == 0) {
                    client.sendInVain(changed);
                }
            }
        }
        awaitConnections(1);
        other.ask("version\r\n", VERSION);
    }

    @Test
    void shouldCountWhatIsWrongAfterTheHandshake() throws Exception {
        try (Relay relay = new Relay(server.port())) {
            awaitConnections(2);
            relay.spoil();
            awaitConnections(1);
        }
        assertEquals(1, other.stat("ssl_proto_errors"));
        assertEquals(0, other.stat("ssl_handshake_errors"));
    }

    @Test
    void shouldEndHandshakesThatDoNotEnd() throws Exception {
        // No more than take their turn in one round, so that all were read when the other one is answered.
        final int times = 8;
        final List<RawClient> stuck = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            stuck.add(i % 2 == 0 ? RawClient.of(server) : RawClient.of(server).send(BEGINNING));
        }
        awaitConnections(times + 1);
        for (final RawClient client : stuck) {
            client.send(new byte[] {22});
        }
        other.ask("version\r\n", VERSION);
        clock.advance(Duration.ofSeconds(Arrivals.LIMIT + 1));
        for (final RawClient client : stuck) {
            client.awaitClose();
            client.close();
        }
        awaitConnections(1);
        assertEquals(times, other.stat("ssl_handshake_errors"));
        other.ask("version\r\n", VERSION);
    }

    @Test
    void shouldNotCountAClientThatOnlyLooksWhetherSomebodyListens() throws Exception {
        RawClient.of(server).close();
        awaitConnections(1);
        assertEquals(0, other.stat("ssl_handshake_errors"));
    }

    @Test
    void shouldServeAClientWhoseBytesComeOneByOne() throws Exception {
        try (Relay relay = new Relay(server.port())) {
            relay.client.ask("set a 0 0 3\r\nabc\r\n", "STORED\r\n");
            relay.client.ask("get a\r\n", "VALUE a 0 3\r\nabc\r\nEND\r\n");
        }
    }

    @Test
    void shouldAnswerAFarewellThatLeavesTheSocketOpen() throws Exception {
        try (TlsClient client = TlsClient.of(server)) {
            client.ask("version\r\n", VERSION);
            client.send("version\r\n");
            client.finish();
            assertEquals(VERSION, client.rest());
        }
        awaitConnections(1);
        assertEquals(0, other.stat("ssl_proto_errors"));
    }

    /** Stands between a client and the server, and passes on one byte at a time. */
    private static final class Relay implements AutoCloseable {
        final TlsClient client;
        private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        private final Socket behind;
        private volatile Socket front;

        Relay(final int port) throws Exception {
            behind = new Socket("127.0.0.1", port);
            behind.setTcpNoDelay(true);
            final Thread there = new Thread(this::carry);
            there.setDaemon(true);
            there.start();
            client = TlsClient.of(TlsClient.context(null), door.getLocalPort());
            client.ask("version\r\n", VERSION);
        }

        private void carry() {
            try {
                front = door.accept();
                front.setTcpNoDelay(true);
                final Thread back = new Thread(() -> pass(behind, front));
                back.setDaemon(true);
                back.start();
                pass(front, behind);
            } catch (final IOException e) {
                assertTrue(door.isClosed(), "the relay must not fail by itself: " + e);
            }
        }

        private static void pass(final Socket from, final Socket to) {
            try {
                final InputStream in = from.getInputStream();
                final OutputStream out = to.getOutputStream();
                for (int next = in.read(); next >= 0; next = in.read()) {
                    out.write(next);
                }
                to.shutdownOutput();
            } catch (final IOException e) {
                // One of the two has gone, and with it the other.
                return;
            }
        }

        /** Sends the server a record that nobody encrypted. */
        void spoil() throws IOException {
            behind.getOutputStream().write(new byte[] {23, 3, 3, 0, 32});
            behind.getOutputStream().write(new byte[32]);
        }

        @Override
        public void close() throws IOException {
            client.close();
            behind.close();
            door.close();
        }
    }
}
