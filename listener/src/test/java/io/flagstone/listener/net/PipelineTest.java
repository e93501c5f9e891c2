/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.engine.ByteCache;
import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many requests in few packets, one request in many packets, and the order of what is answered. */
class PipelineTest {
    private static MemcachedServer start() throws IOException {
        return MemcachedServer.start(ServerConfig.builder().address("127.0.0.1").port(0).build());
    }

    @Test
    void shouldAnswerAThousandRequestsOfOnePacketInOrder() throws IOException {
        final StringBuilder requests = new StringBuilder();
        final StringBuilder answers = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            requests.append("set k").append(i).append(" 7 0 4\r\n").append(1000 + i).append("\r\n");
            answers.append("STORED\r\n");
        }
        for (int i = 0; i < 500; i++) {
            requests.append("get k").append(i).append("\r\n");
            answers.append("VALUE k").append(i).append(" 7 4\r\n").append(1000 + i).append("\r\nEND\r\n");
        }
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server)) {
            client.ask(requests.toString(), answers.toString());
            assertEquals(500, client.stat("get_hits"));
            assertEquals(500, client.stat("cmd_set"));
        }
    }

    @Test
    void shouldAnswerRequestsThatArriveOneByteAtATime() throws IOException {
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server)) {
            final String requests = "set foo 1 0 5\r\nhello\r\nget foo bar\r\ndelete foo\r\nget foo\r\n";
            for (final byte next : RawClient.bytes(requests)) {
                client.send(new byte[] {next});
            }
            final String answers = "STORED\r\nVALUE foo 1 5\r\nhello\r\nEND\r\nDELETED\r\nEND\r\n";
            assertEquals(answers, client.read(answers.length()));
        }
    }

    @Test
    void shouldPutALargeValueTogetherWhereverItIsCut() throws IOException {
        final Random random = new Random(7);
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server)) {
            for (int round = 0; round < 20; round++) {
                final byte[] body = new byte[random.nextInt(300_000)];
                random.nextBytes(body);
                final String value = new String(body, StandardCharsets.ISO_8859_1);
                final String request = "set big 0 0 " + body.length + "\r\n" + value + "\r\nget big\r\n";
                int at = 0;
                while (at < request.length()) {
                    final int end = Math.min(request.length(), at + 1 + random.nextInt(40_000));
                    client.send(request.substring(at, end));
                    at = end;
                }
                final String answer = "STORED\r\nVALUE big 0 " + body.length + "\r\n" + value + "\r\nEND\r\n";
                assertTrue(answer.equals(client.read(answer.length())), "round " + round + " length " + body.length);
            }
        }
    }

    @Test
    void shouldSendAllRepliesBeforeItClosesAtQuit() throws IOException {
        final StringBuilder requests = new StringBuilder("set v 0 0 1000\r\n" + "x".repeat(1000) + "\r\n");
        final StringBuilder answers = new StringBuilder("STORED\r\n");
        for (int i = 0; i < 1500; i++) {
            requests.append("get v\r\n");
            answers.append("VALUE v 0 1000\r\n").append("x".repeat(1000)).append("\r\nEND\r\n");
        }
        try (MemcachedServer server = start(); RawClient client = RawClient.slowOf(server)) {
            client.send(requests + "quit\r\n");
            assertTrue(answers.toString().equals(client.rest()));
        }
    }

    @Test
    void shouldAnswerWhatCameBeforeTheClientFinished() throws IOException {
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server)) {
            client.send("set a 0 0 1\r\nx\r\nget a\r\nget").finish();
            assertEquals("STORED\r\nVALUE a 0 1\r\nx\r\nEND\r\n", client.rest());
        }
    }

    @Test
    void shouldGiveDeepPipelinesTheirTurnsOneByOne() throws Exception {
        final GateClock clock = new GateClock();
        final ServerConfig config =
            ServerConfig.builder().address("127.0.0.1").port(0).threads(1).requestsPerEvent(1).build();
        try (ByteCache cache = ByteCache.builder().clock(clock).callerMaintains().build();
            MemcachedServer server = MemcachedServer.start(config, cache);
            RawClient gate = RawClient.of(server);
            RawClient longer = RawClient.of(server);
            RawClient shorter = RawClient.of(server)) {
            gate.ask("set log 0 0 1\r\n-\r\n", "STORED\r\n");
            longer.ask("get none\r\n", "END\r\n");
            shorter.ask("get none\r\n", "END\r\n");
            clock.shut();
            gate.send("get log\r\n");
            clock.awaitReader();
            longer.send("append log 0 0 1 noreply\r\nL\r\n".repeat(8000) + "version\r\n");
            shorter.send("append log 0 0 1 noreply\r\nS\r\n".repeat(1000) + "version\r\n");
            clock.open();
            assertEquals("VERSION", shorter.read(7));
            assertEquals("VERSION", longer.read(7));
            final String log = new String(cache.get(RawClient.bytes("log")), StandardCharsets.ISO_8859_1);
            assertEquals(9000 + 1, log.length());
            final String whileBoth = log.substring(log.indexOf('S'), log.lastIndexOf('S'));
            assertTrue(longestRun(whileBoth) <= 2, "one client had " + longestRun(whileBoth) + " turns in a row");
            assertTrue(shorter.read(" 1.6.45\r\n".length()).endsWith("\n"));
            assertTrue(shorter.stat("conn_yields") >= 8999, "yields");
        }
    }

    private static int longestRun(final String log) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < log.length(); i++) {
            run = i > 0 && log.charAt(i) == log.charAt(i - 1) ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
