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
import io.flagstone.listener.ServerConfigBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {
    /** Stands in front of every line; sets that apart which differs from run to run. */
    private static final String STAMP = "ts=\\d{10,}\\.\\d{1,6} gid=\\d+ ";

    private static ServerConfigBuilder config() {
        return ServerConfig.builder().address("127.0.0.1").port(0);
    }

    private static MemcachedServer start() throws IOException {
        return MemcachedServer.start(config().build());
    }

    private static RawClient watch(final MemcachedServer server, final String classes) throws IOException {
        final RawClient watcher = RawClient.of(server);
        watcher.ask("watch" + (classes.isEmpty() ? "" : " " + classes) + "\r\n", "OK\r\n");
        return watcher;
    }

    private static void awaitLine(final RawClient watcher, final String rest) throws IOException {
        final String line = watcher.line();
        assertTrue(line.matches(STAMP + ".*"), line);
        assertEquals(rest, line.replaceFirst(STAMP, "").replaceAll("cfd=\\d+", "cfd=N")
            .replaceAll("clsid=[1-9]\\d*", "clsid=C").replaceAll("rport=\\d+", "rport=P"));
    }

    /** What is sent, then the lines that it makes, of the classes that are watched. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''           | get a          | item_get key=a status=not_found clsid=0 cfd=N size=0",
        "fetchers     | get five       | item_get key=five status=found clsid=C cfd=N size=5",
        "f            | gats 0 five a  | item_get key=five status=found clsid=C cfd=N size=5;"
            + "item_get key=a status=not_found clsid=0 cfd=N size=0",
        "fetchers     | touch five 0   | item_get key=five status=found clsid=C cfd=N size=5",
        "fetchers     | incr a 1       | item_get key=a status=not_found clsid=0 cfd=N size=0",
        "fetchers     | delete five    | item_get key=five status=found clsid=C cfd=N size=5",
        "fetchers     | get gone       | item_get key=gone status=expired clsid=0 cfd=N size=0",
        "fetchers     | get a%/:~b-_.9 | item_get key=a%25%2F%3A~b-_.9 status=not_found clsid=0 cfd=N size=0",
        "mutations    | set a 0 0 1    | item_store key=a status=stored cmd=set ttl=0 clsid=C cfd=N size=1",
        "mutations    | set a 1 100 1  | item_store key=a status=stored cmd=set ttl=100 clsid=C cfd=N size=1",
        "m            | add five 0 0 1 | item_store key=five status=not_stored cmd=add ttl=0 clsid=C cfd=N size=1",
        "mutations    | replace a 0 0 1    | item_store key=a status=not_stored cmd=replace ttl=0 clsid=C cfd=N size=1",
        "mutations    | append five 0 0 1  | item_store key=five status=stored cmd=append ttl=0 clsid=C cfd=N size=6",
        "mutations    | prepend five 0 0 1 | item_store key=five status=stored cmd=prepend ttl=0 clsid=C cfd=N size=6",
        "mutations    | append a 0 0 1     | item_store key=a status=not_stored cmd=append ttl=0 clsid=C cfd=N size=1",
        "mutations    | cas a 0 0 1 1      | item_store key=a status=not_found cmd=cas ttl=0 clsid=C cfd=N size=1",
        "mutations    | cas five 0 0 1 1   | item_store key=five status=exists cmd=cas ttl=0 clsid=C cfd=N size=1",
        "mutations    | set b 0 0 2000000  | item_store key=b status=too_large cmd=set ttl=0 clsid=0 cfd=N size=0",
        "deletions    | delete five        | deleted key=five cmd=delete clsid=C size=5",
        "mutations fetchers | set five 0 0 1 | item_get key=five status=found clsid=C cfd=N size=5;"
            + "item_store key=five status=stored cmd=set ttl=0 clsid=C cfd=N size=1",
        "deletions mutations | delete five | deleted key=five cmd=delete clsid=C size=5",
    })
    void shouldTellOfWhatIsDone(final String classes, final String command, final String lines) throws IOException {
        // Nobody but clients comes across what has expired.
        try (ByteCache cache = ByteCache.builder().callerMaintains().build();
                MemcachedServer server = MemcachedServer.start(config().build(), cache);
                RawClient client = RawClient.of(server)) {
            client.ask("set five 0 0 5\r\n12345\r\n", "STORED\r\n");
            client.ask("set gone 0 -1 1\r\nx\r\n", "STORED\r\n");
            try (RawClient watcher = watch(server, classes)) {
                final String[] words = command.split(" ");
                final int length = words.length > 4 ? Integer.parseInt(words[4]) : -1;
                client.send(command + "\r\n" + (length < 0 ? "" : "x".repeat(length) + "\r\n"));
                for (final String line : lines.split(";")) {
                    awaitLine(watcher, "type=" + line);
                }
            }
        }
    }

    @Test
    void shouldTellOfAStoreWhoseValueComesInPieces() throws IOException {
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server);
                RawClient watcher = watch(server, "mutations")) {
            client.ask("mn\r\nset a 0 0 200000\r\n", "MN\r\n");
            client.send("x".repeat(100_000));
            client.send("x".repeat(100_000) + "\r\n");
            awaitLine(watcher, "type=item_store key=a status=stored cmd=set ttl=0 clsid=C cfd=N size=200000");
        }
    }

    @Test
    void shouldTellOfConnectionsThatComeAndGo() throws IOException {
        try (MemcachedServer server = start(); RawClient watcher = watch(server, "connevents")) {
            final String about = " rip=127.0.0.1 rport=P transport=tcp ";
            try (RawClient client = RawClient.of(server)) {
                client.ask("mn\r\n", "MN\r\n");
                client.send("quit\r\n").awaitClose();
            }
            awaitLine(watcher, "type=conn_new" + about + "cfd=N");
            awaitLine(watcher, "type=conn_close" + about + "reason=normal cfd=N");
            try (RawClient client = RawClient.of(server)) {
                client.send("get x HTTP/1.1\r\nfoo HTTP/1.1\r\n").awaitClose();
            }
            awaitLine(watcher, "type=conn_new" + about + "cfd=N");
            awaitLine(watcher, "type=conn_close" + about + "reason=error cfd=N");
        }
    }

    @Test
    void shouldTellOfEvictions() throws IOException {
        final ServerConfig config = config().memoryLimit(4 << 20).maximumItemSize(1 << 20).build();
        // By a clock that stands, or a second could begin meanwhile.
        try (ByteCache cache = ByteCache.builder().memoryLimit(4 << 20).maximumItemSize(1 << 20)
                .clock(new ManualClock()).callerMaintains().build();
                MemcachedServer server = MemcachedServer.start(config, cache); RawClient client = RawClient.of(server);
                RawClient watcher = watch(server, "evictions")) {
            final String value = "x".repeat(50_000);
            for (int i = 0; i < 200; i++) {
                client.ask("set key%" + i + " 0 0 50000\r\n" + value + "\r\n", "STORED\r\n");
            }
            awaitLine(watcher, "type=eviction key=key%250 fetch=no ttl=-1 la=0 clsid=C size=50000");
            assertTrue(client.stat("log_watcher_sent") > 0);
        }
    }

    @Test
    void shouldTellOfPagesThatMove() throws IOException {
        try (MemcachedServer server = MemcachedServer.start(config().slabAutomove(0).build());
                RawClient client = RawClient.of(server); RawClient watcher = watch(server, "sysevents")) {
            client.send("set a 0 0 50000 noreply\r\n" + "x".repeat(50_000) + "\r\n");
            final StringBuilder sets = new StringBuilder();
            for (int i = 0; i < 3_000; i++) {
                sets.append("set k").append(i).append(" 0 0 100 noreply\r\n").append("x".repeat(100)).append("\r\n");
            }
            client.ask(sets + "slabs reassign -1 0\r\n", "OK\r\n");
            final String line = watcher.line();
            assertTrue(line.matches(STAMP + "type=slab_move src=\\d+ dst=0 state=ok"), line);
        }
    }

    @Test
    void shouldSendTheSameToSeveralAndOnlyWhatEachWants() throws IOException {
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server);
                RawClient all = watch(server, "mutations fetchers deletions sysevents rawcmds");
                RawClient stores = watch(server, "mutations"); RawClient gets = watch(server, "")) {
            client.ask("set a 0 0 1\r\nx\r\n", "STORED\r\n");
            awaitLine(all, "type=item_get key=a status=not_found clsid=0 cfd=N size=0");
            awaitLine(all, "type=item_store key=a status=stored cmd=set ttl=0 clsid=C cfd=N size=1");
            awaitLine(stores, "type=item_store key=a status=stored cmd=set ttl=0 clsid=C cfd=N size=1");
            awaitLine(gets, "type=item_get key=a status=not_found clsid=0 cfd=N size=0");
            assertEquals(3, client.stat("log_watchers"));
            assertEquals(2, client.stat("log_worker_written"));
            assertEquals(4, client.stat("log_watcher_sent"));
            assertEquals(0, client.stat("log_watcher_skipped"));
            client.ask("stats reset\r\n", "RESET\r\n");
            assertEquals(0, client.stat("log_watcher_sent"));
            assertEquals(3, client.stat("log_watchers"));
        }
    }

    @Test
    void shouldNeverComeBackToCommands() throws IOException {
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server);
                RawClient watcher = RawClient.of(server)) {
            watcher.send("watch mutations\r\nmn\r\nversion\r\n").send("get a\r\nset a 0 0 5\r\n");
            assertEquals("OK", watcher.line());
            watcher.send("x".repeat(100_000));
            client.ask("set b 0 0 1\r\nx\r\n", "STORED\r\n");
            awaitLine(watcher, "type=item_store key=b status=stored cmd=set ttl=0 clsid=C cfd=N size=1");
            watcher.finish();
            assertEquals("", watcher.rest());
            client.ask("get a\r\n", "END\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"watch nothing, ERROR", "watch fetchers x, ERROR", "watch fetcherss, ERROR", "watch FETCHERS, ERROR",
        "watch noreply, ERROR", "watch proxy, OK", "watch proxyuser rawcmds r e s c d, OK"})
    void shouldRefuseClassesThatItDoesNotKnow(final String command, final String answer) throws IOException {
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server)) {
            client.ask(command + "\r\n", answer + "\r\n");
            if (!"OK".equals(answer)) {
                client.ask("mn\r\n", "MN\r\n");
            }
        }
    }

    @Test
    void shouldRefuseToWatchBehindOtherCommandsOfAPacket() throws IOException {
        final String refusal = "ERROR cannot pipeline other commands before ";
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server)) {
            client.ask("mn\r\nwatch\r\nmn\r\n", "MN\r\n" + refusal + "watch\r\nMN\r\n");
            client.ask("delete a noreply\r\nlru_crawler metadump all\r\n", refusal + "metadump\r\n");
            client.ask("mn\r\nlru_crawler mg all\r\n", "MN\r\n" + refusal + "mgdump\r\n");
            client.ask("lru_crawler met all\r\nmn\r\n", "OK\r\nEND\r\nMN\r\n");
        }
    }

    @Test
    void shouldRefuseToBeWatchedWhenToldSo() throws IOException {
        try (MemcachedServer server = MemcachedServer.start(config().watching(false).build());
                RawClient client = RawClient.of(server)) {
            client.ask("mn\r\nwatch x\r\n", "MN\r\nCLIENT_ERROR watch commands not allowed\r\n");
        }
    }

    @Test
    void shouldTakeTwentyWatchersAtMostAndForgetThoseThatGo() throws IOException {
        final List<RawClient> watchers = new ArrayList<>();
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server)) {
            for (int i = 0; i < 20; i++) {
                watchers.add(watch(server, "fetchers"));
            }
            client.ask("watch\r\nmn\r\n", "WATCHER_TOO_MANY log watcher limit reached\r\nMN\r\n");
            assertEquals(20, client.stat("log_watchers"));
            for (int i = 0; i < 10; i++) {
                watchers.get(i).reset();
                watchers.get(10 + i).finish();
                watchers.get(10 + i).awaitClose();
            }
            while (client.stat("log_watchers") > 0) {
                Thread.onSpinWait();
            }
            client.ask("get a\r\n", "END\r\n");
            assertEquals(0, client.stat("log_worker_written"));
        } finally {
            for (final RawClient watcher : watchers) {
                watcher.close();
            }
        }
    }

    @Test
    void shouldSkipWhatAWatcherDoesNotTakeAndSayHowMuch() throws IOException {
        try (MemcachedServer server = start(); RawClient client = RawClient.of(server);
                RawClient watcher = RawClient.slowOf(server)) {
            watcher.ask("watch\r\n", "OK\r\n");
            final String gets = ("get " + "key ".repeat(500) + "\r\n").repeat(20);
            final String ends = "END\r\n".repeat(20);
            while (client.stat("log_watcher_skipped") < 1000) {
                client.ask(gets, ends);
            }
            final long skipped = client.stat("log_watcher_skipped");
            final long sent = client.stat("log_watcher_sent");
            assertEquals(skipped + sent, client.stat("log_worker_written"));
            long lines = 0;
            long missed = 0;
            while (lines <= sent) {
                final String line = watcher.line();
                if (line.startsWith("skipped=")) {
                    missed += Long.parseLong(line.substring("skipped=".length()));
                } else if (++lines == sent) {
                    client.ask("get key\r\n", "END\r\n");
                }
            }
            assertEquals(skipped, missed);
            client.ask("get last\r\n", "END\r\n");
            awaitLine(watcher, "type=item_get key=last status=not_found clsid=0 cfd=N size=0");
        }
    }
}
