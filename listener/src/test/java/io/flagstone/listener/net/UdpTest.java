/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.SlabClassStats;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in datagrams, over loopback. That something is not answered shows in the answer to what follows it. */
class UdpTest {
    private static final String VERSION = "VERSION 1.6.45\r\n";

    private ByteCache cache;
    private MemcachedServer server;
    private UdpClient client;

    @BeforeEach
    void start() throws IOException {
        cache = ByteCache.builder().callerMaintains().build();
        server = MemcachedServer.start(
            ServerConfig.builder().address("127.0.0.1").port(0).udpPort(-1).threads(1).build(), cache);
        client = new UdpClient(server.udpPort());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        cache.close();
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void assertAlive() throws IOException {
        assertEquals(VERSION, client.ask(99, "version\r\n"));
    }

    private boolean answersStranger() throws IOException {
        try (UdpClient stranger = new UdpClient(server.udpPort())) {
            stranger.patience(500);
            return VERSION.equals(stranger.ask(98, "version\r\n"));
        } catch (final SocketTimeoutException e) {
            return false;
        }
    }

    private static String packet(final int opcode, final String extras, final String key, final String value) {
        final int body = extras.length() + key.length() + value.length();
        return "\u0080" + (char) opcode + "\0" + (char) key.length() + (char) extras.length() + "\0\0\0"
            + (char) (body >>> 24) + (char) (body >>> 16 & 0xFF) + (char) (body >>> 8 & 0xFF) + (char) (body & 0xFF)
            + "\0\0\0\7" + "\0".repeat(8) + extras + key + value;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 32_768, 65_535})
    void shouldAnswerUnderTheIdOfTheRequest(final int id) throws IOException {
        assertEquals("STORED\r\n", client.ask(id, "set foo 5 0 6\r\nfooval\r\n"));
        assertEquals("VALUE foo 5 6\r\nfooval\r\nEND\r\n", client.ask(id, "get foo\r\n"));
        assertEquals("END\r\n", client.ask(id, "get notexist\r\n"));
        assertEquals("HD\r\n", client.ask(id, "ms foo 1\r\nx\r\n"));
    }

    @Test
    void shouldSpeakInEachDatagramTheDialectOfItsFirstByte() throws IOException {
        assertEquals("STORED\r\n", client.ask(1, "set k 0 0 1\r\nv\r\n"));
        final String hit = client.ask(2, packet(0x00, "", "k", ""));
        assertEquals("\u0081\0", hit.substring(0, 2));
        assertEquals("v", hit.substring(28));
        assertEquals(24, client.ask(3, packet(0x01, "\0".repeat(8), "k", "w")).length());
        assertEquals("VALUE k 0 1\r\nw\r\nEND\r\n", client.ask(4, "get k\r\n"));
    }

    @Test
    void shouldAnswerAllRequestsOfADatagramInOneMessage() throws IOException {
        assertEquals("STORED\r\nSTORED\r\nVALUE a 0 1\r\n1\r\nVALUE b 0 1\r\n2\r\nEND\r\n" + VERSION,
            client.ask(7, "set a 0 0 1\r\n1\r\nset b 0 0 1\r\n2\r\nget a nothing b\r\nversion\r\n"));
        assertEquals("MN\r\n".repeat(3_000), client.ask(8, "mn\r\n".repeat(3_000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_392, 10_000, 16_384, 16_385, 100_000})
    void shouldCutALongValueIntoDatagrams(final int length) throws IOException {
        final byte[] value = new byte[length];
        new Random(length).nextBytes(value);
        cache.set(bytes("big"), value, Duration.ZERO);
        assertEquals("VALUE big 0 " + length + "\r\n" + new String(value, StandardCharsets.ISO_8859_1) + "\r\nEND\r\n",
            client.ask(5, "get big\r\n"));
        assertEquals(new String(value, StandardCharsets.ISO_8859_1),
            client.ask(6, packet(0x00, "", "big", "")).substring(28));
    }

    @Test
    void shouldStoreWhatFitsIntoOneDatagram() throws IOException {
        final String value = "v".repeat(60_000);
        assertEquals("STORED\r\n", client.ask(1, "set big 0 0 60000\r\n" + value + "\r\n"));
        assertEquals(value.length(), cache.get(bytes("big")).length);
    }

    @Test
    void shouldDropWhatIsNoRequest() throws IOException {
        final byte[] version = bytes("version\r\n");
        for (int length = 0; length <= 8; length++) {
            client.sendRaw(Arrays.copyOf(UdpClient.framed(1, 0, 1, version), length));
        }
        for (final int total : new int[] {0, 2, 256, 65_535}) {
            client.sendRaw(UdpClient.framed(2, 0, total, version));
        }
        assertAlive();
        client.sendRaw(UdpClient.framed(3, 77, 1, version));
        assertEquals(VERSION, client.answer(3));
    }

    @Test
    void shouldDropWhatIsUnfinishedAndGiveItsMemoryBack() throws IOException {
        for (final String part : new String[] {"get k", "set k 0 0 100000\r\nxxx", "set k 0 0 10\r\n", "ms k 500\r\nx",
            "set k 0 0 3\r\nabc\r", "set k 0 0 2000000\r\nxxx", "get " + "k".repeat(60_000),
            packet(0x01, "\0".repeat(8), "k", "xxx").substring(0, 34), packet(0x00, "", "k", "").substring(0, 20)}) {
            client.send(1, part);
        }
        assertEquals("SERVER_ERROR object too large for cache\r\n", client.answer(1));
        assertAlive();
        assertEquals(0, cache.stats().slabClasses().stream().mapToLong(SlabClassStats::usedChunks).sum());
    }

    @Test
    void shouldSayNothingToWhoWantsNoAnswer() throws IOException {
        client.send(1, "set k 0 0 1 noreply\r\nx\r\n");
        client.send(2, packet(0x11, "\0".repeat(8), "q", "x"));
        client.send(3, packet(0x09, "", "nothing", ""));
        client.send(4, "quit\r\n");
        client.send(5, "GET / HTTP/1.1\r\n\r\n");
        assertEquals("VALUE k 0 1\r\nx\r\nVALUE q 0 1\r\nx\r\nEND\r\n", client.ask(9, "get k q\r\n"));
    }

    @Test
    void shouldStopAtAQuit() throws IOException {
        assertEquals(VERSION, client.ask(1, "version\r\nquit\r\nversion\r\n"));
    }

    @Test
    void shouldRefuseWhatHasNoEnd() throws IOException {
        assertEquals("CLIENT_ERROR watch commands not allowed\r\n", client.ask(1, "watch\r\n"));
        assertEquals("ERROR metadump not allowed\r\n", client.ask(2, "lru_crawler metadump all\r\n"));
        assertEquals("ERROR key dump not allowed\r\n", client.ask(3, "lru_crawler mgdump all\r\n"));
        assertEquals("CLIENT_ERROR stats cachedump not allowed\r\n", client.ask(4, "stats cachedump 1 0\r\n"));
        assertEquals("STAT sizes_status disabled\r\nEND\r\n", client.ask(5, "stats sizes\r\n"));
    }

    @Test
    void shouldRefuseAnAnswerThatIsTooLong() throws IOException {
        cache.set(new byte[] {'k'}, new byte[16_000], Duration.ZERO);
        assertEquals("SERVER_ERROR out of memory writing get response\r\n",
            client.ask(1, "get" + " k".repeat(100) + "\r\n"));
        cache.set(new byte[] {'k'}, new byte[900_000], Duration.ZERO);
        assertEquals("SERVER_ERROR out of memory writing get response\r\n", client.ask(3, "get k k k\r\n"));
        cache.set(new byte[] {'k'}, new byte[16_000], Duration.ZERO);
        final String refused = client.ask(2, packet(0x0c, "", "k", "").repeat(100));
        assertEquals("\u0081\u000c\0\0\0\0\0\u0082", refused.substring(0, 8));
        assertEquals("\0\0\0\7", refused.substring(12, 16));
        assertAlive();
    }

    @Test
    void shouldNotAnswerAnotherServer() throws IOException {
        final InetSocketAddress like = new InetSocketAddress("127.0.0.2", server.udpPort());
        try (UdpClient other = new UdpClient(server.udpPort(), like)) {
            other.send(1, "set loop 0 0 1\r\nx\r\n");
        }
        assertEquals("END\r\n", client.ask(2, "get loop\r\n"));
    }

    /** Each is what some server answers, whole or its first line. */
    @ParameterizedTest
    @ValueSource(strings = {"ERROR\r\n", "CLIENT_ERROR bad command line format\r\n", "SERVER_ERROR busy\r\n",
        "END\r\n", "STORED\r\n", "NOT_STORED\r\n", "EXISTS\r\n", "NOT_FOUND\r\n", "DELETED\r\n", "TOUCHED\r\n",
        "OK\r\n", "RESET\r\n", "BUSY nothing\r\n", "VERSION 1.6.45\r\n", "VALUE k 0 1\r\nv\r\nEND\r\n",
        "STAT pid 1\r\nEND\r\n", "PREFIX a get 1\r\nEND\r\n", "ITEM a [1 b; 0 s]\r\nEND\r\n", "5\r\n", "HD\r\n",
        "EN\r\n", "NF\r\n", "NS\r\n", "EX\r\n", "VA 1\r\nv\r\n", "MN\r\n", "ME k exp=-1\r\n", "\u0081", "\r\n",
        "ERROR\r\nset loop 0 0 1\r\nx\r\n"})
    void shouldNotAnswerAnAnswer(final String answer) throws IOException {
        client.send(1, answer + "\r\nset loop 0 0 1\r\nx\r\n");
        assertEquals("END\r\n", client.ask(2, "get loop\r\n"));
    }

    @Test
    void shouldTellOfTheSocket() throws IOException {
        final Map<String, String> conns = new HashMap<>();
        for (final String line : client.ask(1, "stats conns\r\n").split("\r\n")) {
            final String[] words = line.split(" ", 3);
            conns.put(words.length == 3 ? words[1].replaceFirst("^\\d+:(?=UDP)", "") : line, line);
        }
        final String id = conns.get("UDP").replaceFirst("STAT (\\d+):UDP UDP", "$1");
        assertEquals("STAT " + id + ":addr udp:127.0.0.1:" + server.udpPort(), conns.get(id + ":addr"));
        assertEquals("STAT " + id + ":state conn_parse_cmd", conns.get(id + ":state"));
        assertTrue(!conns.containsKey(id + ":listen_addr"));
        assertTrue(client.ask(2, "stats settings\r\n").contains("\r\nSTAT udpport " + server.udpPort() + "\r\n"));
    }

    @Test
    void shouldCountBytes() throws IOException {
        assertAlive();
        try (RawClient other = RawClient.of(server)) {
            final long read = other.stat("bytes_read");
            final long written = other.stat("bytes_written");
            assertTrue(read >= 17 && written >= 24, read + " " + written);
        }
    }

    @Test
    void shouldOutliveAnything() throws Exception {
        final Random random = new Random(3);
        final String[] words = {"get ", "k ", "set k 0 0 ", "5", "\r\n", "\u0080", "\0", "mg k v", "ms k 2", "\1\2\3"};
        for (int i = 0; i < 3_000; i++) {
            final StringBuilder request = new StringBuilder();
            for (int part = random.nextInt(12); part >= 0; part--) {
                request.append(words[random.nextInt(words.length)]);
            }
            final byte[] payload = request.toString().getBytes(StandardCharsets.ISO_8859_1);
            if (i % 3 == 0) {
                random.nextBytes(payload);
            }
            client.sendRaw(UdpClient.framed(i, 0, 1, payload));
        }
        // What is asked now may find the socket full, and be lost.
        Await.until("the server answers", this::answersStranger);
    }

    @Test
    void shouldServeOthersWhileNobodyTakesTheAnswers() throws IOException {
        cache.set(new byte[] {'k'}, new byte[500_000], Duration.ZERO);
        try (RawClient other = RawClient.of(server)) {
            for (int i = 0; i < 500; i++) {
                client.send(i, "get k\r\n");
                if (i % 50 == 0) {
                    other.ask("version\r\n", VERSION);
                }
            }
            other.ask("version\r\n", VERSION);
        }
    }

    @Test
    void shouldBeServedWithoutTcpToo() throws IOException {
        try (MemcachedServer alone = MemcachedServer.start(
                ServerConfig.builder().address("127.0.0.1").tcp(false).udpPort(-1).threads(2).build(), cache);
                UdpClient other = new UdpClient(alone.udpPort())) {
            assertEquals(0, alone.port());
            assertEquals(VERSION, other.ask(1, "version\r\n"));
        }
    }

    @Test
    void shouldListenAtEveryPlaceUnderOnePortUnlessThePlaceNamesAnother() throws IOException {
        try (MemcachedServer both = MemcachedServer.start(ServerConfig.builder().address("127.0.0.1")
                .address("127.0.0.2").port(0).udpPort(-1).threads(2).build(), cache);
                UdpClient here = new UdpClient(both.udpPort());
                RawClient other = RawClient.of(both)) {
            assertEquals(VERSION, here.ask(1, "version\r\n"));
            final String conns = other.lines("stats conns");
            assertTrue(conns.contains(":addr udp:127.0.0.1:" + both.udpPort()), conns);
            assertTrue(conns.contains(":addr udp:127.0.0.2:" + both.udpPort()), conns);
        }
    }

    @Test
    void shouldTakeBothFamiliesUnlessOneWasNamed() throws IOException {
        final boolean six = hasSix();
        for (final String place : six ? new String[] {"*", "0.0.0.0", "[::]"} : new String[] {"0.0.0.0"}) {
            try (MemcachedServer every = MemcachedServer.start(ServerConfig.builder().address(place).tcp(false)
                    .udpPort(-1).threads(1).build(), cache);
                    UdpClient ofFour = new UdpClient(every.udpPort());
                    UdpClient ofSix = six ? new UdpClient("::1", every.udpPort()) : null) {
                ofFour.send(1, "set four 0 0 1\r\n4\r\n");
                if (!"[::]".equals(place)) {
                    assertEquals("STORED\r\n", ofFour.answer(1));
                }
                if (!"0.0.0.0".equals(place)) {
                    assertEquals("STORED\r\n", ofSix.ask(2, "set six 0 0 1\r\n6\r\n"));
                }
                assertEquals("[::]".equals(place), cache.get(bytes("four")) == null);
                assertEquals("0.0.0.0".equals(place), cache.get(bytes("six")) == null);
                cache.flush();
            }
        }
    }

    private static boolean hasSix() {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress("::1", 0))) {
            return probe.isBound();
        } catch (final IOException e) {
            return false;
        }
    }

    @Test
    void shouldBeOffUnlessAskedFor() throws IOException {
        try (MemcachedServer plain = MemcachedServer.start(
                ServerConfig.builder().address("127.0.0.1").port(0).threads(1).build(), cache)) {
            assertEquals(0, plain.udpPort());
        }
    }
}
