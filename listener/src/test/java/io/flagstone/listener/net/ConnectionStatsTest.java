/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */

package io.flagstone.listener.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flagstone.listener.MemcachedServer;
import io.flagstone.listener.ServerConfig;
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionStatsTest {
    private static ServerConfigBuilder config() {
        return ServerConfig.builder().address("127.0.0.1").port(0).threads(2);
    }

    /** The answer to {@code stats conns}; numbers that differ from run to run are letters. */
    private static List<String> conns(final RawClient client, final int port) throws IOException {
        client.send("stats conns\r\n");
        final List<String> lines = new ArrayList<>();
        for (String line = client.line(); !"END".equals(line); line = client.line()) {
            lines.add(line.replace(":" + port, ":L").replaceAll("(addr tcp:127.0.0.1):\\d+", "$1:P")
                .replaceAll("last_cmd \\d+", "last_cmd S"));
        }
        return lines;
    }

    @Test
    void shouldTellOfEveryConnectionAndOfWhatIsListenedOn() throws IOException {
        try (MemcachedServer server = MemcachedServer.start(config().build());
                RawClient asking = RawClient.of(server); RawClient idle = RawClient.of(server)) {
            asking.ask("mn\r\n", "MN\r\n");
            idle.ask("mn\r\n", "MN\r\n");
            // The other worker may still be about to end its turn.
            awaitState(asking, server, "conn_read");
            final List<String> lines = conns(asking, server.port());
            assertEquals(List.of("STAT 1:addr tcp:127.0.0.1:L", "STAT 1:state conn_listening",
                "STAT 1:secs_since_last_cmd S"), lines.subList(0, 3));
            assertEquals(11, lines.size());
            final List<String> states = new ArrayList<>();
            for (int i = 3; i < lines.size(); i += 4) {
                final String id = lines.get(i).substring(0, lines.get(i).indexOf(':') + 1);
                assertEquals(id + "addr tcp:127.0.0.1:P", lines.get(i));
                assertEquals(id + "listen_addr tcp:127.0.0.1:L", lines.get(i + 1));
                states.add(lines.get(i + 2).replace(id, ""));
                assertEquals(id + "secs_since_last_cmd S", lines.get(i + 3));
            }
            assertEquals(List.of("state conn_parse_cmd", "state conn_read"), states.stream().sorted().toList());
        }
    }

    private static void awaitState(final RawClient asking, final MemcachedServer server, final String state)
            throws IOException {
        while (conns(asking, server.port()).stream().noneMatch(line -> line.endsWith("state " + state))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldTellWhatAConnectionIsDoing() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(config().build());
                RawClient asking = RawClient.of(server); RawClient client = RawClient.slowOf(server)) {
            client.send("set a 0 0 200000\r\nx");
            awaitState(asking, server, "conn_nread");
            client.send("x".repeat(199_999) + "\r\nset b 0 0 2000000\r\n");
            awaitState(asking, server, "conn_swallow");
            client.send("x".repeat(2_000_000) + "\r\n");
            awaitState(asking, server, "conn_read");
            client.send("get a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a\r\n");
            client.send("get a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a\r\n");
            awaitState(asking, server, "conn_mwrite");
            Await.until("replies are told of that wait", () -> conns(asking, server.port()).stream()
                .anyMatch(line -> line.matches("STAT \\d+:resps_waiting [1-9]\\d*")));
            client.reset();
            while (conns(asking, server.port()).size() > 7) {
                Thread.onSpinWait();
            }
            try (RawClient watcher = RawClient.of(server)) {
                watcher.ask("watch\r\n", "OK\r\n");
                awaitState(asking, server, "conn_watch");
            }
        }
    }

    @Test
    void shouldNameUnixSockets(@TempDir final Path directory) throws IOException {
        final Path path = directory.resolve("s");
        try (MemcachedServer server = MemcachedServer.start(ServerConfig.builder().unixSocket(path).build());
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            assertEquals(0, server.port());
            client.write(ByteBuffer.wrap("stats conns\r\n".getBytes(StandardCharsets.US_ASCII)));
            final ByteBuffer answer = ByteBuffer.allocate(4096);
            while (!new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).endsWith("END\r\n")) {
                assertTrue(client.read(answer) > 0, "the answer must end");
            }
            final String text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
            assertTrue(text.startsWith("STAT 1:addr unix:" + path + "\r\nSTAT 1:state conn_listening\r\n"), text);
            assertTrue(text.contains(":addr unix:<AF 1>\r\n") && text.contains(":listen_addr unix:" + path), text);
        }
    }
}
